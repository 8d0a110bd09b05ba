import ban from 'lucide-static/icons/ban.svg?raw'
import close from 'lucide-static/icons/x.svg?raw'
import pen from 'lucide-static/icons/square-pen.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SuggestionList } from '../../bot/api/articles.ts'
import { Icon } from '../shared/icon.tsx'
import { request } from '../shared/request.ts'
import { shortMoment } from '../shared/time.ts'
import { useEditor } from './context.ts'
import type { Fields } from './fields.ts'

type Read = { kind: 'reading' } | { kind: 'read'; list: SuggestionList } | { kind: 'failed' }
type Suggestion = SuggestionList['unanswered'][number]

/** What customers asked: words an article should be found by as well, and questions nothing answered. */
export function Suggestions({ onClose }: { onClose: () => void }): JSX.Element {
  const [read, setRead] = useState<Read>({ kind: 'reading' })
  useEffect(() => {
    void request<SuggestionList>('GET', '/api/articles/suggestions').then((answer) =>
      setRead(answer.kind === 'ok' ? { kind: 'read', list: answer.body } : { kind: 'failed' }),
    )
  }, [])
  return (
    <aside class="ask" aria-label="Customers’ questions">
      <header class="drawer-header">
        <h2>Customers’ questions</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
          <Icon svg={close} />
        </button>
      </header>
      <div class="ask-answer" aria-live="polite">
        {read.kind === 'failed' && <p>They could not be read. Close this and open it again in a moment.</p>}
        {read.kind === 'read' && <Lists list={read.list} />}
      </div>
    </aside>
  )
}

function Lists({ list: { unanswered, confirmed } }: { list: SuggestionList }): JSX.Element {
  const editor = useEditor()
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  return (
    <>
      <h3>Nothing answered</h3>
      {unanswered.length === 0 && (
        <p class="soft">Questions the bot had to decline appear here, so that you know what to write next.</p>
      )}
      <ul class="suggestions">
        {unanswered.map((suggestion) => (
          <Item key={suggestion.question} suggestion={suggestion}>
            <div class="suggestion-buttons">
              <button type="button" class="button" onClick={() => void editor.begin({ title: suggestion.question })}>
                <Icon svg={pen} size={14} />
                Write an article
              </button>
              <button type="button" class="button" onClick={() => void editor.begin(notAnswered(suggestion))}>
                <Icon svg={ban} size={14} />
                We do not answer this
              </button>
            </div>
          </Item>
        ))}
      </ul>
      <h3>Helped, in words the article does not have yet</h3>
      {confirmed.length === 0 && (
        <p class="soft">Questions whose answer helped appear here. Added to an article, they make it easier to find.</p>
      )}
      <ul class="suggestions">
        {confirmed.map((suggestion) => {
          const key = `${suggestion.articleId} ${suggestion.question}`
          return (
            <Item key={key} suggestion={suggestion}>
              <button
                type="button"
                class="button"
                disabled={taken.has(key)}
                onClick={() => {
                  setTaken(new Set([...taken, key]))
                  void editor.addAlias(suggestion.articleId, suggestion.question)
                }}
              >
                <Icon svg={plus} size={14} />
                {taken.has(key) ? 'Added to' : 'Add to'} {suggestion.title}
              </button>
            </Item>
          )
        })}
      </ul>
    </>
  )
}

function notAnswered({ question, language, others }: Suggestion): Partial<Fields> {
  return { title: question, section: 'Not answered', language, aliases: [question, ...others], unanswered: true }
}

function Item({ suggestion, children }: { suggestion: Suggestion; children: JSX.Element }): JSX.Element {
  const { question, language, count, lastAt, others } = suggestion
  return (
    <li>
      <p class="suggestion-words" lang={language}>
        {question}
      </p>
      <p class="soft">
        {count === 1 ? 'Once' : `${count} times`}, last {shortMoment(lastAt, Date.now(), 'en-GB')}
        {others.length > 0 && <span lang={language}>; also: {others.join(' · ')}</span>}
      </p>
      {children}
    </li>
  )
}

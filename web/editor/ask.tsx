import close from 'lucide-static/icons/x.svg?raw'
import arrow from 'lucide-static/icons/arrow-up.svg?raw'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { z } from 'zod'
import type { askAnswer } from '../../bot/api/articles.ts'
import { Icon } from '../shared/icon.tsx'
import { Markdown } from '../shared/markdown.tsx'
import { request } from '../shared/request.ts'
import { useEditor } from './context.ts'

type AskAnswer = z.infer<typeof askAnswer>
type Asked = { kind: 'asking' } | { kind: 'answered'; question: string; answer: AskAnswer } | { kind: 'failed'; text: string }

const DECISIONS: Record<AskAnswer['decision'], string> = {
  answer: 'Answers',
  clarify: 'Asks back',
  decline: 'Says it does not know',
}

/** What the bot would say now, from what is published, and how it came to that. */
export function Ask({ onClose }: { onClose: () => void }): JSX.Element {
  const [question, setQuestion] = useState('')
  const [asked, setAsked] = useState<Asked>()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])

  async function ask(): Promise<void> {
    if (question.trim() === '') return
    setAsked({ kind: 'asking' })
    const answer = await request<AskAnswer>('POST', '/api/ask', { question: question.trim() })
    if (answer.kind === 'ok') setAsked({ kind: 'answered', question: question.trim(), answer: answer.body })
    else
      setAsked({
        kind: 'failed',
        text: answer.kind === 'refused' ? answer.problem.title : 'The server did not answer. Ask again in a moment.',
      })
  }

  return (
    <aside class="ask" aria-label="Ask the bot">
      <header class="drawer-header">
        <h2>Ask the bot</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
          <Icon svg={close} />
        </button>
      </header>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <input
          ref={box}
          class="field"
          aria-label="Question"
          placeholder="Ask as a customer would"
          maxLength={2000}
          value={question}
          onInput={({ currentTarget }) => setQuestion(currentTarget.value)}
        />
        <button type="submit" class="button primary" aria-label="Ask" disabled={question.trim() === ''}>
          <Icon svg={arrow} size={16} />
        </button>
      </form>
      <div class="ask-answer" aria-live="polite">
        {asked === undefined && (
          <p class="soft">It answers from what is published now, as it would a customer, and shows what it weighed.</p>
        )}
        {asked?.kind === 'failed' && <p>{asked.text}</p>}
        {asked?.kind === 'answered' && <Answer answer={asked.answer} />}
      </div>
    </aside>
  )
}

function Answer({ answer }: { answer: AskAnswer }): JSX.Element {
  const percent = Math.round(answer.probability * 100)
  return (
    <>
      <div class="verdict">
        <span class={`state ${answer.decision === 'answer' ? 'published' : 'changed'}`}>{DECISIONS[answer.decision]}</span>
        <meter min={0} max={100} value={percent} aria-label="Probability that it is right" />
        <span class="verdict-number">{percent} %</span>
        <span class="soft">{Math.max(1, Math.round(answer.ms))} ms</span>
      </div>
      {answer.text !== '' && <Markdown text={answer.text} />}
      {answer.citations.length > 0 && (
        <>
          <h3>Cites</h3>
          <ul class="cites">
            {answer.citations.map((citation) => (
              <li key={`${citation.articleId}-${citation.passage}`}>
                <a href={`#${encodeURIComponent(citation.articleId)}`}>{citation.title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {answer.candidates.length > 0 && <Candidates candidates={answer.candidates} />}
    </>
  )
}

function Candidates({ candidates }: { candidates: AskAnswer['candidates'] }): JSX.Element {
  const editor = useEditor()
  const best = Math.max(...candidates.map(({ score }) => score), Number.EPSILON)
  const titleOf = (articleId: string): string =>
    editor.items.value?.find((item) => item.articleId === articleId)?.title ?? articleId
  return (
    <>
      <h3>Weighed</h3>
      <ol class="candidates">
        {candidates.slice(0, 8).map((candidate) => (
          <li key={candidate.articleId}>
            <a href={`#${encodeURIComponent(candidate.articleId)}`}>{titleOf(candidate.articleId)}</a>
            <meter min={0} max={best} value={candidate.score} aria-label="Score" />
            <span class="candidate-score">{shortNumber(candidate.score)}</span>
            <details class="signals">
              <summary>Signals</summary>
              <dl>
                {Object.entries(candidate.signals).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{shortNumber(value)}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ol>
    </>
  )
}

function shortNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}

import type { ComponentChildren, JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { useEditor } from './context.ts'
import { EMPTY } from './fields.ts'

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ja']
const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

export function Form(): JSX.Element {
  const editor = useEditor()
  const fields = editor.writing.value?.fields ?? EMPTY
  // Lines while they are typed: an empty one at the end must stay until it has words.
  const [aliases, setAliases] = useState(fields.aliases.join('\n'))
  const shownAliases = sameLines(aliases, fields.aliases) ? aliases : fields.aliases.join('\n')

  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <Field label="Title" hint="As a customer would say it">
        {(id) => (
          <input
            id={id}
            class="field title-field"
            maxLength={200}
            value={fields.title}
            onInput={({ currentTarget }) => editor.change({ title: currentTarget.value })}
          />
        )}
      </Field>
      <div class="form-row">
        <Field label="Section">
          {(id) => (
            <>
              <input
                id={id}
                class="field"
                list="sections"
                maxLength={80}
                value={fields.section}
                onInput={({ currentTarget }) => editor.change({ section: currentTarget.value })}
              />
              <datalist id="sections">
                {editor.sections.value.map((section) => (
                  <option key={section} value={section} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label="Language">
          {(id) => (
            <select
              id={id}
              class="field"
              value={fields.language}
              onChange={({ currentTarget }) => editor.change({ language: currentTarget.value })}
            >
              {[...new Set([...LANGUAGES, fields.language])].map((language) => (
                <option key={language} value={language}>
                  {names.of(language) ?? language}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <label class="form-check">
        <input
          type="checkbox"
          checked={fields.unanswered}
          onChange={({ currentTarget }) => editor.change({ unanswered: currentTarget.checked })}
        />
        <span>
          We do not answer this
          <span class="form-hint">The bot says so at once, instead of offering what is merely near</span>
        </span>
      </label>
      <Field
        label={fields.unanswered ? 'How customers ask it' : 'Other ways customers put it'}
        hint={fields.unanswered ? 'One a line' : 'One a line; the bot finds the article by them too'}
        grow={fields.unanswered}
      >
        {(id) => (
          <textarea
            id={id}
            class="field aliases-field"
            rows={fields.unanswered ? 10 : 3}
            value={shownAliases}
            onInput={({ currentTarget }) => {
              setAliases(currentTarget.value)
              editor.change({ aliases: linesOf(currentTarget.value) })
            }}
          />
        )}
      </Field>
      {!fields.unanswered && (
        <Field label="Text" hint="Markdown: **bold**, - list, ## heading, [words](address)" grow>
          {(id) => (
            <textarea
              id={id}
              class="field body-field"
              spellcheck
              lang={fields.language}
              maxLength={100_000}
              value={fields.body}
              onInput={({ currentTarget }) => editor.change({ body: currentTarget.value })}
            />
          )}
        </Field>
      )}
    </form>
  )
}

interface FieldProps {
  label: string
  hint?: string
  grow?: boolean
  children: (id: string) => ComponentChildren
}

function Field({ label, hint, grow = false, children }: FieldProps): JSX.Element {
  const id = useId()
  return (
    <div class={`form-field ${grow ? 'grow' : ''}`}>
      <label for={id}>
        {label}
        {hint !== undefined && <span class="form-hint">{hint}</span>}
      </label>
      {children(id)}
    </div>
  )
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

function sameLines(text: string, aliases: string[]): boolean {
  return linesOf(text).join('\n') === aliases.join('\n')
}

import { render, type JSX } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { SessionAnswer } from '../../bot/api/session.ts'
import { Gate } from '../shared/gate.tsx'
import { followAddress } from './address.ts'
import { EditorContext } from './context.ts'
import { createEditor } from './editor.ts'
import { Workspace } from './workspace.tsx'

function SignedIn({ who }: { who: SessionAnswer }): JSX.Element {
  const editor = useMemo(() => createEditor(who), [who])
  useEffect(() => followAddress(editor), [editor])
  return (
    <EditorContext.Provider value={editor}>
      <Workspace />
    </EditorContext.Provider>
  )
}

render(
  <Gate page="editor" role="editor">
    {(who) => <SignedIn who={who} />}
  </Gate>,
  document.body,
)

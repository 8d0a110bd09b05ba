import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ArticleList, type Drawer } from './article-list.tsx'
import { Ask } from './ask.tsx'
import { useEditor } from './context.ts'
import { Suggestions } from './suggestions.tsx'
import { WritingView } from './writing-view.tsx'

/** The list beside the article; on a narrow screen one over the other. */
export function Workspace(): JSX.Element {
  const editor = useEditor()
  const [drawer, setDrawer] = useState<Drawer>()
  const close = (): void => setDrawer(undefined)
  return (
    <div class={`workspace ${editor.openId.value === undefined ? '' : 'with-article'} ${drawer === undefined ? '' : 'with-ask'}`}>
      <ArticleList drawer={drawer} onDrawer={(next) => setDrawer(drawer === next ? undefined : next)} />
      <WritingView />
      {drawer === 'ask' && <Ask onClose={close} />}
      {drawer === 'suggestions' && <Suggestions onClose={close} />}
    </div>
  )
}

import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ArticleList } from './article-list.tsx'
import { Ask } from './ask.tsx'
import { useEditor } from './context.ts'
import { WritingView } from './writing-view.tsx'

/** The list beside the article; on a narrow screen one over the other. */
export function Workspace(): JSX.Element {
  const editor = useEditor()
  const [asking, setAsking] = useState(false)
  return (
    <div class={`workspace ${editor.openId.value === undefined ? '' : 'with-article'} ${asking ? 'with-ask' : ''}`}>
      <ArticleList onAsk={() => setAsking(!asking)} asking={asking} />
      <WritingView />
      {asking && <Ask onClose={() => setAsking(false)} />}
    </div>
  )
}

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Editor } from './editor.ts'

export const EditorContext = createContext<Editor | undefined>(undefined)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (editor === undefined) throw new Error('useEditor outside of EditorContext')
  return editor
}

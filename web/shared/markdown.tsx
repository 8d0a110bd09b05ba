import { createContext, type ComponentChildren, type JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { safeAddress } from './safe-address.ts'

/**
 * The light Markdown of answers and agents (paragraphs, lists, bold, italics, code, links) as elements. Nothing in it ever becomes
 * markup by itself, so it is safe for anybody's words.
 */
export function Markdown({ text }: { text: string }): JSX.Element {
  return <div class="prose">{blocksOf(text).map(renderBlock)}</div>
}

/** People's own words: line breaks are kept and addresses become links, nothing else. */
export function PlainText({ text }: { text: string }): JSX.Element {
  return (
    <div class="prose">
      <p>{withBreaks(text.trim(), linkAddresses)}</p>
    </div>
  )
}

type Block = { kind: 'paragraph'; text: string } | { kind: 'list'; ordered: boolean; items: string[] }

const BULLET = /^\s{0,3}[-*+•]\s+(.*)$/
const NUMBER = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/
/** `[1]: address "title"` says where a reference leads and is nothing to show; sources have cards of their own. */
const DEFINITION = /^\s{0,3}\[[^\]]+\]:\s+\S/
const HEADING = /^#{1,6}\s+(.*?)\s*#*$/

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const line of text.replaceAll('\r', '').split('\n')) {
    const bullet = BULLET.exec(line)
    const number = bullet === null ? NUMBER.exec(line) : null
    const heading = HEADING.exec(line)
    const item = bullet?.[1] ?? number?.[1]
    if (line.trim() === '' || DEFINITION.test(line)) {
      open = open?.kind === 'list' ? open : undefined
    } else if (item !== undefined) {
      const ordered = number !== null
      if (open?.kind !== 'list' || open.ordered !== ordered) blocks.push((open = { kind: 'list', ordered, items: [] }))
      open.items.push(item)
    } else if (heading?.[1] !== undefined) {
      blocks.push({ kind: 'paragraph', text: `**${heading[1]}**` })
      open = undefined
    } else if (open?.kind === 'list' && /^\s/.test(line)) {
      open.items.push(`${open.items.pop() ?? ''}\n${line.trim()}`)
    } else if (open?.kind === 'paragraph') {
      open.text += `\n${line}`
    } else {
      blocks.push((open = { kind: 'paragraph', text: line }))
    }
  }
  return blocks
}

function renderBlock(block: Block): JSX.Element {
  if (block.kind === 'paragraph') return <p>{withBreaks(block.text, inline)}</p>
  const items = block.items.map((item) => <li>{withBreaks(item, inline)}</li>)
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}

function withBreaks(text: string, render: (line: string) => ComponentChildren): ComponentChildren[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [render(line)] : [<br />, render(line)]))
}

/** One pass, first match wins: `code`, [text](address), **bold**, *italics*, a bare address. */
const INLINE =
  /`([^`]+)`|\[([^\]]+)\]\(([^()\s]+)\)|\*\*(?=\S)(.+?)\*\*|__(?=\S)(.+?)__|(?<![\w*])[*_](?=\S)([^*_]+?)[*_](?![\w*])|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?'"])/g

function inline(text: string): ComponentChildren {
  const parts: ComponentChildren[] = []
  let from = 0
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, label, address, bold, alsoBold, italic, bare] = match
    parts.push(text.slice(from, match.index))
    from = match.index + whole.length
    const strong = bold ?? alsoBold
    if (code !== undefined) parts.push(<code>{code}</code>)
    else if (label !== undefined && address !== undefined) parts.push(<Link to={address}>{inline(label)}</Link>)
    else if (strong !== undefined) parts.push(<strong>{inline(strong)}</strong>)
    else if (italic !== undefined) parts.push(<em>{inline(italic)}</em>)
    else if (bare !== undefined) parts.push(<Link to={bare}>{bare}</Link>)
  }
  parts.push(text.slice(from))
  return parts
}

const ADDRESS = /https?:\/\/[^\s<>()]+[^\s<>().,;:!?'"]/g

function linkAddresses(text: string): ComponentChildren {
  const parts: ComponentChildren[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, match.index), <Link to={match[0]}>{match[0]}</Link>)
    from = match.index + match[0].length
  }
  parts.push(text.slice(from))
  return parts
}

/** What a relative address means. The widget lives on someone else's page, where it is still Warmline's server. */
export const AddressBase = createContext(document.baseURI)

function Link({ to, children }: { to: string; children: ComponentChildren }): JSX.Element {
  const href = safeAddress(to, useContext(AddressBase))
  if (href === undefined) return <>{children}</>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

import { lexer, type Token, type Tokens } from 'marked'

/** One block of an article as a customer may read it in any channel. */
export interface Block {
  kind: 'heading' | 'text'
  text: string
}

/** Markdown to plain blocks: emphasis and HTML go, lists keep their marks, a link keeps its address in brackets. */
export function plainBlocks(markdown: string): Block[] {
  return lexer(markdown).flatMap(blocksOf)
}

function blocksOf(token: Token): Block[] {
  const block = token as Tokens.Generic
  if (block.type === 'heading') return [{ kind: 'heading', text: inline(token) }]
  if (block.type === 'space' || block.type === 'hr' || block.type === 'def') return []
  const text = blockText(token).trim()
  return text === '' ? [] : [{ kind: 'text', text }]
}

function blockText(token: Token): string {
  switch (token.type) {
    case 'list':
      return listText(token as Tokens.List)
    case 'table':
      return tableText(token as Tokens.Table)
    case 'code':
      return (token as Tokens.Code).text
    case 'blockquote':
      return plainBlocks((token as Tokens.Blockquote).text)
        .map((block) => block.text)
        .join('\n')
    default:
      return inline(token)
  }
}

function listText(list: Tokens.List): string {
  const first = typeof list.start === 'number' ? list.start : 1
  return list.items.map((item, at) => `${list.ordered ? `${first + at}.` : '-'} ${itemText(item)}`).join('\n')
}

function itemText(item: Tokens.ListItem): string {
  return item.tokens
    .map((token) => blockText(token))
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll('\n', '\n  ')
}

/** A row reads as a sentence in a chat window: 'Size: M, Chest: 96 cm'. */
function tableText(table: Tokens.Table): string {
  const heads = table.header.map((cell) => inlineAll(cell.tokens))
  return table.rows
    .map(
      (row) =>
        '- ' + row.map((cell, at) => (heads[at] ? `${heads[at]}: ${inlineAll(cell.tokens)}` : inlineAll(cell.tokens))).join(', '),
    )
    .join('\n')
}

function inlineAll(tokens: readonly Token[]): string {
  return tokens.map(inline).join('')
}

function inline(token: Token): string {
  const generic = token as Tokens.Generic
  switch (generic.type) {
    case 'html':
      return generic.block ? '' : /^<br\s*\/?>$/i.test(generic.raw.trim()) ? '\n' : ''
    case 'br':
      return '\n'
    case 'image':
      return typeof generic['text'] === 'string' ? generic['text'] : ''
    case 'link':
      return linkText(token as Tokens.Link)
    case 'codespan':
    case 'escape':
      return entities(String(generic['text']))
    default:
      return generic.tokens ? inlineAll(generic.tokens) : entities(typeof generic['text'] === 'string' ? generic['text'] : '')
  }
}

function linkText(link: Tokens.Link): string {
  const label = inlineAll(link.tokens)
  const address = link.href.replace(/^mailto:|^tel:/, '')
  const absolute = /^(?:https?:|mailto:|tel:)/.test(link.href)
  return !absolute || label === address || label === '' ? label || address : `${label} (${address})`
}

const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

function entities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => NAMED[entity] ?? entity)
}

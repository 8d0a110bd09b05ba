import { effect, signal } from '@preact/signals'
import { render } from 'preact'
import controls from '../shared/controls.css?inline'
import tokens from '../tokens.css?inline'
import { createConversation } from './conversation.ts'
import { declareFont } from './font.ts'
import { createKeepsakeStore } from './keepsake.ts'
import style from './widget.css?inline'
import { Widget, type Opened } from './widget.tsx'
import { chooseLanguage, wordsIn } from './words.ts'

declare global {
  interface Window {
    Warmline?: { open(): void; close(): void }
  }
}

/**
 * One script tag adds the chat to anyone's page:
 * `<script src="https://…/widget.js" data-name="Shop" [data-language] [data-customer] [data-theme] [data-open] async></script>`
 */
const script = document.currentScript
if (script instanceof HTMLScriptElement && window.Warmline === undefined) {
  if (document.querySelector('body') === null) document.addEventListener('DOMContentLoaded', () => begin(script), { once: true })
  else begin(script)
}

function begin({ src, dataset }: HTMLScriptElement): void {
  const origin = new URL(src).origin
  const language = chooseLanguage([...(dataset['language'] === undefined ? [] : [dataset['language']]), ...navigator.languages])
  const keepsake = createKeepsakeStore(origin)
  const conversation = createConversation({ origin, name: dataset['customer'], language, keepsake })
  const opened = signal<Opened>((keepsake.read().open ?? dataset['open'] !== undefined) ? 'by_page' : 'no')

  const host = document.createElement('warmline-chat')
  host.lang = language
  if (dataset['theme'] !== undefined) host.dataset['theme'] = dataset['theme']
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [tokens, controls, style].map(sheetOf)
  const start = root.appendChild(document.createElement('div'))
  start.className = 'start'
  declareFont(origin)

  // Someone who never wrote costs the server nothing; someone who did sees on the launcher that there is an answer.
  effect(() => {
    if (opened.value !== 'no' || keepsake.read().credentials !== undefined) conversation.connect()
  })
  const remember = (state: Opened): void => {
    opened.value = state
    keepsake.write({ open: state !== 'no' })
  }

  const locale = navigator.languages.find((wished) => wished.toLowerCase().split('-')[0] === language) ?? language
  const chat = { conversation, words: wordsIn(language), locale, shop: dataset['name'] ?? location.hostname, origin }
  // First on the page, then drawn: what is drawn measures itself.
  document.body.append(host)
  render(<Widget chat={chat} opened={opened} onOpen={() => remember('by_hand')} onClose={() => remember('no')} />, start)
  window.Warmline = { open: () => remember('by_hand'), close: () => remember('no') }
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

import bot from 'lucide-static/icons/bot.svg?raw'
import hourglass from 'lucide-static/icons/hourglass.svg?raw'
import type { JSX } from 'preact'
import type { OwnerNow } from '../../bot/api/chat.ts'
import { Icon } from '../shared/icon.tsx'
import { useChat } from './context.ts'
import type { Words } from './words.ts'

/** Who is speaking now: the most important fact on the panel, seen and announced. */
export function Speaker(): JSX.Element {
  const { conversation, words, shop } = useChat()
  const owner = conversation.owner.value
  return (
    <div class="speaker">
      <Portrait owner={owner} />
      <div class="speaker-words">
        <div class="speaker-shop">{shop}</div>
        <div class="speaker-name">{nameOf(owner, words)}</div>
        <div class="speaker-state">{stateOf(owner, words)}</div>
      </div>
      <div class="unseen" role="status">
        {announcement(owner, words)}
      </div>
    </div>
  )
}

function Portrait({ owner }: { owner: OwnerNow }): JSX.Element {
  if (owner.kind === 'human') {
    return (
      <div class="portrait human" aria-hidden="true">
        {initialsOf(owner.name)}
      </div>
    )
  }
  return (
    <div class={`portrait ${owner.kind}`}>
      <Icon svg={owner.kind === 'bot' ? bot : hourglass} />
    </div>
  )
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}

function nameOf(owner: OwnerNow, words: Words): string {
  if (owner.kind === 'human') return owner.name
  return owner.kind === 'queue' ? words.waiting : words.assistant
}

function stateOf(owner: OwnerNow, words: Words): string {
  if (owner.kind === 'human') return words.person
  if (owner.kind === 'bot') return words.automated
  if (owner.agentsOnline === 0) return words.nobodyHere
  const place = owner.position === undefined ? [] : [words.place(owner.position)]
  const wait = typeof owner.waitSeconds === 'number' ? [words.about(Math.max(1, Math.ceil(owner.waitSeconds / 60)))] : []
  return [...place, ...wait].join(' · ') || words.placeKept
}

function announcement(owner: OwnerNow, words: Words): string {
  if (owner.kind === 'human') return words.nowHuman(owner.name)
  if (owner.kind === 'bot') return words.nowBot
  return `${words.nowQueue} ${stateOf(owner, words)}`
}

import share from 'lucide-static/icons/arrow-right-left.svg?raw'
import clock from 'lucide-static/icons/clock.svg?raw'
import alarm from 'lucide-static/icons/alarm-clock.svg?raw'
import bot from 'lucide-static/icons/bot.svg?raw'
import headset from 'lucide-static/icons/headset.svg?raw'
import type { JSX } from 'preact'
import type { DeskRow, HandoffItem } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { shortMoment, waited } from '../shared/time.ts'
import { useInView } from '../shared/use-in-view.ts'
import { useDesk } from './context.ts'
import { RISK_WORDS, riskOf } from './risk.ts'
import { channelName, customerName, isAtOtherDesk, isWaiting, REASONS } from './words.ts'

export function RowItem({ row }: { row: DeskRow }): JSX.Element {
  const desk = useDesk()
  const selected = desk.selectedId.value === row.conversationId
  const unread = !selected && desk.isUnread(row)

  const item = useInView<HTMLLIElement>(selected)

  return (
    <li ref={item}>
      <button
        type="button"
        class={`row ${unread ? 'unread' : ''}`}
        aria-current={selected ? 'true' : undefined}
        onClick={() => desk.select(row.conversationId)}
      >
        <span class="row-top">
          <span class="row-name">{customerName(row)}</span>
          {row.channel !== 'directline' && row.channel !== 'webchat' && <span class="tag">{channelName(row.channel)}</span>}
          <Time row={row} />
        </span>
        <span class="row-text">
          {desk.typing.value.has(row.conversationId) ? <em>typing…</em> : row.lastText}
          {unread && <span class="unseen">, unread</span>}
        </span>
        <State row={row} />
      </button>
    </li>
  )
}

function Time({ row }: { row: DeskRow }): JSX.Element {
  const now = useDesk().now.value
  if (isWaiting(row) && row.handoff !== null) {
    return (
      <span class="row-time">
        <span class="unseen">waiting </span>
        {waited(now - row.handoff.queuedAt)}
      </span>
    )
  }
  return <span class="row-time">{shortMoment(row.lastActivityAt, now, 'en-GB')}</span>
}

function State({ row }: { row: DeskRow }): JSX.Element {
  const desk = useDesk()
  const { handoff } = row
  if (handoff !== null && isWaiting(row)) {
    return (
      <span class="row-state">
        {isAtOtherDesk(handoff) ? (
          <span class="state done">
            <Icon svg={share} size={13} />
            At the other desk
          </span>
        ) : (
          <RiskState handoff={handoff} />
        )}
        <span class="row-reason">
          {handoff.wentOn ? `${REASONS[handoff.reason]} · asks the bot meanwhile` : REASONS[handoff.reason]}
        </span>
      </span>
    )
  }
  if (row.owner.kind === 'human') {
    const mine = row.owner.agentId === desk.who.accountId
    return (
      <span class="row-state">
        <span class="state live">
          <Icon svg={headset} size={13} />
          {mine ? 'With you' : holderOf(handoff)}
        </span>
        {handoff !== null && <span class="row-reason">{REASONS[handoff.reason]}</span>}
      </span>
    )
  }
  return (
    <span class="row-state">
      <span class="state done">
        <Icon svg={bot} size={13} />
        With the bot
      </span>
    </span>
  )
}

function RiskState({ handoff }: { handoff: HandoffItem }): JSX.Element {
  const risk = riskOf(handoff, useDesk().now.value)
  return (
    <span class={`state ${risk === 'late' ? 'risk' : 'waiting'}`}>
      <Icon svg={risk === 'late' ? alarm : clock} size={13} />
      {RISK_WORDS[risk]}
    </span>
  )
}

function holderOf(handoff: HandoffItem | null): string {
  const name = handoff?.agentName ?? 'With a colleague'
  return handoff !== null && isAtOtherDesk(handoff) ? `${name}, at the other desk` : name
}

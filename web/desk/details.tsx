import angry from 'lucide-static/icons/angry.svg?raw'
import arrow from 'lucide-static/icons/arrow-up-right.svg?raw'
import back from 'lucide-static/icons/arrow-left.svg?raw'
import book from 'lucide-static/icons/book-open-text.svg?raw'
import frown from 'lucide-static/icons/frown.svg?raw'
import smile from 'lucide-static/icons/smile.svg?raw'
import star from 'lucide-static/icons/star.svg?raw'
import type { ComponentChildren, JSX } from 'preact'
import type { DeskConversation } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { moment } from '../shared/time.ts'
import { useDesk } from './context.ts'
import { UntoldView } from './untold.tsx'
import { channelName, languageName, MOODS, REASON_SENTENCES, type Mood } from './words.ts'

const MOOD_ICONS: Record<Mood, string> = { calm: smile, upset: frown, angry }

/** What to know before the first word: the brief, then the customer. */
export function Details({ onClose }: { onClose: () => void }): JSX.Element {
  const shown = useDesk().shown.value
  return (
    <aside class="details" aria-label="Brief and customer">
      <header class="details-header">
        <button type="button" class="icon-button" aria-label="Back to the conversation" onClick={onClose}>
          <Icon svg={back} />
        </button>
        <h2>Brief and customer</h2>
      </header>
      {shown.kind === 'shown' && (
        <div class="details-body">
          <BriefView handoff={shown.conversation.handoff} />
          <CustomerView conversation={shown.conversation} />
          <UntoldView untold={shown.conversation.untold} />
        </div>
      )}
    </aside>
  )
}

function BriefView({ handoff }: { handoff: DeskConversation['handoff'] }): JSX.Element {
  if (handoff === null) {
    return (
      <section>
        <h3>Brief</h3>
        <p class="soft">It appears when the conversation goes to a person: what they want, what was tried, and why.</p>
      </section>
    )
  }
  const { brief, reason } = handoff
  return (
    <section class="brief">
      <h3>Brief</h3>
      <p class="wants">{brief.wants}</p>
      <dl>
        <Fact term="Why a person">{REASON_SENTENCES[reason]}</Fact>
        <Fact term="Mood">
          <span class={`mood ${brief.mood}`}>
            <Icon svg={MOOD_ICONS[brief.mood]} size={16} />
            {MOODS[brief.mood]}
          </span>
        </Fact>
      </dl>
      {brief.tried.length > 0 && (
        <>
          <h4>What was tried</h4>
          <ol class="tried">
            {brief.tried.map((step) => (
              <li key={`${step.question}-${step.slug ?? ''}`}>
                <span>“{step.question}”</span>
                {step.title === undefined ? <em>no answer found</em> : <ArticleLink slug={step.slug} title={step.title} />}
              </li>
            ))}
          </ol>
        </>
      )}
      {brief.suggested !== undefined && (
        <>
          <h4>May help</h4>
          <a class="suggested" href={`/articles/${brief.suggested.slug}`} target="_blank" rel="noopener">
            <Icon svg={book} size={16} />
            <span>{brief.suggested.title}</span>
            <Icon svg={arrow} size={14} />
          </a>
        </>
      )}
    </section>
  )
}

function ArticleLink({ slug, title }: { slug: string | undefined; title: string }): JSX.Element {
  if (slug === undefined) return <span>{title}</span>
  return (
    <a href={`/articles/${slug}`} target="_blank" rel="noopener">
      {title}
    </a>
  )
}

function CustomerView({ conversation: { customer, contact, ratings } }: { conversation: DeskConversation }): JSX.Element {
  const now = useDesk().now.value
  return (
    <section>
      <h3>Customer</h3>
      <dl>
        <Fact term="Name">{customer.name ?? 'Not given'}</Fact>
        {contact !== null && <Fact term="Reach at">{contact}</Fact>}
        <Fact term="Writes on">{channelName(customer.channel)}</Fact>
        <Fact term="Language">{languageName(customer.language)}</Fact>
        <Fact term="First seen">{moment(customer.firstSeenAt, now, 'en-GB')}</Fact>
        <Fact term="Conversations">{customer.conversations}</Fact>
      </dl>
      {ratings.length > 0 && (
        <>
          <h4>Ratings</h4>
          <ul class="ratings">
            {ratings.map((rating) => (
              <li key={rating.at}>
                <span class="score">
                  <Icon svg={star} size={14} />
                  {rating.score} of 5
                </span>
                <span class="soft">{moment(rating.at, now, 'en-GB')}</span>
                {rating.comment !== undefined && <p>{rating.comment}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

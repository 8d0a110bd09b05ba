import dots from 'lucide-static/icons/ellipsis.svg?raw'
import headset from 'lucide-static/icons/headset.svg?raw'
import leave from 'lucide-static/icons/log-out.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import bulb from 'lucide-static/icons/lightbulb.svg?raw'
import question from 'lucide-static/icons/message-circle-question-mark.svg?raw'
import searchIcon from 'lucide-static/icons/search.svg?raw'
import type { JSX } from 'preact'
import type { ArticleItem } from '../../bot/api/articles.ts'
import { Flame } from '../shared/flame.tsx'
import { Icon } from '../shared/icon.tsx'
import { signOut } from '../shared/session.ts'
import { shortMoment } from '../shared/time.ts'
import { useInView } from '../shared/use-in-view.ts'
import { useEditor } from './context.ts'
import { NEW, type Filter } from './editor.ts'
import { STATE_WORDS, StateBadge } from './state-badge.tsx'

const FILTERS: Filter[] = ['any', 'published', 'changed', 'draft', 'retired', 'unanswered']
const FILTER_WORDS: Record<Filter, string> = { any: 'Any state', unanswered: 'Unanswered', ...STATE_WORDS }

interface ArticleListProps {
  /** Which drawer is open. */
  drawer: Drawer | undefined
  onDrawer: (drawer: Drawer) => void
}
export type Drawer = 'ask' | 'suggestions'

export function ArticleList({ drawer, onDrawer }: ArticleListProps): JSX.Element {
  const editor = useEditor()
  const items = editor.items.value
  const found = editor.found.value

  return (
    <nav class="articles" aria-label="Articles">
      <Header />
      <div class="articles-tools">
        <button type="button" class="button" onClick={() => editor.open(NEW)}>
          <Icon svg={plus} size={16} />
          New article
        </button>
        <button type="button" class="button" aria-pressed={drawer === 'ask'} onClick={() => onDrawer('ask')}>
          <Icon svg={question} size={16} />
          Ask the bot
        </button>
        <button type="button" class="button" aria-pressed={drawer === 'suggestions'} onClick={() => onDrawer('suggestions')}>
          <Icon svg={bulb} size={16} />
          Customers’ questions
        </button>
      </div>
      <div class="finder">
        <label class="finder-box">
          <Icon svg={searchIcon} size={16} />
          <span class="unseen">Search articles</span>
          <input
            type="search"
            class="field"
            placeholder="Search articles"
            value={editor.query.value}
            onInput={(event) => editor.search(event.currentTarget.value)}
          />
        </label>
        <label>
          <span class="unseen">State</span>
          <select
            class="field"
            value={editor.filter.value}
            onChange={({ currentTarget }) => editor.filterBy(filterNamed(currentTarget.value))}
          >
            {FILTERS.map((filter) => (
              <option key={filter} value={filter}>
                {FILTER_WORDS[filter]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="articles-rows">
        {items !== undefined && found.length === 0 && <Empty any={items.length > 0} />}
        <ul>
          {found.map((item) => (
            <Row key={item.articleId} item={item} />
          ))}
        </ul>
      </div>
      <p class="articles-count" role="status">
        {items === undefined ? '' : counted(found.length, items, editor.filter.value)}
      </p>
    </nav>
  )
}

function counted(found: number, items: readonly ArticleItem[], filter: Filter): string {
  const topics = items.filter(({ unanswered }) => unanswered).length
  const [all, name] = filter === 'unanswered' ? [topics, 'topics'] : [items.length - topics, 'articles']
  return found === all ? `${all} ${name}` : `${found} of ${all} ${name}`
}

function filterNamed(name: string): Filter {
  return FILTERS.find((filter) => filter === name) ?? 'any'
}

function Header(): JSX.Element {
  const { who } = useEditor()
  return (
    <header class="articles-header">
      <Flame />
      <div class="me">
        <h1>Articles</h1>
        <span class="my-name">{who.name}</span>
      </div>
      <button type="button" class="icon-button" aria-label="More" title="More" popovertarget="editor-menu">
        <Icon svg={dots} />
      </button>
      <div id="editor-menu" popover="auto" class="popup">
        {(who.roles.includes('agent') || who.roles.includes('admin')) && (
          <a class="popup-item" href="/desk">
            <Icon svg={headset} size={16} />
            Desk
          </a>
        )}
        <button type="button" class="popup-item" onClick={() => void signOut()}>
          <Icon svg={leave} size={16} />
          Sign out
        </button>
      </div>
    </header>
  )
}

function Row({ item }: { item: ArticleItem }): JSX.Element {
  const editor = useEditor()
  const chosen = editor.openId.value === item.articleId
  const row = useInView<HTMLLIElement>(chosen)
  return (
    <li ref={row}>
      <button
        type="button"
        class="article-row"
        aria-current={chosen ? 'true' : undefined}
        onClick={() => editor.open(item.articleId)}
      >
        <span class="article-row-title">{item.title}</span>
        <span class="article-row-facts">
          <StateBadge state={item.state} />
          <span class="article-row-section">{item.section}</span>
          <span class="article-row-time">{shortMoment(item.updatedAt, Date.now(), 'en-GB')}</span>
        </span>
      </button>
    </li>
  )
}

function Empty({ any }: { any: boolean }): JSX.Element {
  return (
    <div class="empty">
      <h2>{any ? 'Nothing found' : 'No articles yet'}</h2>
      <p>{any ? 'Try fewer words, or any state.' : 'Write the first one; the bot answers from it as soon as you publish it.'}</p>
    </div>
  )
}

import key from 'lucide-static/icons/key-round.svg?raw'
import lock from 'lucide-static/icons/lock.svg?raw'
import plug from 'lucide-static/icons/unplug.svg?raw'
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SessionAnswer } from '../../bot/api/session.ts'
import { Icon } from './icon.tsx'
import { readSession, signOut, type Session } from './session.ts'

interface GateProps {
  page: string
  role: 'agent' | 'editor'
  children: (who: SessionAnswer) => ComponentChildren
}

/** Shows a page to whoever may see it, and tells everybody else how to get in. */
export function Gate({ page, role, children }: GateProps): JSX.Element | null {
  const [session, setSession] = useState<Session>()

  useEffect(() => void readSession().then(setSession), [])

  if (session === undefined) return null
  if (session.kind === 'unreachable') return <Unreachable onRetry={() => void readSession().then(setSession)} />
  if (session.kind === 'signed_out') return <SignedOut page={page} role={role} />
  const { who } = session
  if (!who.roles.includes(role) && !who.roles.includes('admin')) return <OtherRole page={page} role={role} who={who} />
  return <>{children(who)}</>
}

function SignedOut({ page, role }: { page: string; role: string }): JSX.Element {
  return (
    <Notice icon={key} title={`Sign in to the ${page}`}>
      <p>This page opens with a sign-in link, used once. You are not signed in, or your 12 hours are over.</p>
      <ul>
        <li>
          Somebody else runs this Warmline: ask them for a link for the role <strong>{role}</strong>.
        </li>
        <li>
          You run it: <code>npm run account -- add NAME --role {role}</code> prints one.
        </li>
        <li>
          Trying it on your own machine: the <em>demo {role}</em> link is printed each time it starts.
        </li>
      </ul>
      <p>
        <button type="button" class="button" onClick={() => location.reload()}>
          I have signed in
        </button>
      </p>
    </Notice>
  )
}

function OtherRole({ page, role, who }: { page: string; role: string; who: SessionAnswer }): JSX.Element {
  return (
    <Notice icon={lock} title={`The ${page} needs another role`}>
      <p>
        You are signed in as {who.name} ({who.roles.join(', ')}). For this page an account needs the role <strong>{role}</strong>;
        a sign-in link for it, opened in this browser, is enough.
      </p>
      <p>
        <button type="button" class="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </p>
    </Notice>
  )
}

function Unreachable({ onRetry }: { onRetry: () => void }): JSX.Element {
  return (
    <Notice icon={plug} title="The server does not answer">
      <p>It may be restarting, or your connection is gone. Nothing is lost.</p>
      <p>
        <button type="button" class="button primary" onClick={onRetry}>
          Try again
        </button>
      </p>
    </Notice>
  )
}

function Notice({ icon, title, children }: { icon: string; title: string; children: ComponentChildren }): JSX.Element {
  return (
    <main class="gate">
      <span class="gate-icon">
        <Icon svg={icon} size={24} />
      </span>
      <h1>{title}</h1>
      <div class="prose">{children}</div>
      <p>
        <a href="/">All pages of this Warmline</a>
      </p>
    </main>
  )
}

import { render, type JSX } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { SessionAnswer } from '../../bot/api/session.ts'
import { Gate } from '../shared/gate.tsx'
import { ringFor } from './bell.ts'
import { Columns } from './columns.tsx'
import { DeskContext } from './context.ts'
import { createDesk } from './desk.ts'
import { followAddress } from './address.ts'

function SignedIn({ who }: { who: SessionAnswer }): JSX.Element {
  const desk = useMemo(() => createDesk(who), [who])
  useEffect(() => {
    const stopFollowing = followAddress(desk)
    const stopRinging = ringFor(desk.calling)
    return () => {
      stopFollowing()
      stopRinging()
    }
  }, [desk])
  return (
    <DeskContext.Provider value={desk}>
      <Columns />
    </DeskContext.Provider>
  )
}

render(
  <Gate page="desk" role="agent">
    {(who) => <SignedIn who={who} />}
  </Gate>,
  document.body,
)

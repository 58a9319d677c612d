import { useState } from 'react'
import { outcome, terminal, type Schemas } from '../api/client'
import { useStateOf } from '../api/use_state_of'
import { Button } from '../design/button'
import { Header } from '../frame/header'
import { useWords } from '../words'
import { Account } from './account'
import { Check } from './check/check'
import { Members } from './members/members'
import { Navigation } from './navigation'
import { Procedure } from './procedure'
import { Queue } from './queue'
import { ReceptionDetails } from './receptions/reception_details'
import { Receptions } from './receptions/receptions'
import { hashOf, routeOf } from './route'
import { Statement } from './statement/statement'
import { useHash } from './use_hash'
import { Warnings } from './warnings'

const fetchState = (since: number | undefined, signal: AbortSignal) =>
  outcome(terminal.GET('/api/staff/state', { params: { query: since === undefined ? {} : { since } }, signal }))

interface Props {
  me: Schemas['Me']
  ended: () => void
  signOut: () => void
}

export function Desk({ me, ended, signOut }: Props) {
  const { staff, frame } = useWords()
  const { state, lost } = useStateOf(fetchState, ended)
  const route = routeOf(useHash(), me.role)
  // What a check or a reception found, carried over to the form; never in the address.
  const [known, setKnown] = useState<Schemas['Statement']>({})
  const makeStatement = (facts: Schemas['Statement']) => {
    setKnown(facts)
    location.hash = hashOf({ place: 'statement' })
  }
  const reception = state?.receptions.find(one => one.id === route.id)
  return (
    <>
      <a href="#main" className="sr-only bg-page p-3 text-key underline focus:not-sr-only" onClick={toMain}>
        {frame.skip}
      </a>
      <Header
        facility={me.facility.name}
        development={state?.development}
        who={<Who me={me} />}
        out={
          <Button look="text" size="small" onClick={signOut}>
            {staff.signOut}
          </Button>
        }
      />
      <Navigation role={me.role} place={route.place} />
      <main id="main" tabIndex={-1} className="mx-auto grid max-w-screen-xl gap-6 px-4 py-6 sm:px-8">
        {(state || lost) && <Warnings state={state} lost={lost} />}
        {route.place === 'receptions' && !route.id && state && <Receptions state={state} />}
        {route.place === 'receptions' && route.id && state && (
          <ReceptionDetails key={route.id} reception={reception} makeStatement={makeStatement} />
        )}
        {route.place === 'check' && <Check today={state?.clock.slice(0, 10)} makeStatement={makeStatement} />}
        {route.place === 'statement' && <Statement known={known} today={state?.clock.slice(0, 10)} />}
        {route.place === 'procedure' && (
          <Procedure>
            <Queue queued={state?.centre.queued} />
          </Procedure>
        )}
        {route.place === 'members' && <Members />}
        {route.place === 'account' && <Account me={me} />}
      </main>
    </>
  )
}

function Who({ me }: { me: Schemas['Me'] }) {
  const { roles } = useWords().staff
  return (
    <p>
      <span lang="ja">{me.name}</span>
      <span className="ml-1 text-ink-soft">（{roles[me.role]}）</span>
    </p>
  )
}

/** The address is a route here, so the jump is made by hand. */
function toMain(event: React.MouseEvent) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

import { useState } from 'react'
import type { Schemas } from '../../api/client'
import { fetchKioskState } from '../../api/kiosk_state'
import { useStateOf } from '../../api/use_state_of'
import { Notice } from '../../design/notice'
import { Header } from '../../frame/header'
import { useWords } from '../../words'
import { awayPlaceOf } from '../route'
import { useHash } from '../use_hash'
import { Away } from './away'
import { Enrol } from './enrol'
import { SecondFactor } from './second_factor'
import { SetUp } from './set_up'
import { SignIn } from './sign_in'

/** Where somebody is on the way in. */
type Way = { at: 'sign_in' } | { at: 'set_up' } | { at: 'factor'; ticket: Schemas['Ticket'] }

interface Props {
  ended: boolean
  enter: (me: Schemas['Me']) => void
}

/** For who is not signed in: the way in, and what there is without it while the centre is away. */
export function Entrance({ ended, enter }: Props) {
  const { state } = useStateOf(fetchKioskState)
  const place = awayPlaceOf(useHash())
  return (
    <>
      <Header facility={state?.facility.name} development={state?.development} />
      {place ? (
        <Away place={place} state={state} />
      ) : (
        <WayIn ended={ended} enter={enter} reachable={state?.centre.reachable ?? true} />
      )}
    </>
  )
}

function WayIn({ ended, enter, reachable }: Props & { reachable: boolean }) {
  const { signIn } = useWords().staff
  const [way, setWay] = useState<Way>({ at: 'sign_in' })
  const back = () => setWay({ at: 'sign_in' })
  const goOn = (ticket: Schemas['Ticket']) => setWay({ at: 'factor', ticket })
  return (
    <main className="mx-auto grid max-w-[36rem] gap-6 px-4 py-8 sm:py-12">
      {ended && way.at === 'sign_in' && (
        <Notice kind="info" role="status">
          {signIn.ended}
        </Notice>
      )}
      {way.at === 'sign_in' && <SignIn reachable={reachable} goOn={goOn} setUp={() => setWay({ at: 'set_up' })} />}
      {way.at === 'set_up' && <SetUp goOn={goOn} back={back} />}
      {way.at === 'factor' && way.ticket.second_factor === 'enrol' && (
        <Enrol ticket={way.ticket.ticket} enter={enter} back={back} />
      )}
      {way.at === 'factor' && way.ticket.second_factor !== 'enrol' && (
        <SecondFactor ticket={way.ticket.ticket} factors={way.ticket.second_factor} enter={enter} back={back} />
      )}
    </main>
  )
}

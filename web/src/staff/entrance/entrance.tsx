import { useState } from 'react'
import type { Schemas } from '../../api/client'
import { Notice } from '../../design/notice'
import { Header } from '../../frame/header'
import { useTerminal } from '../../frame/use_terminal'
import { useWords } from '../../words'
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

export function Entrance({ ended, enter }: Props) {
  const { signIn } = useWords().staff
  const [way, setWay] = useState<Way>({ at: 'sign_in' })
  const terminal = useTerminal()
  const back = () => setWay({ at: 'sign_in' })
  const goOn = (ticket: Schemas['Ticket']) => setWay({ at: 'factor', ticket })
  return (
    <>
      <Header facility={terminal?.facility.name} development={terminal?.development} />
      <main className="mx-auto grid max-w-[36rem] gap-6 px-4 py-8 sm:py-12">
        {ended && way.at === 'sign_in' && (
          <Notice kind="info" role="status">
            {signIn.ended}
          </Notice>
        )}
        {way.at === 'sign_in' && <SignIn goOn={goOn} setUp={() => setWay({ at: 'set_up' })} />}
        {way.at === 'set_up' && <SetUp goOn={goOn} back={back} />}
        {way.at === 'factor' && way.ticket.second_factor === 'enrol' && (
          <Enrol ticket={way.ticket.ticket} enter={enter} back={back} />
        )}
        {way.at === 'factor' && way.ticket.second_factor !== 'enrol' && (
          <SecondFactor ticket={way.ticket.ticket} factors={way.ticket.second_factor} enter={enter} back={back} />
        )}
      </main>
    </>
  )
}

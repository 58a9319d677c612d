import { useState } from 'react'
import { outcome, terminal, type Outcome, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { ProblemNotice } from '../../design/form'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'
import { passkeysWorkHere, signWithPasskey } from '../passkey'
import { CodeForm } from './code_form'

interface Props {
  ticket: string
  factors: ('totp' | 'passkey')[]
  enter: (me: Schemas['Me']) => void
  back: () => void
}

export function SecondFactor({ ticket, factors, enter, back }: Props) {
  const { factor, signIn } = useWords().staff
  const hasPasskey = factors.includes('passkey') && passkeysWorkHere()
  return (
    <>
      <PageTitle>{factor.title}</PageTitle>
      {hasPasskey && <Passkey ticket={ticket} enter={enter} />}
      {hasPasskey && factors.includes('totp') && <p className="text-center text-ink-soft">{factor.or}</p>}
      {factors.includes('totp') && (
        <CodeForm
          ticket={ticket}
          path="/api/staff/second-factor/totp"
          label={factor.title}
          go={factor.go}
          enter={enter}
        />
      )}
      <Button look="text" onClick={back}>
        {signIn.back}
      </Button>
    </>
  )
}

function Passkey({ ticket, enter }: Pick<Props, 'ticket' | 'enter'>) {
  const { factor } = useWords().staff
  const [failed, setFailed] = useState<Outcome<unknown> | 'here' | null>(null)
  const sign = async () => {
    setFailed(null)
    const options = await outcome(terminal.POST('/api/staff/passkey/begin', { body: { ticket } }))
    if (!options.ok) return setFailed(options)
    const credential = await signWithPasskey(options.data)
    if (!credential) return setFailed('here')
    const me = await outcome(terminal.POST('/api/staff/passkey/finish', { body: { ticket, credential } }))
    if (!me.ok) return setFailed(me)
    enter(me.data)
  }
  return (
    <>
      {failed === 'here' && (
        <Notice kind="bad" role="alert">
          {factor.passkeyFailed}
        </Notice>
      )}
      {failed && failed !== 'here' && !failed.ok && <ProblemNotice problem={failed.problem} />}
      <Button look="outline" onClick={() => void sign()}>
        {factor.passkey}
      </Button>
    </>
  )
}

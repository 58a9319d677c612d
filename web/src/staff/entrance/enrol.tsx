import { useEffect, useState } from 'react'
import { outcome, terminal, type Outcome, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { ProblemNotice } from '../../design/form'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'
import { CodeForm } from './code_form'
import { QrCode } from './qr_code'

interface Props {
  ticket: string
  enter: (me: Schemas['Me']) => void
  back: () => void
}

/** The secret of an authenticator, as an image and as text; proved by the first code. */
export function Enrol({ ticket, enter, back }: Props) {
  const { enrol, signIn } = useWords().staff
  const [came, setCame] = useState<Outcome<Schemas['Enrolment']> | null>(null)
  useEffect(() => {
    let gone = false
    void outcome(terminal.POST('/api/staff/second-factor/enrol', { body: { ticket } })).then(one => {
      if (!gone) setCame(one)
    })
    return () => {
      gone = true
    }
  }, [ticket])
  return (
    <>
      <PageTitle>{enrol.title}</PageTitle>
      {came && !came.ok && <ProblemNotice problem={came.problem} />}
      {came?.ok && (
        <>
          <p>{enrol.scan}</p>
          <QrCode text={came.data.uri} label={enrol.image} />
          <details className="rounded-8 border border-line px-4 py-2">
            <summary className="min-h-11 py-2">{enrol.byHand}</summary>
            <dl className="grid gap-2 pb-2">
              <dt className="font-700">{enrol.secret}</dt>
              <dd className="text-mono-16N-150">{(came.data.secret.match(/.{1,4}/g) ?? []).join(' ')}</dd>
              <dt className="font-700">{enrol.uri}</dt>
              <dd className="text-mono-14N-150 break-all">{came.data.uri}</dd>
            </dl>
          </details>
          <CodeForm
            ticket={ticket}
            path="/api/staff/second-factor/confirm"
            label={enrol.title}
            go={enrol.go}
            enter={enter}
          />
        </>
      )}
      <Button look="text" onClick={back}>
        {signIn.back}
      </Button>
    </>
  )
}

import { useState } from 'react'
import { outcome, terminal, type Problem, type Schemas } from '../api/client'
import { soonInWords } from '../dates/day'
import { Button } from '../design/button'
import { ProblemNotice } from '../design/form'
import { Notice } from '../design/notice'
import { useLanguage, useWords } from '../words'
import { PageTitle } from './page_title'
import { makePasskey, passkeysWorkHere } from './passkey'

export function Account({ me }: { me: Schemas['Me'] }) {
  const { account } = useWords().staff
  const language = useLanguage()
  return (
    <>
      <PageTitle>{account.title}</PageTitle>
      <p>{account.until(soonInWords(me.until, language))}</p>
      <section aria-labelledby="passkey" className="grid max-w-[48rem] gap-4 rounded-16 border border-line p-5">
        <h2 id="passkey" className="text-std-20B-150">
          {account.passkeyTitle}
        </h2>
        <p>{account.passkeyBody}</p>
        {passkeysWorkHere() ? <AddPasskey /> : <OtherAddress />}
      </section>
    </>
  )
}

function OtherAddress() {
  const { account } = useWords().staff
  const address = `http://localhost:${location.port}/staff`
  return (
    <Notice kind="info">
      <p>{account.passkeyAddress}</p>
      <a href={address} className="inline-flex min-h-11 items-center text-key underline">
        {address}
      </a>
    </Notice>
  )
}

function AddPasskey() {
  const { account } = useWords().staff
  const [came, setCame] = useState<'added' | 'failed' | Problem | null>(null)
  const add = async () => {
    setCame(null)
    const options = await outcome(terminal.POST('/api/staff/passkey/register/begin'))
    if (!options.ok) return setCame(options.problem)
    const credential = await makePasskey(options.data)
    if (!credential) return setCame('failed')
    const kept = await outcome(terminal.POST('/api/staff/passkey/register/finish', { body: { credential } }))
    setCame(kept.ok ? 'added' : kept.problem)
  }
  return (
    <>
      {came === 'added' && (
        <Notice kind="good" role="status">
          {account.passkeyAdded}
        </Notice>
      )}
      {came === 'failed' && (
        <Notice kind="bad" role="alert">
          {account.passkeyFailed}
        </Notice>
      )}
      {came && typeof came === 'object' && <ProblemNotice problem={came} />}
      <Button className="justify-self-start" onClick={() => void add()}>
        {account.passkeyAdd}
      </Button>
    </>
  )
}

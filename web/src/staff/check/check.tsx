import { useState } from 'react'
import type { Schemas } from '../../api/client'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'
import { Answer } from './answer'
import { CheckForm, type Came } from './check_form'

interface Props {
  today: string | undefined
  makeStatement: (known: Schemas['Statement']) => void
}

/** A check by 記号・番号. */
export function Check({ today, makeStatement }: Props) {
  const { check } = useWords().staff
  const [asked, setAsked] = useState<Schemas['TypedCheck'] | null>(null)
  const [came, setCame] = useState<Came | null>(null)
  const ask = (body: Schemas['TypedCheck']) => {
    setCame(null)
    setAsked(body)
  }
  const statement = () =>
    asked &&
    makeStatement({
      on: asked.on,
      birth_date: asked.birth_date,
      number: asked.number,
      ...(asked.symbol ? { symbol: asked.symbol } : {}),
    })
  return (
    <>
      <PageTitle>{check.title}</PageTitle>
      <p>{check.body}</p>
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <CheckForm label={check.title} go={check.go} today={today} asked={ask} came={setCame} />
        <div aria-live="polite">
          {came && 'validity' in came && <Answer answer={came} makeStatement={statement} />}
          {came && 'queued_at' in came && <Notice kind="warn">{check.queued(came.id)}</Notice>}
        </div>
      </div>
    </>
  )
}

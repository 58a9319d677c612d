import { useState } from 'react'
import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Choice } from '../../design/choice'
import { DayField } from '../../design/day_field'
import { Field } from '../../design/field'
import { Form, useSubmission, type Errors, type Values } from '../../design/form'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'
import { Answer } from './answer'
import { typedCheck } from './typed_check'

type Came = Schemas['CheckAnswer'] | Schemas['Queued']

interface Props {
  today: string | undefined
  makeStatement: (known: Schemas['Statement']) => void
}

/** A check by 記号・番号. */
export function Check({ today, makeStatement }: Props) {
  const { check } = useWords().staff
  const [asked, setAsked] = useState<Schemas['TypedCheck'] | null>(null)
  const [came, setCame] = useState<Came | null>(null)
  const submission = useSubmission<Came>(['insurer', 'symbol', 'number', 'branch', 'birth_date', 'on'])
  const send = async (values: Values) => {
    const { body, wrong } = typedCheck(values, check)
    setCame(null)
    setAsked(body)
    const answer = await submission.submit(wrong, () => outcome(terminal.POST('/api/staff/check', { body })))
    if (answer) setCame(answer)
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
        <Form label={check.title} submission={submission} onSubmit={values => void send(values)}>
          <Fields today={today} errors={submission.errors} />
          <Button type="submit" className="justify-self-start">
            {check.go}
          </Button>
        </Form>
        <div aria-live="polite">
          {came && 'validity' in came && <Answer answer={came} makeStatement={statement} />}
          {came && 'queued_at' in came && <Notice kind="warn">{check.queued(came.id)}</Notice>}
        </div>
      </div>
    </>
  )
}

function Fields({ today, errors }: { today: string | undefined; errors: Errors }) {
  const { check } = useWords().staff
  return (
    <>
      <Field
        label={check.insurer}
        hint={check.insurerHint}
        name="insurer"
        inputMode="numeric"
        required
        error={errors.insurer}
      />
      <div className="grid gap-6 sm:grid-cols-3">
        <Field label={check.symbol} hint={check.symbolHint} name="symbol" required={false} error={errors.symbol} />
        <Field label={check.number} hint={check.numberHint} name="number" required error={errors.number} />
        <Field
          label={check.branch}
          hint={check.branchHint}
          name="branch"
          inputMode="numeric"
          required={false}
          error={errors.branch}
        />
      </div>
      <DayField label={check.birth} hint={check.birthHint} name="birth_date" required error={errors.birth_date} />
      <DayField key={today} label={check.on} hint={check.onHint} name="on" required error={errors.on} day={today} />
      <Choice type="checkbox" name="limit_consent" value="yes" label={check.limit} />
    </>
  )
}

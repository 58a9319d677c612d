import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Choice } from '../../design/choice'
import { DayField } from '../../design/day_field'
import { Field } from '../../design/field'
import { Form, useSubmission, type Errors, type Values } from '../../design/form'
import { useWords } from '../../words'
import { typedCheck } from './typed_check'

/** An answer, or the number under which the check waits for the centre. */
export type Came = Schemas['CheckAnswer'] | Schemas['Queued']

interface Props {
  label: string
  go: string
  today: string | undefined
  asked?: (body: Schemas['TypedCheck']) => void
  came: (came: Came) => void
}

/** 記号・番号 as they stand on a certificate. `asked` is told of every try, `came` of what came of one. */
export function CheckForm({ label, go, today, asked, came }: Props) {
  const { check } = useWords().staff
  const submission = useSubmission<Came>(['insurer', 'symbol', 'number', 'branch', 'birth_date', 'on'])
  const send = async (values: Values) => {
    const { body, wrong } = typedCheck(values, check)
    asked?.(body)
    const answer = await submission.submit(wrong, () => outcome(terminal.POST('/api/staff/check', { body })))
    if (answer) came(answer)
  }
  return (
    <Form label={label} submission={submission} onSubmit={values => void send(values)}>
      <Fields today={today} errors={submission.errors} />
      <Button type="submit" className="justify-self-start">
        {go}
      </Button>
    </Form>
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

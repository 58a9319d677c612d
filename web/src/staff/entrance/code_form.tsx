import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Field } from '../../design/field'
import { Form, useSubmission, type Values } from '../../design/form'
import { useWords } from '../../words'

interface Props {
  ticket: string
  path: '/api/staff/second-factor/totp' | '/api/staff/second-factor/confirm'
  label: string
  go: string
  enter: (me: Schemas['Me']) => void
}

/** Six digits of an authenticator, full-width too. */
export function CodeForm({ ticket, path, label, go, enter }: Props) {
  const { factor } = useWords().staff
  const submission = useSubmission<Schemas['Me']>(['code'])
  const send = async (values: Values) => {
    const code = values('code').normalize('NFKC').replace(/\s/g, '')
    const wrong = { code: /^\d{6}$/.test(code) ? undefined : factor.totpWrong }
    const me = await submission.submit(wrong, () => outcome(terminal.POST(path, { body: { ticket, code } })))
    if (me) enter(me)
  }
  return (
    <Form label={label} submission={submission} onSubmit={values => void send(values)}>
      <Field
        label={factor.totp}
        name="code"
        hint={factor.totpHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        className="max-w-48 tracking-[0.2em]"
        error={submission.errors.code}
      />
      <Button type="submit">{go}</Button>
    </Form>
  )
}

import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Field } from '../../design/field'
import { Form, useSubmission, type Values } from '../../design/form'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'
import { WithoutCentre } from './without_centre'

/** OPN50004E of doc/errors.md: the terminal cannot reach the centre. */
const centreUnreachable = 'OPN50004E'

interface Props {
  /** As far as the terminal knows. */
  reachable: boolean
  goOn: (ticket: Schemas['Ticket']) => void
  setUp: () => void
}

export function SignIn({ reachable, goOn, setUp }: Props) {
  const { signIn: words } = useWords().staff
  const submission = useSubmission<Schemas['Ticket']>(['login', 'password'])
  const send = async (values: Values) => {
    const body = { login: values('login'), password: values('password') }
    const wrong = {
      login: body.login ? undefined : words.loginMissing,
      password: body.password ? undefined : words.passwordMissing,
    }
    const ticket = await submission.submit(wrong, () => outcome(terminal.POST('/api/staff/sign-in', { body })))
    if (ticket) goOn(ticket)
  }
  const { errors, problem } = submission
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <div role="status" className="empty:absolute">
        {(!reachable || problem?.code === centreUnreachable) && <WithoutCentre check={!reachable} />}
      </div>
      <Form label={words.title} submission={submission} onSubmit={values => void send(values)}>
        <Field label={words.login} name="login" autoComplete="username" error={errors.login} />
        <Field
          label={words.password}
          name="password"
          type="password"
          autoComplete="current-password"
          error={errors.password}
        />
        <Button type="submit">{words.go}</Button>
      </Form>
      <Button look="text" onClick={setUp}>
        {words.setUp}
      </Button>
    </>
  )
}

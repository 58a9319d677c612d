import { useState } from 'react'
import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Choice, Choices } from '../../design/choice'
import { Field } from '../../design/field'
import { Form, useSubmission, type Values } from '../../design/form'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'

const passwordLength = 12

interface Props {
  goOn: (ticket: Schemas['Ticket']) => void
  back: () => void
}

/** First use with a one-time code: a member, or the facility's first administrator, whose name nobody knows yet. */
export function SetUp({ goOn, back }: Props) {
  const { setUp: words, signIn } = useWords().staff
  const [isFirst, setIsFirst] = useState(false)
  const submission = useSubmission<Schemas['Ticket']>(['code', 'login', 'name', 'password'])
  const send = async (values: Values) => {
    const body = {
      code: values('code'),
      login: values('login'),
      password: values('password'),
      ...(isFirst ? { name: values('name') } : {}),
    }
    const wrong = {
      code: body.code ? undefined : words.codeMissing,
      login: body.login ? undefined : signIn.loginMissing,
      name: !isFirst || values('name') ? undefined : words.nameMissing,
      password: [...body.password].length >= passwordLength ? undefined : words.passwordShort,
      repeat: body.password === values('repeat') ? undefined : words.repeatWrong,
    }
    const ticket = await submission.submit(wrong, () => outcome(terminal.POST('/api/staff/first', { body })))
    if (ticket) goOn(ticket)
  }
  const { errors } = submission
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p>{words.body}</p>
      <Form label={words.title} submission={submission} onSubmit={values => void send(values)}>
        <Choices legend={words.who}>
          <Choice type="radio" name="who" label={words.member} checked={!isFirst} onChange={() => setIsFirst(false)} />
          <Choice type="radio" name="who" label={words.first} checked={isFirst} onChange={() => setIsFirst(true)} />
        </Choices>
        <Field label={words.code} name="code" hint={words.codeHint} error={errors.code} />
        <Field label={signIn.login} name="login" autoComplete="username" error={errors.login} />
        {isFirst && <Field label={words.name} name="name" autoComplete="name" error={errors.name} />}
        <Field
          label={signIn.password}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={words.passwordHint}
          error={errors.password}
        />
        <Field label={words.repeat} name="repeat" type="password" autoComplete="new-password" error={errors.repeat} />
        <Button type="submit">{words.go}</Button>
      </Form>
      <Button look="text" onClick={back}>
        {signIn.back}
      </Button>
    </>
  )
}

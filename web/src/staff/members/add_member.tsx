import { useState } from 'react'
import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Field } from '../../design/field'
import { Form, useSubmission, type Values } from '../../design/form'
import { useWords } from '../../words'
import type { Told } from './members'
import { RoleSelect, roleIn } from './role_select'

export function AddMember({ tell }: { tell: (what: Told) => void }) {
  const { members: words } = useWords().staff
  const submission = useSubmission<Schemas['OneTimeCode']>(['login', 'name'])
  const [round, setRound] = useState(0)
  const send = async (values: Values) => {
    const body = { login: values('login'), name: values('name'), role: roleIn(values('role')) }
    const wrong = {
      login: body.login ? undefined : words.loginMissing,
      name: body.name ? undefined : words.nameMissing,
    }
    const code = await submission.submit(wrong, () => outcome(terminal.POST('/api/staff/members', { body })))
    if (!code) return
    tell({ code, name: body.name })
    setRound(round + 1) // an empty form for the next one
  }
  const { errors } = submission
  return (
    <section aria-labelledby="add" className="grid gap-4 rounded-16 border-2 border-field-line p-5">
      <h2 id="add" className="text-std-22B-150">
        {words.add}
      </h2>
      <Form key={round} label={words.add} submission={submission} onSubmit={values => void send(values)}>
        <div className="grid gap-5 sm:grid-cols-3">
          <Field label={words.login} name="login" error={errors.login} />
          <Field label={words.name} name="name" error={errors.name} />
          <RoleSelect label={words.role} />
        </div>
        <Button type="submit" className="justify-self-start">
          {words.addGo}
        </Button>
      </Form>
    </section>
  )
}

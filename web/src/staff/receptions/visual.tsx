import { useState } from 'react'
import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Choice, Choices } from '../../design/choice'
import { Form, useSubmission, type Values } from '../../design/form'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'

const reasons = ['face_failed_pin_forgotten', 'cannot_reach', 'cannot_operate'] as const

/** 目視確認 by who is signed in, for this one reception: nothing here outlives it. */
export function Visual({ reception }: { reception: string }) {
  const { visual } = useWords().staff
  const [done, setDone] = useState(false)
  const submission = useSubmission<unknown>([])
  const send = async (values: Values) => {
    const reason = reasons.find(one => one === values('reason'))
    const wrong = {
      reason: reason ? undefined : visual.reasonMissing,
      same: values('same') ? undefined : visual.sameMissing,
    }
    await submission.submit(wrong, async () => {
      const body: Schemas['VisualConfirmation'] = { reception, reason: reason ?? 'cannot_operate' }
      const came = await outcome(terminal.POST('/api/staff/visual', { body }))
      if (came.ok) setDone(true)
      return came
    })
  }
  if (done)
    return (
      <Notice kind="good" role="status">
        {visual.done}
      </Notice>
    )
  const { errors } = submission
  return (
    <section aria-labelledby="visual" className="grid gap-4 rounded-16 border-2 border-key p-5">
      <h2 id="visual" className="text-std-20B-150">
        {visual.title}
      </h2>
      <p>{visual.body}</p>
      <Form label={visual.title} submission={submission} onSubmit={values => void send(values)}>
        <Choices legend={visual.reason} error={errors.reason}>
          {reasons.map(reason => (
            <Choice key={reason} type="radio" name="reason" value={reason} label={visual.reasons[reason]} />
          ))}
        </Choices>
        <Choices legend={visual.compared} error={errors.same}>
          <Choice type="checkbox" name="same" value="yes" label={visual.same} />
        </Choices>
        <Button type="submit" className="justify-self-start">
          {visual.go}
        </Button>
      </Form>
    </section>
  )
}

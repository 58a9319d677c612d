import { useEffect, useState } from 'react'
import { outcome, terminal, type Schemas } from '../../api/client'
import { Button, buttonLook } from '../../design/button'
import { DayField } from '../../design/day_field'
import { Field, Select } from '../../design/field'
import { Form, useSubmission, type Values } from '../../design/form'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'
import { texts, typedStatement } from './typed_statement'

type Known = Schemas['Statement']

interface Props {
  known: Known
  today: string | undefined
}

/** 被保険者資格申立書: what is known goes into the form, the rest is written by hand. */
export function Statement({ known, today }: Props) {
  const { statement: words, check } = useWords().staff
  const submission = useSubmission<Blob>([...texts, 'on', 'birth_date', 'sex', 'scheme', 'share'])
  const [form, setForm] = useState<Blob | null>(null)
  const send = async (values: Values) => {
    const { body, wrong } = typedStatement(values, check)
    setForm(null)
    const made = await submission.submit(wrong, () =>
      outcome(terminal.POST('/api/staff/statement', { body, parseAs: 'blob' })),
    )
    if (made) setForm(made)
  }
  const { errors } = submission
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p>{words.body}</p>
      <Form label={words.title} submission={submission} onSubmit={values => void send(values)}>
        <div className="grid items-start gap-8 lg:grid-cols-2">
          <Person known={known} today={today} errors={errors} />
          <Insurance known={known} errors={errors} />
        </div>
        <Button type="submit" className="justify-self-start">
          {words.go}
        </Button>
      </Form>
      <div aria-live="polite">{form && <Ready form={form} />}</div>
    </>
  )
}

type PartProps = { known: Known; errors: Record<string, string | undefined> }

function Person({ known, today, errors }: PartProps & { today: string | undefined }) {
  const { statement: words, check } = useWords().staff
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-std-22B-150">{words.person}</legend>
      <DayField key={today} label={words.on} hint={check.onHint} name="on" day={known.on ?? today} error={errors.on} />
      <Field label={words.name} name="name" defaultValue={known.name} error={errors.name} />
      <DayField
        label={words.birth}
        hint={check.birthHint}
        name="birth_date"
        day={known.birth_date}
        error={errors.birth_date}
      />
      <Select label={words.sex} name="sex" error={errors.sex} defaultValue={known.sex}>
        <option value="">{words.leave}</option>
        <option value="male">{words.male}</option>
        <option value="female">{words.female}</option>
      </Select>
      <Field label={words.address} name="address" error={errors.address} />
      <Field label={words.phone} name="phone" type="tel" error={errors.phone} />
    </fieldset>
  )
}

function Insurance({ known, errors }: PartProps) {
  const { statement: words } = useWords().staff
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-std-22B-150">{words.insurance}</legend>
      <Select label={words.scheme} name="scheme" error={errors.scheme}>
        <option value="">{words.leave}</option>
        {Object.entries(words.schemes).map(([scheme, name]) => (
          <option key={scheme} value={scheme}>
            {name}
          </option>
        ))}
      </Select>
      <Field
        label={words.insurerName}
        name="insurer_name"
        defaultValue={known.insurer_name}
        error={errors.insurer_name}
      />
      <Field label={words.employer} name="employer" error={errors.employer} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={words.symbol} name="symbol" defaultValue={known.symbol} error={errors.symbol} />
        <Field label={words.number} name="number" defaultValue={known.number} error={errors.number} />
      </div>
      <Select label={words.share} name="share" error={errors.share}>
        <option value="">{words.leave}</option>
        {[1, 2, 3].map(tenths => (
          <option key={tenths} value={tenths}>
            {words.shares(tenths)}
          </option>
        ))}
      </Select>
    </fieldset>
  )
}

function Ready({ form }: { form: Blob }) {
  const { statement: words } = useWords().staff
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(form)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [form])
  return (
    <Notice kind="good">
      <p>{words.ready}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        <a href={address} target="_blank" rel="noreferrer" className={buttonLook('solid', 'medium')}>
          {words.open}
        </a>
        <a href={address} download={`${words.title}.pdf`} className={buttonLook('outline', 'medium')}>
          {words.save}
        </a>
      </div>
    </Notice>
  )
}

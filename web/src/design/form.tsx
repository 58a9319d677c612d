import { useEffect, useRef, useState, type ReactNode } from 'react'
import { noTerminal, type Outcome, type Problem } from '../api/client'
import { useWords } from '../words'
import { Notice } from './notice'

/** What was typed, by field; "" if empty. Trimmed, but for passwords: their spaces count. */
export type Values = (name: string) => string
export type Errors = Record<string, string | undefined>

/** A problem in words. Those of the terminal and the centre are Japanese. */
export function ProblemNotice({ problem }: { problem: Problem }) {
  const { frame } = useWords()
  if (problem.code === noTerminal || !problem.detail)
    return (
      <Notice kind="bad" role="alert">
        {problem.status === 0 ? frame.noTerminal : frame.unknownProblem}
      </Notice>
    )
  return (
    <Notice kind="bad" role="alert">
      <p lang="ja">{problem.detail}</p>
      <p className="text-dns-14N-130 text-ink-soft">{problem.code}</p>
    </Notice>
  )
}

interface Submission<T> {
  errors: Errors
  problem: Problem | null
  pending: boolean
  /** Sends if `wrong` is empty; gives what came, or undefined. */
  submit: (wrong: Errors, call: () => Promise<Outcome<T>>) => Promise<T | undefined>
}

/** One call behind a form. `fields`: the names whose blame is shown beside the field; any other problem above the form. */
export function useSubmission<T>(fields: string[]): Submission<T> {
  const [errors, setErrors] = useState<Errors>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, setPending] = useState(false)
  const submit = async (wrong: Errors, call: () => Promise<Outcome<T>>) => {
    setErrors(wrong)
    setProblem(null)
    if (pending || Object.values(wrong).some(Boolean)) return undefined
    setPending(true)
    const came = await call()
    setPending(false)
    if (came.ok) return came.data
    const { field, detail } = came.problem
    if (field && detail && fields.includes(field)) setErrors({ [field]: detail })
    else setProblem(came.problem)
    return undefined
  }
  return { errors, problem, pending, submit }
}

interface Props {
  label: string
  submission: Pick<Submission<unknown>, 'errors' | 'problem' | 'pending'>
  onSubmit: (values: Values) => void
  children: ReactNode
}

/** After a refused submission the first wrong field has the focus, and its error is read out with it. */
export function Form({ label, submission, onSubmit, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const { errors, problem, pending } = submission
  useEffect(() => {
    if (!Object.values(errors).some(Boolean)) return
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], fieldset[aria-describedby] input')?.focus()
  }, [errors])
  return (
    <form
      ref={form}
      noValidate
      aria-label={label}
      aria-busy={pending}
      className="grid gap-6"
      onSubmit={event => {
        event.preventDefault()
        const at = event.currentTarget
        const data = new FormData(at)
        onSubmit(name => {
          const text = String(data.get(name) ?? '')
          const input = at.elements.namedItem(name)
          return input instanceof HTMLInputElement && input.type === 'password' ? text : text.trim()
        })
      }}
    >
      {problem && <ProblemNotice problem={problem} />}
      {children}
    </form>
  )
}

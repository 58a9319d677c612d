import { useId, type InputHTMLAttributes, type ReactNode } from 'react'
import { ErrorIcon } from './icons'

interface ChoiceProps extends InputHTMLAttributes<HTMLInputElement> {
  type: 'radio' | 'checkbox'
  label: string
}

/** A radio button or check box with its label; the whole line is the target. */
export function Choice({ label, ...input }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-center gap-3 py-1">
      <input {...input} className="size-6 shrink-0 accent-key" />
      <span>{label}</span>
    </label>
  )
}

interface ChoicesProps {
  legend: string
  error?: string | undefined
  children: ReactNode
}

export function Choices({ legend, error, children }: ChoicesProps) {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? id : undefined} className="grid gap-1">
      <legend className="text-std-16B-170">{legend}</legend>
      {children}
      {error && (
        <p id={id} className="flex gap-1 text-dns-14N-130 font-700 text-bad">
          <ErrorIcon className="size-5" />
          {error}
        </p>
      )}
    </fieldset>
  )
}

import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react'
import { useWords } from '../words'
import { ChevronIcon, ErrorIcon } from './icons'

interface Told {
  label: ReactNode
  hint?: string | undefined
  error?: string | undefined
  /** false marks the field as optional; none: no mark at all. */
  required?: boolean | undefined
  /** What has been understood, beneath the field. */
  echo?: string | undefined
}

const box = (error: boolean) =>
  `min-h-12 w-full rounded-8 border bg-field px-4 py-2 text-std-16N-170 text-ink ${error ? 'border-2 border-bad' : 'border-field-line'}`

function Frame({ id, told, children }: { id: string; told: Told; children: ReactNode }) {
  const { frame } = useWords()
  return (
    <div className="grid content-start gap-2">
      <label htmlFor={id} className="text-std-16B-170">
        {told.label}
        {told.required !== undefined && (
          <span className={`ml-2 text-dns-14N-130 font-400 ${told.required ? 'text-bad' : 'text-ink-soft'}`}>
            {told.required ? frame.required : frame.optional}
          </span>
        )}
      </label>
      {told.hint && (
        <p id={`${id}-hint`} className="-mt-1 text-dns-14N-130 text-ink-soft">
          {told.hint}
        </p>
      )}
      {children}
      {told.echo && !told.error && (
        <p id={`${id}-echo`} className="text-dns-14N-130 text-ink-soft">
          {told.echo}
        </p>
      )}
      {told.error && (
        <p id={`${id}-error`} className="flex gap-1 text-dns-14N-130 font-700 text-bad">
          <ErrorIcon className="size-5" />
          {told.error}
        </p>
      )}
    </div>
  )
}

const described = (id: string, told: Told) =>
  [told.hint && `${id}-hint`, told.echo && !told.error && `${id}-echo`, told.error && `${id}-error`]
    .filter(Boolean)
    .join(' ') || undefined

type InputProps = Told & Omit<InputHTMLAttributes<HTMLInputElement>, 'required'> & { name: string }

export function Field({ label, hint, error, required, echo, className = '', ...input }: InputProps) {
  const id = useId()
  const told = { label, hint, error, required, echo }
  return (
    <Frame id={id} told={told}>
      <input
        id={id}
        aria-required={required ?? undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, told)}
        autoComplete="off"
        {...input}
        className={`${box(!!error)} ${className}`}
      />
    </Frame>
  )
}

type SelectProps = Told & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'required'> & { name: string }

export function Select({ label, hint, error, required, echo, children, ...select }: SelectProps) {
  const id = useId()
  const told = { label, hint, error, required, echo }
  return (
    <Frame id={id} told={told}>
      <span className="relative grid">
        <select
          id={id}
          aria-required={required ?? undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(id, told)}
          {...select}
          className={`${box(!!error)} appearance-none pr-12`}
        >
          {children}
        </select>
        <ChevronIcon className="pointer-events-none absolute top-1/2 right-4 size-5 -translate-y-1/2" />
      </span>
    </Frame>
  )
}

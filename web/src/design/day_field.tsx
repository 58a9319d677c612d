import { useState } from 'react'
import { dayInWords, parseDay } from '../dates/day'
import { useLanguage } from '../words'
import { Field } from './field'

interface Props {
  label: string
  hint: string
  name: string
  error?: string | undefined
  required?: boolean
  /** YYYY-MM-DD to begin with. */
  day?: string | undefined
}

/** A day typed in any usual way; says beneath what was understood, era and western year. */
export function DayField({ day, ...rest }: Props) {
  const [text, setText] = useState(day ?? '')
  const language = useLanguage()
  const understood = parseDay(text)
  return (
    <Field
      {...rest}
      value={text}
      onChange={event => setText(event.target.value)}
      echo={understood ? dayInWords(understood, language) : undefined}
    />
  )
}

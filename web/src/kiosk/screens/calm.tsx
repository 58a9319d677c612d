import type { ReactNode } from 'react'
import { WarningIcon, Spinner } from '../../design/icons'
import { CardOnReader } from './card_on_reader'
import { Title } from './title'

const pictures = {
  busy: <Spinner className="size-24" />,
  card: <CardOnReader leaving />,
  trouble: <WarningIcon className="size-24 text-warn" />,
}

interface Props {
  look: keyof typeof pictures
  title: string
  body: string[]
  role?: 'alert'
  children?: ReactNode
}

/** A screen that tells and asks nothing. */
export function Calm({ look, title, body, role, children }: Props) {
  return (
    <section role={role} className="grid w-full max-w-[60rem] justify-items-center gap-8 text-center text-balance">
      {pictures[look]}
      <Title>{title}</Title>
      {body.map(line => (
        <p key={line} className="text-std-22N-150 sm:text-std-28N-150">
          {line}
        </p>
      ))}
      {children}
    </section>
  )
}

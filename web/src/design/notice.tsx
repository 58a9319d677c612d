import type { ReactNode } from 'react'
import { CheckIcon, ErrorIcon, InfoIcon, WarningIcon } from './icons'

const kinds = {
  info: { look: 'border-key bg-key-soft', ink: 'text-key', icon: InfoIcon },
  good: { look: 'border-good bg-good-soft', ink: 'text-good', icon: CheckIcon },
  warn: { look: 'border-warn bg-warn-soft', ink: 'text-warn', icon: WarningIcon },
  bad: { look: 'border-bad bg-bad-soft', ink: 'text-bad', icon: ErrorIcon },
}

interface Props {
  kind: keyof typeof kinds
  title?: ReactNode
  children?: ReactNode
  /** Read out when it appears: alert at once, status when there is a pause. */
  role?: 'alert' | 'status'
  large?: boolean
}

export function Notice({ kind, title, children, role, large = false }: Props) {
  const { look, ink, icon: Sign } = kinds[kind]
  return (
    <div role={role} className={`flex gap-3 rounded-8 border-l-8 py-4 pr-5 pl-4 text-left ${look}`}>
      <span className={`${ink} ${large ? 'mt-1' : ''}`}>
        <Sign className={large ? 'size-8' : 'size-6'} />
      </span>
      <div className={`min-w-0 text-pretty ${large ? 'text-std-20N-150' : ''}`}>
        {title && <p className="font-700">{title}</p>}
        {children}
      </div>
    </div>
  )
}

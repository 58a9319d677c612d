import type { ReactNode } from 'react'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import { send } from '../send'

/** The line below every question: what else there is, and the way out. */
export function Stop({ reception, children }: { reception: string; children?: ReactNode }) {
  const { kiosk } = useWords()
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-6 gap-y-2">
      {children}
      <Button look="text" className="text-std-20N-150!" onClick={() => void send.cancel(reception)}>
        {kiosk.stop}
      </Button>
    </div>
  )
}

import { useEffect, useState } from 'react'
import { outcome, terminal, type Schemas } from '../api/client'

/** Whose terminal this is, and whether it is one for development: for the head of pages that follow no state yet. */
export function useTerminal(): Pick<Schemas['KioskState'], 'facility' | 'development'> | null {
  const [state, setState] = useState<Schemas['KioskState'] | null>(null)
  useEffect(() => {
    void outcome(terminal.GET('/api/kiosk/state')).then(came => came.ok && setState(came.data))
  }, [])
  return state
}

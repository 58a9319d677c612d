import { useCallback, useEffect, useState } from 'react'
import type { Outcome } from '../api/client'

/** Asks when the component appears, when `ask` is another function, and again on `anew`. null: no answer yet. */
export function useAsked<T>(ask: () => Promise<Outcome<T>>): { came: Outcome<T> | null; anew: () => void } {
  const [came, setCame] = useState<Outcome<T> | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let gone = false
    void ask().then(one => {
      if (!gone) setCame(one)
    })
    return () => {
      gone = true
    }
  }, [ask, round])
  return { came, anew: useCallback(() => setRound(now => now + 1), []) }
}

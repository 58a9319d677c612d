import { useEffect, useState } from 'react'
import type { Outcome } from './client'

const pauseAfterTrouble = 1000
/** The terminal answers within 25 seconds, changed or not. */
const longestSilence = 40_000

interface Watched<T> {
  state: T | null
  /** The last try failed; state is the last that was heard. */
  lost: boolean
}

/**
 * Follows a long poll for as long as the component lives. `fetchState` is a function outside the component (or
 * memoised): a new one starts anew. `refused` is told of an answer that is not going to change by itself (401).
 */
export function useStateOf<T extends { sequence: number }>(
  fetchState: (since: number | undefined, signal: AbortSignal) => Promise<Outcome<T>>,
  refused?: () => void,
): Watched<T> {
  const [watched, setWatched] = useState<Watched<T>>({ state: null, lost: false })
  useEffect(() => {
    const leaving = new AbortController()
    const follow = async () => {
      let since: number | undefined
      while (!leaving.signal.aborted) {
        const patience = AbortSignal.any([leaving.signal, AbortSignal.timeout(longestSilence)])
        const heard = await fetchState(since, patience)
        if (leaving.signal.aborted) return
        if (heard.ok) {
          since = heard.data.sequence
          setWatched({ state: heard.data, lost: false })
          continue
        }
        since = undefined // a terminal that was started anew counts anew
        if (heard.problem.status === 401 && refused) return refused()
        setWatched(before => ({ ...before, lost: true }))
        await new Promise(resolve => setTimeout(resolve, pauseAfterTrouble))
      }
    }
    void follow()
    return () => leaving.abort()
  }, [fetchState, refused])
  return watched
}

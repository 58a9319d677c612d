import { useSyncExternalStore } from 'react'

const watch = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export const useHash = () => useSyncExternalStore(watch, () => location.hash)

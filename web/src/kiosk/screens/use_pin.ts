import { useCallback, useEffect, useRef, useState } from 'react'

export const pinLength = 4

/** The digit that a key means, also while an input method is on (then `key` is Process) and on the number pad. */
export function digitOf(event: { key: string; code: string }): string | null {
  const plain = event.key.normalize('NFKC')
  if (/^[0-9]$/.test(plain)) return plain
  return event.key === 'Process' ? (/^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1] ?? null) : null
}

/**
 * Digits being entered. They lie outside of React's state, which tools may show, and are dropped when taken, erased, left
 * for half a minute, or when the screen goes. Only their number is told.
 */
export function usePin() {
  const digits = useRef<string[]>([])
  const [count, setCount] = useState(0)
  const clear = useCallback(() => {
    digits.current.fill('')
    digits.current = []
    setCount(0)
  }, [])
  const add = useCallback((digit: string) => {
    if (digits.current.length < pinLength) digits.current.push(digit)
    setCount(digits.current.length)
  }, [])
  const erase = useCallback(() => {
    digits.current.pop()
    setCount(digits.current.length)
  }, [])
  const take = useCallback(() => {
    const pin = digits.current.join('')
    clear()
    return pin
  }, [clear])
  useEffect(() => clear, [clear])
  useEffect(() => {
    if (count === 0) return undefined
    const forgetting = setTimeout(clear, 30_000)
    return () => clearTimeout(forgetting)
  }, [count, clear])
  return { count, add, erase, take }
}

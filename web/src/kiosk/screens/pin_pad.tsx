import { useEffect, useRef, useState } from 'react'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import { digitOf, pinLength, usePin } from './use_pin'

/** Four digits by touch, by Tab and Enter, or typed on a keyboard wherever the focus is. Shown as dots. */
export function PinPad({ enter }: { enter: (pin: string) => void }) {
  const { pin: words } = useWords().kiosk
  const { count, add, erase, take } = usePin()
  const [tooShort, setTooShort] = useState(false)
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const digit = digitOf(event)
      if (digit) add(digit)
      else if (event.key === 'Backspace') erase()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', typed)
    return () => document.removeEventListener('keydown', typed)
  }, [add, erase])
  useEffect(() => {
    if (count === pinLength) next.current?.focus()
    setTooShort(false)
  }, [count])
  const confirm = () => (count === pinLength ? enter(take()) : setTooShort(true))
  return (
    <div className="grid justify-items-center gap-5">
      <Dots count={count} />
      <p role="status" className={tooShort ? 'font-700 text-bad' : 'sr-only'}>
        {tooShort ? words.incomplete : words.entered(count)}
      </p>
      <div role="group" aria-label={words.pad} className="grid grid-cols-3 gap-3">
        {'123456789'.split('').map(digit => (
          <Digit key={digit} digit={digit} add={add} />
        ))}
        <Button look="text" className="min-h-18 w-24 px-1! text-std-18N-160!" onClick={erase}>
          {words.erase}
        </Button>
        <Digit digit="0" add={add} />
      </div>
      <Button ref={next} size="large" className="w-full" onClick={confirm}>
        {words.next}
      </Button>
    </div>
  )
}

function Dots({ count }: { count: number }) {
  return (
    <div aria-hidden="true" className="flex gap-4">
      {Array.from({ length: pinLength }, (_, place) => (
        <span
          key={place}
          className={`grid size-14 place-items-center rounded-8 border-2 ${place < count ? 'border-key' : 'border-field-line'}`}
        >
          {place < count && <span className="size-5 rounded-full bg-ink" />}
        </span>
      ))}
    </div>
  )
}

function Digit({ digit, add }: { digit: string; add: (digit: string) => void }) {
  return (
    <Button look="outline" className="min-h-18 w-24 text-std-32B-150!" onClick={() => add(digit)}>
      {digit}
    </Button>
  )
}

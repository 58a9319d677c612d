import { useEffect, useRef, useState } from 'react'
import { Button } from '../design/button'
import { useWords } from '../words'
import { send } from './send'

const quietSeconds = 75
const lastSeconds = 20
/** The end has been read by then; nothing is lost when it goes. */
const endSeconds = 40

/** Ends a reception that nobody touches any more: the next patient must not meet it. Before that it asks, so that who
 * needs longer stays (WCAG 2.2.1); `over` ends without asking, since nothing is asked there any more. */
export function Idle({ reception, over }: { reception: string; over: boolean }) {
  const { kiosk } = useWords()
  const [quiet, setQuiet] = useState(0)
  const asking = !over && quiet >= quietSeconds
  const left = over ? endSeconds - quiet : quietSeconds + lastSeconds - quiet
  useEffect(() => {
    const tick = setInterval(() => setQuiet(seconds => seconds + 1), 1000)
    const touched = () => setQuiet(0)
    const signs = ['pointerdown', 'keydown', 'click'] as const
    signs.forEach(sign => document.addEventListener(sign, touched))
    return () => {
      clearInterval(tick)
      signs.forEach(sign => document.removeEventListener(sign, touched))
    }
  }, [])
  const ended = left <= 0
  useEffect(() => {
    if (ended) void send.cancel(reception)
  }, [ended, reception])
  return asking ? (
    <Question title={kiosk.idle.title} body={kiosk.idle.body(Math.max(left, 0))} stay={kiosk.idle.stay} />
  ) : null
}

function Question({ title, body, stay }: { title: string; body: string; stay: string }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="idle-title"
      className="m-auto max-w-[40rem] rounded-16 border-2 border-field-line bg-page p-8 text-center text-ink backdrop:bg-black/60"
    >
      <h2 id="idle-title" className="text-std-32B-150">
        {title}
      </h2>
      <p className="my-6 text-std-24N-150">{body}</p>
      <Button size="large">{stay}</Button>
    </dialog>
  )
}

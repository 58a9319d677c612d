import { useEffect, useRef, useState } from 'react'
import { Button } from '../design/button'
import { useWords } from '../words'
import type { Awaited } from './screen_of'
import { send } from './send'

/** For how many seconds nobody need touch the screen, and how long it then waits for who is asked. The end has been read
 * by then; where it offers nothing, nothing is lost when it goes. */
const patience: Record<Awaited, { quiet: number; last: number }> = {
  answer: { quiet: 75, last: 20 },
  last_choice: { quiet: 40, last: 20 },
  leaving: { quiet: 40, last: 0 },
}

/** Ends a reception that nobody touches any more: the next patient must not meet it. Before that it asks, so that who
 * needs longer stays (WCAG 2.2.1), unless nothing is offered any more. */
export function Idle({ reception, awaited }: { reception: string; awaited: Awaited }) {
  const { idle } = useWords().kiosk
  const [quiet, setQuiet] = useState(0)
  const patient = patience[awaited]
  const left = patient.quiet + patient.last - quiet
  const asking = quiet >= patient.quiet && left > 0
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
  if (!asking) return null
  const { title, body, stay } = idle[awaited === 'answer' ? 'answer' : 'end']
  return <Question title={title} body={body(left)} stay={stay} />
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

import { useEffect, useRef } from 'react'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import type { Item } from '../consents'

interface Props {
  items: Item[]
  go: (items: Item[]) => void
  close: () => void
}

/** Asks once more: it cannot be undone on this screen. Neither answer is the recommended one. */
export function TakeBack({ items, go, close }: Props) {
  const { given: words, items: names } = useWords().kiosk
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const leave = () => dialog.current?.close()
  return (
    <dialog
      ref={dialog}
      aria-labelledby="take-back"
      onClose={close}
      className="m-auto w-[calc(100%-2rem)] max-w-[44rem] rounded-16 border-2 border-field-line bg-page p-6 text-center text-balance text-ink backdrop:bg-black/60 sm:p-8"
    >
      <h2 id="take-back" className="text-std-24B-150 sm:text-std-28B-150">
        {words.asks(items.map(item => names[item]))}
      </h2>
      <p className="my-6 text-std-20N-150 sm:text-std-22N-150">{words.effect}</p>
      <div className="grid gap-4 sm:auto-cols-fr sm:grid-flow-col">
        <Button size="large" look="outline" onClick={leave}>
          {words.keep}
        </Button>
        <Button
          size="large"
          look="outline"
          onClick={() => {
            leave()
            go(items)
          }}
        >
          {words.takeBack}
        </Button>
      </div>
    </dialog>
  )
}

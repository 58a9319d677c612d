import { useRef } from 'react'
import { outcome, terminal } from '../../api/client'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import type { Member, Told } from './members'

/** Drops the member's password and second factor, so it asks first. */
export function ResetCode({ member, tell }: { member: Member; tell: (what: Told) => void }) {
  const { members: words } = useWords().staff
  const dialog = useRef<HTMLDialogElement>(null)
  const title = `reset-${member.id}`
  const close = () => dialog.current?.close()
  const reset = async () => {
    close()
    const came = await outcome(terminal.POST('/api/staff/members/{id}/code', { params: { path: { id: member.id } } }))
    tell(came.ok ? { code: came.data, name: member.name } : { problem: came })
  }
  return (
    <>
      <Button
        look="outline"
        size="small"
        aria-label={words.of(words.newCode, member.name)}
        onClick={() => dialog.current?.showModal()}
      >
        {words.newCode}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={title}
        className="m-auto max-w-[36rem] rounded-16 border-2 border-field-line bg-page p-6 text-ink backdrop:bg-black/60"
      >
        <h2 id={title} className="text-std-22B-150">
          {words.resetTitle(member.name)}
        </h2>
        <p className="my-4">{words.resetBody}</p>
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="outline" onClick={close}>
            {words.cancel}
          </Button>
          <Button onClick={() => void reset()}>{words.resetGo}</Button>
        </div>
      </dialog>
    </>
  )
}

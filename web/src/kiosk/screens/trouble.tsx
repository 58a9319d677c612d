import type { Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { WarningIcon } from '../../design/icons'
import { useWords } from '../../words'
import { send } from '../send'
import { Title } from './title'

export function Trouble({ reception }: { reception: Schemas['KioskReception'] }) {
  const { trouble: words, troubleWords } = useWords().kiosk
  const trouble = reception.trouble
  const other = trouble && troubleWords?.[trouble.kind]
  const title = other?.title ?? trouble?.title ?? words.title
  const lines = other ? [other.body] : trouble ? [trouble.detail, trouble.what_to_do] : []
  return (
    <section className="grid w-full max-w-[60rem] justify-items-center gap-6 text-center text-balance">
      <WarningIcon className="size-24 text-warn" />
      <Title>{title}</Title>
      {lines.map(line => (
        <p key={line} className="text-std-22N-150 sm:text-std-24N-150">
          {line}
        </p>
      ))}
      <div className="grid w-full max-w-[48rem] auto-cols-fr gap-4 sm:grid-flow-col">
        {trouble?.can_retry && (
          <Button size="large" onClick={() => void send.retry(reception.id)}>
            {words.retry}
          </Button>
        )}
        <Button size="large" look="outline" onClick={() => void send.cancel(reception.id)}>
          {words.end}
        </Button>
      </div>
      {trouble && <p className="text-std-18N-160 text-ink-soft">{words.code(trouble.code)}</p>}
    </section>
  )
}

import type { Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import { send } from '../send'
import { Stop } from './stop'
import { Title } from './title'

/** 初回登録. */
export function Registration({ reception }: { reception: Schemas['KioskReception'] }) {
  const { registration } = useWords().kiosk
  const answer = (agree: boolean) => void send.registration({ reception: reception.id, agree })
  return (
    <section className="grid w-full max-w-[60rem] gap-8">
      <Title>{registration.title}</Title>
      <div className="grid gap-3 text-std-20N-150 sm:text-std-24N-150">
        <p>{registration.body}</p>
        <p>{registration.effect}</p>
        <p>{registration.declined}</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Button size="large" onClick={() => answer(true)}>
          {registration.agree}
        </Button>
        <Button size="large" look="outline" onClick={() => answer(false)}>
          {registration.decline}
        </Button>
      </div>
      <Stop reception={reception.id} />
    </section>
  )
}

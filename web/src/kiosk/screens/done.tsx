import type { Schemas } from '../../api/client'
import { isCovered } from '../../api/validity'
import { dayInWords } from '../../dates/day'
import { Button } from '../../design/button'
import { CheckIcon, InfoIcon } from '../../design/icons'
import { Notice } from '../../design/notice'
import { useLanguage, useWords } from '../../words'
import { send } from '../send'
import { Given } from './given'
import { Title } from './title'

type Reception = Schemas['KioskReception']

export function Done({ reception }: { reception: Reception }) {
  const { done: words } = useWords().kiosk
  const language = useLanguage()
  const done = reception.done
  const settled = done !== null && isCovered(done.validity)
  const inWords = language === 'ja' && done ? done.words : settled ? words.settled : words.unsettled
  return (
    <section className="grid w-full max-w-[60rem] justify-items-center gap-3 text-center text-balance">
      {settled ? <CheckIcon className="size-12 text-good" /> : <InfoIcon className="size-12 text-key" />}
      <Title>{settled ? words.title : words.unsettledTitle}</Title>
      <p className="text-std-22N-150 sm:text-std-24N-150">{inWords}</p>
      <p className="text-std-22B-150 sm:text-std-28B-150">{settled ? words.takeCard : words.takeCardDesk}</p>
      <CardEnds reception={reception} />
      {done && done.consents.length > 0 && <Given reception={reception.id} done={done} />}
      <Button size="large" look="outline" onClick={() => void send.cancel(reception.id)}>
        {words.finish}
      </Button>
    </section>
  )
}

function CardEnds({ reception }: { reception: Reception }) {
  const { cardEnds } = useWords().kiosk
  const language = useLanguage()
  if (reception.scope === 'eligibility_only')
    return (
      <Notice kind="warn" large title={cardEnds.endedTitle}>
        {cardEnds.ended}
      </Notice>
    )
  if (!reception.card_ends?.soon) return null
  return (
    <Notice kind="warn" large title={cardEnds.soonTitle}>
      {cardEnds.soon(dayInWords(reception.card_ends.date, language))}
    </Notice>
  )
}

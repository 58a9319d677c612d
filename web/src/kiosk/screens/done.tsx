import type { Schemas } from '../../api/client'
import { isCovered } from '../../api/validity'
import { dayInWords, soonInWords } from '../../dates/day'
import { Button } from '../../design/button'
import { CheckIcon, InfoIcon } from '../../design/icons'
import { Notice } from '../../design/notice'
import { useLanguage, useWords } from '../../words'
import { send } from '../send'
import { Title } from './title'

type Reception = Schemas['KioskReception']

export function Done({ reception }: { reception: Reception }) {
  const { done: words } = useWords().kiosk
  const language = useLanguage()
  const done = reception.done
  const settled = done !== null && isCovered(done.validity)
  const inWords = language === 'ja' && done ? done.words : settled ? words.settled : words.unsettled
  return (
    <section className="grid w-full max-w-[60rem] justify-items-center gap-4 text-center text-balance">
      {settled ? <CheckIcon className="size-16 text-good" /> : <InfoIcon className="size-16 text-key" />}
      <Title>{settled ? words.title : words.unsettledTitle}</Title>
      <p className="text-std-22N-150 sm:text-std-24N-150">{inWords}</p>
      <p className="text-std-22B-150 sm:text-std-28B-150">{settled ? words.takeCard : words.takeCardDesk}</p>
      <CardEnds reception={reception} />
      {done && done.consents.length > 0 && <Given consents={done.consents} />}
      <Button size="large" look="outline" className="mt-2" onClick={() => void send.cancel(reception.id)}>
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

function Given({ consents }: { consents: Schemas['GivenConsent'][] }) {
  const { done: words, items } = useWords().kiosk
  const language = useLanguage()
  return (
    <div className="w-full max-w-[44rem] rounded-8 bg-raised px-6 py-4 text-left">
      <h2 className="text-std-20B-150">{words.consents}</h2>
      <dl className="text-std-18N-160">
        {consents.map(({ item, given, until }) => (
          <div key={item} className="flex flex-wrap justify-between gap-x-6 border-t border-line py-1 first:border-0">
            <dt>{items[item]}</dt>
            <dd>{!given ? words.refused : until ? words.givenUntil(soonInWords(until, language)) : words.given}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

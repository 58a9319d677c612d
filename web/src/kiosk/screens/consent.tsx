import { useReducer, type ReactNode } from 'react'
import type { Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import { answering, askedIn, begin, sameForAll, type Answering, type Consents, type Item, type Move } from '../consents'
import { send } from '../send'
import { Stop } from './stop'
import { Title } from './title'

/** Same size and weight for yes and no: neither is the recommended answer. */
function Answers({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 sm:grid-flow-col sm:auto-cols-fr">{children}</div>
}

function Terms() {
  const { consent } = useWords().kiosk
  return (
    <ul className="grid list-disc gap-1 pl-6 text-std-18N-160 sm:text-std-22N-150">
      {[consent.body, consent.until, consent.free, consent.withdraw].map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

interface Part {
  items: Item[]
  move: (move: Move) => void
  answer: (consents: Consents) => void
}

function Combined({ items, move, answer }: Part) {
  const { consent, items: names } = useWords().kiosk
  return (
    <>
      <Title>{consent.title}</Title>
      <Terms />
      <div className="grid gap-2">
        <h2 className="text-std-20B-150">{consent.asked}</h2>
        <ul className="flex flex-wrap gap-3">
          {items.map(item => (
            <li key={item} className="rounded-8 border border-line bg-raised px-4 py-1 text-std-20N-150">
              {names[item]}
            </li>
          ))}
        </ul>
      </div>
      <Answers>
        <Button size="large" look="outline" onClick={() => answer(sameForAll(items, true))}>
          {consent.agreeAll}
        </Button>
        <Button size="large" look="outline" onClick={() => answer(sameForAll(items, false))}>
          {consent.refuseAll}
        </Button>
        <Button size="large" look="outline" onClick={() => move({ do: 'one_by_one' })}>
          {consent.oneByOne}
        </Button>
      </Answers>
    </>
  )
}

function Question({ items, index, move }: Part & { index: number }) {
  const { consent, items: names, itemMeaning, itemQuestion } = useWords().kiosk
  const item = items[index]
  if (!item) return null
  return (
    <>
      <p className="text-center text-std-20B-150 text-ink-soft">{consent.position(index + 1, items.length)}</p>
      <Title>{itemQuestion(names[item])}</Title>
      <p className="text-center text-std-22N-150 text-balance sm:text-std-28N-150">{itemMeaning[item]}</p>
      <Terms />
      <Answers>
        <Button size="large" look="outline" onClick={() => move({ do: 'answer', agree: true })}>
          {consent.agree}
        </Button>
        <Button size="large" look="outline" onClick={() => move({ do: 'answer', agree: false })}>
          {consent.refuse}
        </Button>
      </Answers>
    </>
  )
}

function Review({ items, answers, move, answer }: Part & { answers: Consents }) {
  const { consent, items: names } = useWords().kiosk
  return (
    <div className="mx-auto grid w-full max-w-[44rem] gap-6">
      <Title>{consent.reviewTitle}</Title>
      <dl className="grid text-std-22N-150">
        {items.map(item => (
          <div key={item} className="flex justify-between gap-6 border-b border-line py-3">
            <dt>{names[item]}</dt>
            <dd className="font-700">{answers[item] ? consent.agree : consent.refuse}</dd>
          </div>
        ))}
      </dl>
      <Answers>
        <Button size="large" look="outline" onClick={() => move({ do: 'again' })}>
          {consent.again}
        </Button>
        <Button size="large" onClick={() => answer(answers)}>
          {consent.send}
        </Button>
      </Answers>
    </div>
  )
}

export function Consent({ reception }: { reception: Schemas['KioskReception'] }) {
  const { consent } = useWords().kiosk
  const asked = askedIn(reception.questions)
  const [now, move] = useReducer((was: Answering, made: Move) => answering(asked, was, made), begin(asked))
  const answer = (consents: Consents) => void send.consent({ reception: reception.id, consents })
  const part = { items: asked.items, move, answer }
  const canGoBack = now.place.at === 'question' && (now.place.index > 0 || asked.combined)
  return (
    <section className="grid w-full max-w-[64rem] gap-6">
      {now.place.at === 'combined' && <Combined {...part} />}
      {now.place.at === 'question' && <Question key={now.place.index} {...part} index={now.place.index} />}
      {now.place.at === 'review' && <Review {...part} answers={now.answers} />}
      <Stop reception={reception.id}>
        {canGoBack && (
          <Button look="text" className="text-std-20N-150!" onClick={() => move({ do: 'back' })}>
            {consent.back}
          </Button>
        )}
      </Stop>
    </section>
  )
}

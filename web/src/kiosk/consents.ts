import type { Schemas } from '../api/client'

export type Item = Schemas['Item']
export type Consents = Partial<Record<Item, boolean>>

export interface Asked {
  items: Item[]
  /** One choice for all of them may be offered. */
  combined: boolean
}

export function askedIn(questions: Schemas['Question'][]): Asked {
  const items = questions.map(question => question.item).filter(item => item !== 'all')
  return { items, combined: items.length > 1 && questions.some(question => question.item === 'all') }
}

export const sameForAll = (items: Item[], agree: boolean): Consents =>
  Object.fromEntries(items.map(item => [item, agree]))

/** Where the patient is: at the one choice for all, at a question, or looking over the answers. */
export type Place = { at: 'combined' } | { at: 'question'; index: number } | { at: 'review' }

export interface Answering {
  place: Place
  answers: Consents
}

export type Move = { do: 'one_by_one' } | { do: 'answer'; agree: boolean } | { do: 'back' } | { do: 'again' }

export const begin = ({ combined }: Asked): Answering => ({
  place: combined ? { at: 'combined' } : { at: 'question', index: 0 },
  answers: {},
})

export function answering(asked: Asked, now: Answering, move: Move): Answering {
  switch (move.do) {
    case 'one_by_one':
      return { place: { at: 'question', index: 0 }, answers: {} }
    case 'again':
      return begin(asked)
    case 'back': {
      const index = now.place.at === 'question' ? now.place.index - 1 : asked.items.length - 1
      return index < 0 ? begin(asked) : { ...now, place: { at: 'question', index } }
    }
    case 'answer': {
      if (now.place.at !== 'question') return now
      const item = asked.items[now.place.index]
      if (!item) return now
      const next = now.place.index + 1
      return {
        place: next < asked.items.length ? { at: 'question', index: next } : { at: 'review' },
        answers: { ...now.answers, [item]: move.agree },
      }
    }
  }
}

import { describe, expect, it } from 'vitest'
import { answering, askedIn, begin, sameForAll, type Answering, type Asked, type Move } from './consents'

const asked: Asked = { items: ['medication', 'checkup'], combined: true }
const after = (...moves: Move[]): Answering => moves.reduce((now, move) => answering(asked, now, move), begin(asked))

describe('askedIn', () => {
  const question = (item: 'medication' | 'checkup' | 'all') => ({ item })

  it('keeps the one choice for all apart from the items', () =>
    expect(askedIn([question('all'), question('medication'), question('checkup')])).toEqual(asked))

  it('offers no choice for all of one', () =>
    expect(askedIn([question('all'), question('medication')])).toEqual({ items: ['medication'], combined: false }))
})

describe('answering', () => {
  it('begins with the choice for all', () => expect(begin(asked).place).toEqual({ at: 'combined' }))

  it('begins with the first question where there is no such choice', () =>
    expect(begin({ ...asked, combined: false }).place).toEqual({ at: 'question', index: 0 }))

  it('asks each item and shows the answers before they are sent', () =>
    expect(after({ do: 'one_by_one' }, { do: 'answer', agree: true }, { do: 'answer', agree: false })).toEqual({
      place: { at: 'review' },
      answers: { medication: true, checkup: false },
    }))

  it('goes back from the answers to the last question, and its answer can be changed', () =>
    expect(
      after(
        { do: 'one_by_one' },
        { do: 'answer', agree: true },
        { do: 'answer', agree: false },
        { do: 'back' },
        { do: 'answer', agree: true },
      ).answers,
    ).toEqual({ medication: true, checkup: true }))

  it('goes back from the first question to the choice for all', () =>
    expect(after({ do: 'one_by_one' }, { do: 'back' }).place).toEqual({ at: 'combined' }))

  it('forgets every answer when chosen again', () =>
    expect(after({ do: 'one_by_one' }, { do: 'answer', agree: true }, { do: 'again' }).answers).toEqual({}))
})

it('answers every item alike', () =>
  expect(sameForAll(asked.items, false)).toEqual({ medication: false, checkup: false }))

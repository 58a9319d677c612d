import { describe, expect, it } from 'vitest'
import { done, kioskState, reception } from '../../test/played/states'
import { awaitedOf, identityOf, screenOf } from './screen_of'

it('waits for a card', () => expect(screenOf(kioskState({}))).toBe('waiting'))

it('asks to take a card that lies on the reader after the reception', () =>
  expect(screenOf(kioskState({ reader: { connected: true, card: true } }))).toBe('take_card'))

it('says that the reader is gone', () =>
  expect(screenOf(kioskState({ reader: { connected: false, card: false } }))).toBe('no_reader'))

it('follows the reception, whatever the reader says', () =>
  expect(
    screenOf(kioskState({ reader: { connected: false, card: false }, reception: reception({ step: 'trouble' }) })),
  ).toBe('trouble'))

it('is another screen for another patient at the same step', () =>
  expect(identityOf(kioskState({ reception: reception({ id: 'a' }) }))).not.toBe(
    identityOf(kioskState({ reception: reception({ id: 'b' }) })),
  ))

it('is the same screen when only the tries left change', () =>
  expect(identityOf(kioskState({ reception: reception({ step: 'pin', tries_left: 3 }) }))).toBe(
    identityOf(kioskState({ reception: reception({ step: 'pin', tries_left: 2 }) })),
  ))

describe('awaitedOf', () => {
  const at = (told: Parameters<typeof reception>[0]) => awaitedOf(kioskState({ reception: reception(told) }))
  const withdrawal = (now: 'possible' | 'asking' | 'failed' | 'closed') =>
    at({ step: 'done', done: done(1, { withdrawal: now }) })

  it('does not hurry a patient while the machine works', () => {
    expect(at({ step: 'working' })).toBeNull()
    expect(at({ step: 'visual_wait' })).toBeNull()
    expect(withdrawal('asking')).toBeNull()
    expect(at({ step: 'pin' })).toBe('answer')
  })

  it('knows the end that only needs to be read from the one with a choice', () => {
    expect(withdrawal('possible')).toBe('last_choice')
    expect(withdrawal('failed')).toBe('last_choice')
    expect(withdrawal('closed')).toBe('leaving')
  })
})

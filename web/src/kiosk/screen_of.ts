import type { Schemas } from '../api/client'

type State = Schemas['KioskState']

export type Screen = Schemas['Step'] | 'waiting' | 'no_reader' | 'take_card'

/** Which screen a state of the terminal calls for. */
export function screenOf(state: State): Screen {
  if (state.reception) return state.reception.step
  if (!state.reader.connected) return 'no_reader'
  return state.reader.card ? 'take_card' : 'waiting'
}

/** Another value is another screen: its own choices begin anew, and it is announced. */
export const identityOf = (state: State) => `${state.reception?.id ?? ''}/${screenOf(state)}`

/** Steps in which the patient is asked something, so that leaving without a word must not hold the reader. */
const asking: Screen[] = ['mode', 'pin', 'registration', 'consent', 'done', 'trouble']
export const isAsking = (screen: Screen) => asking.includes(screen)

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

/** What the patient is to do next; who leaves without a word must not hold the reader. */
export type Awaited = 'answer' | 'last_choice' | 'leaving'

const asking: Screen[] = ['mode', 'pin', 'registration', 'consent', 'trouble']

/** null while the machine works: then nobody is hurried. */
export function awaitedOf(state: State): Awaited | null {
  const screen = screenOf(state)
  if (screen !== 'done') return asking.includes(screen) ? 'answer' : null
  const withdrawal = state.reception?.done?.withdrawal ?? 'closed'
  if (withdrawal === 'asking') return null
  return withdrawal === 'closed' ? 'leaving' : 'last_choice'
}

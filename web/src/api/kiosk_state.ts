import { outcome, terminal } from './client'

/** One round of the long poll for what the patient's screen shows; told to everybody at the terminal. */
export const fetchKioskState = (since: number | undefined, signal: AbortSignal) =>
  outcome(terminal.GET('/api/kiosk/state', { params: { query: since === undefined ? {} : { since } }, signal }))

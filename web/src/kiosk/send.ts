import { outcome, terminal, type Schemas } from '../api/client'

/** What the patient may say. A refusal (409: the reception has gone on meanwhile) needs no words: the next state shows
 * where it is. */
export const send = {
  mode: (body: Schemas['ModeChoice']) => outcome(terminal.POST('/api/kiosk/mode', { body })),
  pin: (body: Schemas['PinEntry']) => outcome(terminal.POST('/api/kiosk/pin', { body })),
  registration: (body: Schemas['RegistrationAnswer']) => outcome(terminal.POST('/api/kiosk/registration', { body })),
  consent: (body: Schemas['ConsentAnswer']) => outcome(terminal.POST('/api/kiosk/consent', { body })),
  withdrawal: (body: Schemas['WithdrawalRequest']) => outcome(terminal.POST('/api/kiosk/withdraw', { body })),
  cancel: (reception: string) => outcome(terminal.POST('/api/kiosk/cancel', { body: { reception } })),
  retry: (reception: string) => outcome(terminal.POST('/api/kiosk/retry', { body: { reception } })),
}

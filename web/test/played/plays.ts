import type { Schemas } from '../../src/api/client'
import {
  consents,
  done,
  lostAnswer,
  members,
  procedure,
  questions,
  queue,
  reception,
  takenBack,
  trouble,
} from './states'
import type { PlayedTerminal } from './terminal'

export interface Answer {
  status: number
  body?: unknown
}
export type Play = (terminal: PlayedTerminal, body: unknown, values: string[]) => Answer

const nothing: Answer = { status: 204 }
const ok = (body: unknown): Answer => ({ status: 200, body })

export const problem = (status: number, code: string, detail: string, field?: string): Answer => ({
  status,
  body: { type: `urn:onshi:error:${code}`, title: 'played', status, code, detail, ...(field ? { field } : {}) },
})

const notSignedIn = problem(401, 'OPN20050E', 'サインインしてください。')
const signedIn =
  (play: Play): Play =>
  (terminal, body, values) =>
    terminal.role ? play(terminal, body, values) : notSignedIn

/** The right answers of this play. */
export const pin = '1234'
export const code = '123456'
export const password = 'correct horse battery'

type Sent<T extends keyof Schemas> = Schemas[T]

function step(terminal: PlayedTerminal, told: Partial<Schemas['KioskReception']>): Answer {
  terminal.showReception({ ...(terminal.kiosk.reception ?? reception()), ...told })
  return nothing
}

function enterPin(terminal: PlayedTerminal, sent: Sent<'PinEntry'>): Answer {
  const now = terminal.kiosk.reception
  if (now?.last_try && !sent.insist) return problem(409, 'OPN40010E', '入力できるのは、あと1回です。')
  if (sent.pin === pin) return step(terminal, { step: 'consent', questions, pin_wrong: false })
  const left = (now?.tries_left ?? 3) - 1
  return left > 0
    ? step(terminal, { tries_left: left, last_try: left === 1, pin_wrong: true })
    : step(terminal, { step: 'trouble', tries_left: 0, trouble: { ...trouble, kind: 'pin_blocked' } })
}

function given(answers: Sent<'ConsentAnswer'>['consents']): Schemas['GivenConsent'][] {
  const until = consents[0]?.until ?? null
  return Object.entries(answers).map(([item, agrees]) => ({
    item: item as Schemas['Item'],
    given: agrees,
    until: agrees ? until : null,
    withdrawn: false,
  }))
}

/** The centre confirms at once. */
function takeBack(terminal: PlayedTerminal, { items }: Sent<'WithdrawalRequest'>): Answer {
  const now = terminal.kiosk.reception?.done
  const inForce = (item: Sent<'Item'>) => now?.consents.some(one => one.item === item && one.given)
  if (!now || !items.every(inForce)) return problem(409, 'OPN50001E', 'いまは取り消せません。')
  return step(terminal, { done: done(now.validity, { consents: takenBack(items, now.consents) }) })
}

/** The dialogue with a card that is in order. */
export const kioskPlay: Record<string, Play> = {
  kioskState: terminal => ok(terminal.kiosk),
  chooseMode: (terminal, body) => {
    const { mode } = body as Sent<'ModeChoice'>
    return step(terminal, { step: mode === 'visual' ? 'visual_wait' : mode })
  },
  enterPin: (terminal, body) => enterPin(terminal, body as Sent<'PinEntry'>),
  answerRegistration: (terminal, body) =>
    (body as Sent<'RegistrationAnswer'>).agree
      ? step(terminal, { step: 'consent', questions })
      : step(terminal, { step: 'trouble', trouble: { ...trouble, kind: 'registration_declined', can_retry: false } }),
  answerConsent: (terminal, body) =>
    step(terminal, {
      step: 'done',
      questions: [],
      done: done(1, { consents: given((body as Sent<'ConsentAnswer'>).consents) }),
    }),
  withdrawConsent: (terminal, body) => takeBack(terminal, body as Sent<'WithdrawalRequest'>),
  cancelReception: terminal => {
    terminal.showKiosk({ reader: { connected: true, card: true } })
    return nothing
  },
  retryReception: terminal => step(terminal, { step: 'reading', trouble: null }),
}

function enter(terminal: PlayedTerminal, sent: string): Answer {
  if (sent !== code) return problem(403, 'OPN20053E', '確認コードが違います。', 'code')
  terminal.role = terminal.enters
  return ok(terminal.meNow())
}

const oneTimeCode: Schemas['OneTimeCode'] = { id: 'm2', code: 'ABCD-2345-EFGH', until: '2026-04-02T09:05:00+09:00' }
const challenge = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'
const registered: { id: string }[] = []
const form: Answer = { status: 200, body: Buffer.from('%PDF-1.4\n%%EOF\n') }
const isAway = (terminal: PlayedTerminal) => !terminal.kiosk.centre.reachable

/** Staff accounts and the desk. */
export const staffPlay: Record<string, Play> = {
  me: terminal => (terminal.role ? ok(terminal.meNow()) : notSignedIn),
  setUp: () => ok({ ticket: 't1', second_factor: 'enrol' }),
  signIn: (terminal, body) =>
    isAway(terminal)
      ? problem(503, 'OPN50004E', 'センターにつながりません。')
      : (body as Sent<'Password'>).password === password
        ? ok({ ticket: 't1', second_factor: registered.length > 0 ? ['totp', 'passkey'] : ['totp'] })
        : problem(403, 'OPN20051E', 'ログイン名かパスワードが違います。'),
  totp: (terminal, body) => enter(terminal, (body as Sent<'TicketCode'>).code),
  confirmTotp: (terminal, body) => enter(terminal, (body as Sent<'TicketCode'>).code),
  enrolTotp: () =>
    ok({
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/onshi:uketsuke?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=onshi',
    }),
  passkeyBegin: () =>
    ok({
      challenge,
      rpId: 'localhost',
      userVerification: 'required',
      allowCredentials: registered.map(({ id }) => ({ type: 'public-key', id })),
    }),
  passkeyFinish: (terminal, body) => {
    if ((body as Sent<'PasskeyAssertion'>).credential.id !== registered[0]?.id)
      return problem(403, 'OPN20054E', 'パスキーが違います。')
    terminal.role = terminal.enters
    return ok(terminal.meNow())
  },
  passkeyRegisterBegin: signedIn(() =>
    ok({
      challenge,
      rp: { id: 'localhost', name: 'onshi' },
      user: { id: 'bTI', name: 'uketsuke', displayName: '受付　幸子' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    }),
  ),
  passkeyRegisterFinish: signedIn((_, body) => {
    registered.push((body as Sent<'PasskeyAttestation'>).credential)
    return nothing
  }),
  signOut: terminal => {
    terminal.role = null
    return nothing
  },
  staffState: signedIn(terminal => ok(terminal.staff)),
  confirmVisually: signedIn(() => nothing),
  check: terminal =>
    isAway(terminal)
      ? { status: 202, body: { id: 'q7', queued_at: '2026-04-01T09:05:00+09:00' } }
      : terminal.role
        ? ok(lostAnswer)
        : notSignedIn,
  statement: signedIn(() => form),
  emptyStatement: () => form,
  queue: signedIn(() => ok(queue)),
  procedure: () => ok(procedure),
  members: signedIn(() => ok({ members })),
  addMember: signedIn(() => ({ status: 201, body: oneTimeCode })),
  changeMember: signedIn(() => nothing),
  newCode: signedIn((_, __, [id]) => ok({ ...oneTimeCode, id })),
}

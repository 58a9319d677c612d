import type { Schemas } from '../../src/api/client'

/** States as a terminal tells them. All people are made up. */

type Kiosk = Schemas['KioskState']
type Staff = Schemas['StaffState']

const facility = { code: '1311234562', name: '見本クリニック' }
const clock = '2026-04-01T09:05:00+09:00'
const tomorrow = '2026-04-02T09:05:00+09:00'

export const reception = (told: Partial<Schemas['KioskReception']> = {}): Schemas['KioskReception'] => ({
  id: 'r1',
  step: 'mode',
  modes: ['pin', 'face', 'visual'],
  tries_left: 3,
  last_try: false,
  pin_wrong: false,
  card_ends: null,
  scope: null,
  questions: [],
  done: null,
  trouble: null,
  ...told,
})

export const kioskState = (told: Partial<Kiosk>): Kiosk => ({
  sequence: 0,
  development: true,
  clock,
  facility,
  centre: { reachable: true },
  reader: { connected: true, card: told.reception !== undefined && told.reception !== null },
  reception: null,
  ...told,
})

export const questions: Schemas['Question'][] = [
  { item: 'all' },
  { item: 'medication' },
  { item: 'checkup' },
  { item: 'operation' },
]

export const consents: Schemas['GivenConsent'][] = [
  { item: 'medication', given: true, until: tomorrow, withdrawn: false },
  { item: 'checkup', given: true, until: tomorrow, withdrawn: false },
  { item: 'operation', given: false, until: null, withdrawn: false },
]

export const allItems: Schemas['GivenConsent'][] = (
  ['specific_disease', 'medication', 'treatment', 'checkup', 'operation'] as const
).map(item => ({ item, given: true, until: tomorrow, withdrawn: false }))

type Done = NonNullable<Schemas['KioskReception']['done']>

/** The end; with nothing agreed to there is nothing to take back. */
export const done = (validity: number, told: Partial<Done> = {}): Done => {
  const given = told.consents ?? consents
  return {
    validity,
    words: validity === 1 ? '保険の資格を確認しました。' : '保険の資格は、受付の係員が確認します。',
    consents: given,
    withdrawal: given.some(one => one.given) ? 'possible' : 'closed',
    ...told,
  }
}

/** Of `items` nothing is in force any more. */
export const takenBack = (items: Schemas['Item'][], told = consents): Schemas['GivenConsent'][] =>
  told.map(one => (items.includes(one.item) ? { ...one, given: false, until: null, withdrawn: true } : one))

export const trouble: Schemas['Trouble'] = {
  code: 'OPN20063E',
  kind: 'certificate_revoked',
  title: 'このカードは使えません',
  detail: 'このカードの電子証明書は失効しています。新しいカードをお持ちのときは、そちらをお使いください。',
  what_to_do: '受付の係員にお声がけください。資格確認書などでも受付できます。',
  can_retry: true,
}

const words = `資格　　　：有効
氏名　　　：試作　一郎
保険者　　：見本市（139998）
負担割合　：3割（年齢による）
資格取得日：令和2年4月1日（2020-04-01）
`
const lostWords = `資格　　　：無効
氏名　　　：見本　花子
保険者　　：見本健康保険組合（06139995）
資格喪失日：令和8年4月1日（2026-04-01）
お知らせ　：照会した番号の資格は、確認した日には有効ではありません。
窓口の対応：資格確認書、またはマイナポータルの画面で資格を確かめてください。
`

export const staffReception = (told: Partial<Schemas['StaffReception']> = {}): Schemas['StaffReception'] => ({
  id: 'r1',
  at: clock,
  mode: 'pin',
  step: 'done',
  visual_possible: false,
  validity: 1,
  name: '試作　一郎',
  birth_date: '1980-04-01',
  insurer: '見本市（139998）',
  consents,
  file: 'OQSsiquc01res_face_20260401090500.xml',
  words,
  notice: null,
  ...told,
})

export const withdrawnReception = staffReception({
  id: 'r5',
  at: '2026-04-01T08:49:00+09:00',
  name: '仮名　四郎',
  words: words.replace('試作　一郎', '仮名　四郎'),
  consents: takenBack(['medication', 'checkup']),
})

export const lostReception = staffReception({
  id: 'r2',
  at: '2026-04-01T08:58:00+09:00',
  mode: 'face',
  validity: 2,
  name: '見本　花子',
  insurer: '見本健康保険組合（06139995）',
  words: lostWords,
  notice: { code: 'OPN30001I', message: '照会した番号の資格は、確認した日には有効ではありません。' },
})

export const waitingReception = staffReception({
  id: 'r3',
  at: '2026-04-01T09:10:00+09:00',
  mode: null,
  step: 'mode',
  visual_possible: true,
  validity: null,
  name: null,
  birth_date: null,
  insurer: null,
  consents: [],
  file: null,
  words: null,
})

export const staffState = (told: Partial<Staff> = {}): Staff => ({
  sequence: 0,
  development: true,
  clock,
  facility,
  reader: { connected: true, card: false },
  centre: { reachable: true, since: null, queued: 0, certificate_ends: '2028-03-31', certificate_soon: false },
  folder: { watching: true, waiting: 0, trouble: null },
  receptions: [],
  ...told,
})

export const everythingWrong = staffState({
  reader: { connected: false, card: false },
  centre: {
    reachable: false,
    since: '2026-04-01T08:40:00+09:00',
    queued: 2,
    certificate_ends: '2026-05-31',
    certificate_soon: true,
  },
  folder: {
    watching: true,
    waiting: 3,
    trouble: '連携フォルダの空き容量がありません。不要なファイルを消してください。',
  },
  receptions: [
    staffReception({
      step: 'trouble',
      validity: null,
      words: null,
      notice: { code: 'OPN40001W', message: 'センターにつながらないため、資格を確認できませんでした。' },
    }),
  ],
})

export const me = (role: Schemas['Role']): Schemas['Me'] => ({
  name: role === 'administrator' ? '管理　太郎' : '受付　幸子',
  role,
  until: '2026-04-01T20:00:00+09:00',
  facility,
})

export const members: Schemas['Member'][] = [
  { id: 'm1', login: 'kanri', name: '管理　太郎', role: 'administrator', locked: false, ready: true },
  { id: 'm2', login: 'uketsuke', name: '受付　幸子', role: 'clerk', locked: false, ready: true },
  { id: 'm3', login: 'isha', name: '診察　次郎', role: 'doctor', locked: true, ready: false },
]

export const procedure: Schemas['Procedure'] = {
  title: 'センターにつながらないときの手順',
  sections: [
    {
      heading: '患者さんの確認',
      steps: [
        'マイナポータルの画面か、資格確認書を見せてもらいます。',
        'どちらもないときは、被保険者資格申立書を書いてもらいます。',
      ],
    },
    { heading: '会計', steps: ['10割ではなく、本来の負担割合（3割など）で受け取ります。'] },
  ],
}

export const lostAnswer: Schemas['CheckAnswer'] = {
  answer_id: '0123456789abcdef0123456789abcdef',
  validity: 2,
  words: lostWords,
  tree: { XmlMsg: {} },
  notice: { code: 'OPN30001I', message: '照会した番号の資格は、確認した日には有効ではありません。' },
  what_to_do:
    '資格確認書、またはマイナポータルの画面で資格を確かめてください。どちらもないときは、被保険者資格申立書を書いてもらってください。',
}

export const queue: Schemas['Queue'] = {
  items: [
    {
      id: 'q1',
      queued_at: '2026-04-01T08:41:00+09:00',
      kind: 'typed',
      label: '保険者番号 06139995',
      answer: lostAnswer,
      problem: null,
    },
    {
      id: 'q2',
      queued_at: '2026-04-01T08:45:00+09:00',
      kind: 'file',
      label: 'OQSsiquc01req_20260401084500.xml',
      answer: null,
      problem: null,
    },
  ],
}

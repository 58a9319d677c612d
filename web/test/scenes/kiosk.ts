import { allItems, done, kioskState, questions, reception, takenBack, trouble } from '../played/states'
import { lose, press, type Scene } from './scene'

type Told = Parameters<typeof reception>[0]

const kiosk = (name: string, heading: string, told: Told, act?: Scene['act']): Scene => ({
  name: `kiosk-${name}`,
  path: '/kiosk',
  heading,
  set: terminal => terminal.showReception(told ?? {}),
  ...(act ? { act } : {}),
})

const empty = (name: string, heading: string, told: Parameters<typeof kioskState>[0]): Scene => ({
  name: `kiosk-${name}`,
  path: '/kiosk',
  heading,
  set: terminal => terminal.showKiosk(told),
})

export const kioskScenes: Scene[] = [
  empty('waiting', 'マイナンバーカードを置いてください', {}),
  empty('waiting-centre-away', 'マイナンバーカードを置いてください', {
    centre: { reachable: false },
    development: false,
  }),
  empty('no-reader', 'カードリーダーが使えません', { reader: { connected: false, card: false } }),
  empty('take-card', 'カードをお取りください', { reader: { connected: true, card: true } }),
  kiosk('reading', 'カードを読み取っています', { step: 'reading' }),
  kiosk('mode', '本人確認の方法を選んでください', {}),
  kiosk('mode-without-pin', '本人確認の方法を選んでください', { modes: ['face', 'visual'], tries_left: 0 }),
  kiosk('pin', '暗証番号を入力してください', { step: 'pin' }, page => page.keyboard.type('12')),
  kiosk('pin-wrong', '暗証番号を入力してください', { step: 'pin', tries_left: 2, pin_wrong: true }),
  kiosk('pin-last', 'あと1回しか入力できません', { step: 'pin', tries_left: 1, pin_wrong: true, last_try: true }),
  kiosk('face', '顔を確認しています', { step: 'face' }),
  kiosk('visual', '係員が確認します', { step: 'visual_wait' }),
  kiosk('registration', 'このカードを健康保険証として使いますか', { step: 'registration' }),
  kiosk('consent', '診療に役立つ情報を見てもよいですか', { step: 'consent', questions }),
  kiosk('consent-item', '薬の情報を見ても\u2060よいですか', { step: 'consent', questions }, press('1つずつ選ぶ')),
  kiosk('consent-review', 'この内容でよろしいですか', { step: 'consent', questions }, async page => {
    await press('1つずつ選ぶ')(page)
    await press('同意する')(page)
    await press('同意する')(page)
    await press('同意しない')(page)
  }),
  kiosk('working', '保険の資格を確認しています', { step: 'working' }),
  kiosk('done', '受付しました', { step: 'done', done: done(1) }),
  kiosk('done-all-items', '受付しました', { step: 'done', done: done(1, { consents: allItems }) }),
  kiosk('done-take-back', '受付しました', { step: 'done', done: done(1) }, press('すべて取り消す')),
  kiosk('done-asking', '受付しました', { step: 'done', done: done(1, { withdrawal: 'asking' }) }),
  kiosk('done-failed', '受付しました', { step: 'done', done: done(1, { withdrawal: 'failed' }) }),
  kiosk('done-taken-back', '受付しました', { step: 'done', done: done(1, { consents: takenBack(['medication']) }) }),
  kiosk('done-closed', '受付しました', { step: 'done', done: done(1, { withdrawal: 'closed' }) }),
  kiosk('done-english', 'You are checked in', { step: 'done', done: done(1) }, press('English')),
  kiosk('done-card-ends', '受付しました', {
    step: 'done',
    done: done(1),
    card_ends: { date: '2026-05-20', soon: true },
  }),
  kiosk('done-eligibility-only', '受付しました', {
    step: 'done',
    done: done(1, { consents: [] }),
    scope: 'eligibility_only',
    card_ends: { date: '2026-02-20', soon: true },
  }),
  kiosk('done-lost', '受付の係員がご案内します', { step: 'done', done: done(2, { consents: [] }) }),
  kiosk('trouble', 'このカードは使えません', { step: 'trouble', trouble }),
  {
    ...empty('lost', '受付の画面が動いていません', {}),
    act: lose('/api/kiosk/state'),
  },
  kiosk('english', 'May we see information that helps your care?', { step: 'consent', questions }, press('English')),
]

/** Its clock stays with the page: it comes last. */
export const idleScene = kiosk('idle', '本人確認の方法を選んでください', {}, async page => {
  await page.clock.install()
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.clock.runFor(76_000)
  await page.getByRole('dialog').waitFor()
})

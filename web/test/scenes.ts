import type { Page } from 'playwright-core'
import {
  kioskState,
  done,
  everythingWrong,
  lostReception,
  questions,
  reception,
  staffReception,
  staffState,
  trouble,
  waitingReception,
} from './played/states'
import { password, problem } from './played/plays'
import type { PlayedTerminal } from './played/terminal'

/** Every screen that there is, and how to get there: for axe and for the pictures. */
export interface Scene {
  name: string
  path: string
  /** The heading by which it is known to have come. */
  heading: string
  set: (terminal: PlayedTerminal) => void
  act?: (page: Page, terminal: PlayedTerminal) => Promise<unknown>
}

type Told = Parameters<typeof reception>[0]

const kiosk = (name: string, heading: string, told: Told, act?: Scene['act']): Scene => ({
  name: `kiosk-${name}`,
  path: '/kiosk',
  heading,
  set: terminal => terminal.showReception(told ?? {}),
  ...(act ? { act } : {}),
})

const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click()

const empty = (name: string, heading: string, told: Parameters<typeof kioskState>[0]): Scene => ({
  name: `kiosk-${name}`,
  path: '/kiosk',
  heading,
  set: terminal => terminal.showKiosk(told),
})

/** The terminal's program answers that address no more. */
const lose = (path: string) => async (page: Page, terminal: PlayedTerminal) => {
  await page.route(`**${path}*`, route => route.fulfill({ status: 404 }))
  terminal.showKiosk({})
  terminal.showStaff(terminal.staff)
}

const kioskScenes: Scene[] = [
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
  kiosk('consent-item', '薬の情報を見てもよいですか', { step: 'consent', questions }, press('1つずつ選ぶ')),
  kiosk('consent-review', 'この内容でよろしいですか', { step: 'consent', questions }, async page => {
    await press('1つずつ選ぶ')(page)
    await press('同意する')(page)
    await press('同意する')(page)
    await press('同意しない')(page)
  }),
  kiosk('working', '保険の資格を確認しています', { step: 'working' }),
  kiosk('done', '受付しました', { step: 'done', done: done(1) }),
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
  kiosk('trouble', '資格を確認できませんでした', { step: 'trouble', trouble }),
  {
    ...empty('lost', '受付の画面が動いていません', {}),
    act: lose('/api/kiosk/state'),
  },
  kiosk('english', 'May we see information that helps your care?', { step: 'consent', questions }, press('English')),
]

const desk = (name: string, hash: string, heading: string, more: Partial<Scene> = {}): Scene => ({
  name: `staff-${name}`,
  path: `/staff${hash}`,
  heading,
  set: terminal => {
    terminal.role = 'administrator'
    terminal.showStaff(
      staffState({
        receptions: [
          staffReception(),
          lostReception,
          {
            ...staffReception(),
            id: 'r4',
            at: '2026-04-01T08:51:00+09:00',
            mode: 'visual',
            name: '合成　三郎',
            step: 'ended',
            validity: null,
          },
        ],
      }),
    )
  },
  ...more,
})

const entrance = (name: string, heading: string, act?: Scene['act']): Scene => ({
  name: `staff-${name}`,
  path: '/staff',
  heading,
  set: terminal => {
    terminal.role = null
  },
  ...(act ? { act } : {}),
})

async function toSecondFactor(page: Page) {
  await page.getByLabel('ログイン名').fill('uketsuke')
  await page.getByLabel('パスワード').fill(password)
  await press('次へ')(page)
}

async function typedCheck(page: Page) {
  await page.getByLabel('保険者番号').fill('06139995')
  await page.locator('input[name=number]').fill('5678')
  await page.getByLabel('生年月日').fill('S55.4.1')
  await press('照会する')(page)
}

async function setUp(page: Page) {
  await press('一時コードではじめて使う')(page)
  await page.getByLabel('一時コード').fill('ABCD-2345-EFGH')
  await page.getByLabel('ログイン名').fill('uketsuke')
  await page.getByLabel('パスワード', { exact: true }).fill(password)
  await page.getByLabel('パスワード（確認）').fill(password)
  await press('次へ進む')(page)
}

const waiting = (terminal: PlayedTerminal) => {
  terminal.role = 'clerk'
  terminal.showStaff(staffState({ reader: { connected: true, card: true }, receptions: [waitingReception] }))
}

const staffScenes: Scene[] = [
  entrance('sign-in', 'サインイン'),
  {
    ...entrance('sign-in-refused', 'サインイン', async page => {
      await toSecondFactor(page)
      await page.getByRole('alert').waitFor()
    }),
    set: terminal => {
      terminal.role = null
      terminal.overrule(
        'signIn',
        problem(403, 'OPN20051E', 'ログイン名かパスワードが違います。確かめて、もう一度入力してください。'),
      )
    },
  },
  entrance('set-up', 'はじめての設定', press('一時コードではじめて使う')),
  entrance('second-factor', '2つ目の確認', toSecondFactor),
  {
    ...entrance('passkey', '2つ目の確認', toSecondFactor),
    set: terminal => {
      terminal.role = null
      terminal.overrule('signIn', { status: 200, body: { ticket: 't1', second_factor: ['totp', 'passkey'] } })
    },
  },
  entrance('set-up-errors', 'はじめての設定', async page => {
    await press('一時コードではじめて使う')(page)
    await page.getByLabel('この医療機関の最初の管理者').check()
    await press('次へ進む')(page)
  }),
  entrance('enrol', '認証アプリの登録', setUp),
  desk('session-ended', '', 'サインイン', {
    act: async (page, terminal) => {
      await page.getByRole('heading', { name: '受付一覧' }).waitFor()
      terminal.role = null
      terminal.showStaff(terminal.staff)
    },
  }),
  desk('lost', '', '受付一覧', {
    act: async (page, terminal) => {
      await page.getByText('最新の受付').waitFor()
      await lose('/api/staff/state')(page, terminal)
      await page.getByText('端末のプログラムにつながりません').waitFor()
    },
  }),
  desk('receptions', '', '受付一覧'),
  desk('receptions-none', '', '受付一覧', {
    set: terminal => {
      terminal.role = 'clerk'
      terminal.showStaff(staffState())
    },
  }),
  desk('everything-wrong', '', '受付一覧', {
    set: terminal => {
      terminal.role = 'administrator'
      terminal.showStaff(everythingWrong)
    },
  }),
  desk('details', '#/receptions/r1', '受付の詳細'),
  desk('details-lost', '#/receptions/r2', '受付の詳細'),
  desk('visual', '#/receptions/r3', '受付の詳細', { set: waiting }),
  desk('visual-errors', '#/receptions/r3', '受付の詳細', { set: waiting, act: press('本人と確認する') }),
  desk('details-gone', '#/receptions/r9', '受付の詳細'),
  desk('check', '#/check', '番号で資格を照会'),
  desk('check-errors', '#/check', '番号で資格を照会', { act: press('照会する') }),
  desk('check-answer', '#/check', '番号で資格を照会', {
    act: async page => {
      await typedCheck(page)
      await page.getByRole('heading', { name: '照会の結果' }).waitFor()
    },
  }),
  desk('check-queued', '#/check', '番号で資格を照会', {
    act: async (page, terminal) => {
      terminal.overrule('check', { status: 202, body: { id: 'q7', queued_at: '2026-04-01T09:05:00+09:00' } })
      await typedCheck(page)
      await page.getByText('受付番号 q7').waitFor()
    },
  }),
  desk('statement', '#/statement', '被保険者資格申立書'),
  desk('statement-ready', '#/statement', '被保険者資格申立書', {
    act: async page => {
      await press('用紙を作る')(page)
      await page.getByText('用紙ができました').waitFor()
    },
  }),
  desk('procedure', '#/procedure', 'つながらないとき'),
  desk('members', '#/members', 'メンバー管理'),
  desk('member-reset', '#/members', 'メンバー管理', {
    act: async page => {
      await press('受付　幸子：一時コードを出し直す')(page)
      await page.getByRole('dialog').waitFor()
    },
  }),
  desk('member-code', '#/members', 'メンバー管理', {
    act: async page => {
      await press('受付　幸子：一時コードを出し直す')(page)
      await press('出し直す')(page)
      await page.getByText('ABCD-2345-EFGH').waitFor()
    },
  }),
  desk('account', '#/account', 'アカウント'),
  desk('english', '', 'Receptions', { act: press('English') }),
]

export const scenes: Scene[] = [
  { name: 'entrance', path: '/', heading: '画面を選んでください', set: () => undefined },
  ...kioskScenes,
  ...staffScenes,
  // The last: its clock stays with the page.
  kiosk('idle', '本人確認の方法を選んでください', {}, async page => {
    await page.clock.install()
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.clock.runFor(76_000)
    await page.getByRole('dialog').waitFor()
  }),
]

/** Opens the scene and waits until it is there. */
export async function play(scene: Scene, terminal: PlayedTerminal, page: Page, origin: string) {
  await page.goto('about:blank') // another hash alone would load nothing
  await page.unrouteAll()
  scene.set(terminal)
  await page.goto(origin + scene.path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await scene.act?.(page, terminal)
  await page.getByRole('heading', { level: 1, name: scene.heading }).waitFor()
  if (!scene.path.startsWith('/kiosk')) await page.locator('header p[title]').waitFor()
  await page.mouse.move(0, 0) // what was pressed is not to look as if it were about to be pressed again
}

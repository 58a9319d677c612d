import type { Page } from 'playwright-core'
import { password, problem } from '../played/plays'
import { press, typedCheck, type Scene } from './scene'

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

async function setUp(page: Page) {
  await press('一時コードではじめて使う')(page)
  await page.getByLabel('一時コード').fill('ABCD-2345-EFGH')
  await page.getByLabel('ログイン名').fill('uketsuke')
  await page.getByLabel('パスワード', { exact: true }).fill(password)
  await page.getByLabel('パスワード（確認）').fill(password)
  await press('次へ進む')(page)
}

const away = (name: string, hash: string, heading: string, act?: Scene['act']): Scene => ({
  ...entrance(name, heading, act),
  path: `/staff${hash}`,
  set: terminal => {
    terminal.role = null
    terminal.showKiosk({ centre: { reachable: false } })
  },
})

const keptHeading = '番号の照会を保存する'

const awayScenes: Scene[] = [
  away('away-sign-in', '', 'サインイン', page => page.getByRole('link', { name: keptHeading }).waitFor()),
  away('away-sign-in-tried', '', 'サインイン', async page => {
    await toSecondFactor(page)
    await page.getByRole('alert').waitFor()
  }),
  away('away-procedure', '#/away/procedure', 'つながらないとき'),
  away('away-check', '#/away/check', keptHeading),
  away('away-check-kept', '#/away/check', keptHeading, async page => {
    await typedCheck(page, '照会を保存する')
    await page.getByRole('heading', { level: 2 }).waitFor()
  }),
  away('away-over', '#/away/check', keptHeading, async (page, terminal) => {
    terminal.showKiosk({})
    await page.getByText('センターにつながりました').waitFor()
  }),
]

export const signInScenes: Scene[] = [
  entrance('sign-in', 'サインイン'),
  ...awayScenes,
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
]

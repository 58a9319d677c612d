import { beforeEach, describe, expect, it } from 'vitest'
import { tabTo } from '../browser'
import { password, problem } from './plays'
import { go, origin, page, press, shows, terminal, type, setStage } from './stage'

/** The desk while the centre is away and nobody can sign in. */
setStage()

const away = { centre: { reachable: false } }
const check = '番号の照会を保存する'

async function typeCheck() {
  await type('保険者番号', '06139995')
  await type('番号', '5678')
  await type('生年月日', 'S55.4.1')
  await page.keyboard.press('Enter')
}

describe('without the centre, by keyboard alone,', () => {
  beforeEach(async () => {
    terminal.showKiosk(away)
    await page.goto(`${origin}/staff`)
    await page.getByRole('status').getByText('センターにつながりません').waitFor()
  })

  it('the procedure is there, and asks nothing that needs a sign-in', async () => {
    await go('つながらないときの手順を見る', 'つながらないとき')
    await page.getByText('マイナポータルの画面か、資格確認書を見せてもらいます。').waitFor()
    expect(terminal.bodiesOf('queue')).toEqual([])
    await go('サインインに戻る', 'サインイン')
  })

  it('the empty form opens in its own tab', async () => {
    await tabTo(page, '空の資格申立書を開いて印刷する')
    const link = page.locator(':focus')
    expect(await link.getAttribute('target')).toBe('_blank')
    await page.keyboard.press('Enter')
    await expect.poll(() => terminal.bodiesOf('emptyStatement').length).toBe(1)
    await shows('サインイン')
  })

  it('a typed check is kept, its answer is not told, and what was typed leaves the screen', async () => {
    await go(check, check)
    await typeCheck()
    await shows('照会を保存しました', 2)
    await page.getByText('受付番号は q7 です。').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2')
    expect(terminal.bodiesOf('check')).toEqual([
      {
        insurer: '06139995',
        symbol: null,
        number: '5678',
        branch: null,
        birth_date: '1980-04-01',
        on: '2026-04-01',
        limit_consent: false,
      },
    ])
    await press('次の照会を入力する')
    await page.getByLabel('保険者番号').waitFor()
    expect(await page.getByLabel('保険者番号').inputValue()).toBe('')
  })

  it('says beside the field what is wrong with a check', async () => {
    await go(check, check)
    await press('照会を保存する')
    await page.getByText('番号を入力してください。').waitFor()
    expect(await page.locator(':focus').getAttribute('name')).toBe('insurer')
  })

  it('goes back to the sign-in when the centre does, and takes no check without it', async () => {
    await go(check, check)
    terminal.showKiosk({})
    await page.getByRole('status').getByText('センターにつながりました。').waitFor()
    await typeCheck()
    await page.getByRole('alert').getByText('サインインしてください。').waitFor()
    await go('サインインに戻る', 'サインイン')
    expect(await page.getByRole('link', { name: check }).count()).toBe(0)
  })
})

describe('the sign-in', () => {
  beforeEach(async () => {
    await page.goto(`${origin}/staff`)
    await shows('サインイン')
  })
  const links = () => page.getByRole('main').getByRole('link')

  it('offers nothing without signing in while the centre is there', async () => expect(await links().count()).toBe(0))

  it('offers procedure and form as soon as the centre cannot be asked, and no check that the terminal would refuse', async () => {
    terminal.overrule('signIn', problem(503, 'OPN50004E', 'センターにつながりません。通信を確かめてください。'))
    await type('ログイン名', 'uketsuke')
    await type('パスワード', password)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('通信を確かめてください。').waitFor()
    expect(await links().allTextContents()).toEqual([
      'つながらないときの手順を見る',
      '空の資格申立書を開いて印刷する（別の画面）',
    ])
    terminal.showKiosk(away)
    await page.getByRole('link', { name: check }).waitFor()
  })

  it('says it by itself when the centre goes, and no more when it is back', async () => {
    terminal.showKiosk(away)
    await page.getByRole('link', { name: check }).waitFor()
    terminal.showKiosk({})
    await page.getByRole('link', { name: check }).waitFor({ state: 'detached' })
    expect(await links().count()).toBe(0)
  })
})

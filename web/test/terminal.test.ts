import { execSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { objections } from './axe'
import { launch, openPage, pressOn, tabTo, views, type View } from './browser'
import { operationOf, wrongAnswer } from './played/document'
import { totp } from './totp'

/** The same pages against a real terminal and centre, as scripts/browser-reception starts them and says where they are. */
function told(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run this by scripts/browser-reception`)
  return value
}
const origin = new URL(told('ONSHI_TERMINAL')).origin // http://localhost:PORT
const layCard = told('ONSHI_CARD_INSERT') // commands to the hand at the reader
const takeCard = told('ONSHI_CARD_PULL')
const pin = told('ONSHI_CARD_PIN')
const staffCode = told('ONSHI_STAFF_CODE') // of the first administrator, for one use

let browser: Browser
let opened: Awaited<ReturnType<typeof openPage>>[] = []
const drift: string[] = []
const looking: Promise<void>[] = []

/** What the terminal says is what its API document says. */
async function look(response: Response) {
  const { pathname } = new URL(response.url())
  const found = operationOf(response.request().method(), pathname)
  if (!pathname.startsWith('/api/')) return
  if (!found) return void drift.push(`${pathname}: no such operation`)
  const type = response.headers()['content-type']?.split(';')[0] ?? ''
  const body = type.endsWith('json') ? await response.json() : undefined
  const wrong = wrongAnswer(found, response.status(), response.status() === 204 ? '' : type, body)
  if (wrong) drift.push(`${found.operation.operationId} answered: ${wrong}`)
}

async function open(view?: View): Promise<Page> {
  const one = await openPage(browser, origin, view)
  opened.push(one)
  one.page.on('response', response => looking.push(look(response).catch(() => undefined))) // the page may have gone meanwhile
  return one.page
}

async function closeAll() {
  await Promise.all(opened.map(one => one.close()))
  opened = []
}

const shows = (page: Page, heading: string | RegExp) => page.getByRole('heading', { level: 1, name: heading }).waitFor()

async function type(page: Page, field: string, text: string) {
  await tabTo(page, field)
  await page.keyboard.insertText(text)
}

/** From the step of consent to the end, and the card is taken. */
async function agreeToAll(page: Page) {
  await shows(page, '診療に役立つ情報を見てもよいですか')
  expect(await objections(page)).toEqual([])
  await pressOn(page, 'すべて同意する')
  await shows(page, '受付しました')
  expect(await objections(page)).toEqual([])
  execSync(takeCard)
  await shows(page, 'マイナンバーカードを置いてください')
}

beforeAll(async () => {
  browser = await launch()
})
afterEach(async () => {
  await Promise.all(looking.splice(0))
  expect(opened.flatMap(one => one.offences.splice(0))).toEqual([])
  expect(drift.splice(0)).toEqual([])
})
afterAll(() => browser.close())

describe('the pages of a real terminal', () => {
  afterEach(closeAll)

  it('come under a policy without exceptions', async () => {
    const page = await open()
    const policy = (await page.goto(`${origin}/kiosk`))?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toContain('unsafe')
    await shows(page, 'マイナンバーカードを置いてください')
  })

  it.each(views)('are nothing that axe objects to, $name $theme', async view => {
    const page = await open(view)
    for (const [path, heading] of [
      ['/', '画面を選んでください'],
      ['/kiosk', 'マイナンバーカードを置いてください'],
      ['/staff', 'サインイン'],
    ] as const) {
      await page.goto(origin + path)
      await shows(page, heading)
      expect(await objections(page)).toEqual([])
    }
  })

  it('take a patient from the card to the end, by keyboard alone', async () => {
    const page = await open()
    await page.goto(`${origin}/kiosk`)
    await shows(page, 'マイナンバーカードを置いてください')
    execSync(layCard)
    await shows(page, '本人確認の方法を選んでください')
    expect(await objections(page)).toEqual([])
    await pressOn(page, '暗証番号')
    await shows(page, '暗証番号を入力してください')
    expect(await objections(page)).toEqual([])
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await shows(page, 'このカードを健康保険証として使いますか') // its first use at this centre
    expect(await objections(page)).toEqual([])
    await pressOn(page, '登録して受付を続ける')
    await agreeToAll(page)
  })
})

describe('the desk of a real terminal, by keyboard alone', () => {
  let desk: Page

  beforeAll(async () => {
    desk = await open()
    await desk.goto(`${origin}/staff`)
  })
  afterAll(closeAll)

  it('signs in the first administrator with a one-time code and an authenticator', async () => {
    await shows(desk, 'サインイン')
    await pressOn(desk, '一時コードではじめて使う')
    await tabTo(desk, '管理者に追加されたメンバー')
    await desk.keyboard.press('ArrowDown')
    await type(desk, '一時コード', staffCode)
    await type(desk, 'ログイン名', 'browser-test')
    await type(desk, '氏名', '試験　花子')
    await type(desk, 'パスワード', 'plain lantern over seven rivers')
    await type(desk, 'パスワード（確認）', 'plain lantern over seven rivers')
    await desk.keyboard.press('Enter')
    await shows(desk, '認証アプリの登録')
    await pressOn(desk, '読み取れないときは')
    const secret = ((await desk.locator('dd').first().textContent()) ?? '').replace(/\s/g, '')
    await type(desk, '確認コード', totp(secret, Date.now() / 1000))
    await desk.keyboard.press('Enter')
    await shows(desk, '受付一覧')
  })

  it('shows every place, and axe objects to none', async () => {
    for (const [link, heading] of [
      ['番号で照会', '番号で資格を照会'],
      ['資格申立書', '被保険者資格申立書'],
      ['つながらないとき', 'つながらないとき'],
      ['メンバー管理', 'メンバー管理'],
      ['アカウント', 'アカウント'],
      ['受付一覧', '受付一覧'],
    ] as const) {
      await pressOn(desk, link)
      await shows(desk, heading)
      expect(await objections(desk)).toEqual([])
    }
  })

  it('confirms a patient visually, who then goes on at the kiosk', async () => {
    const kiosk = await open()
    await kiosk.goto(`${origin}/kiosk`)
    await shows(kiosk, 'マイナンバーカードを置いてください')
    execSync(layCard)
    await shows(kiosk, '本人確認の方法を選んでください')
    await pressOn(kiosk, '係員')
    await shows(kiosk, '係員が確認します')
    await pressOn(desk, /確認前の患者さん の詳細$/)
    await shows(desk, '受付の詳細')
    await tabTo(desk, '顔認証ができず') // the first reason
    await desk.keyboard.press('Space')
    await tabTo(desk, 'カードの写真と患者さんの顔を見比べ')
    await desk.keyboard.press('Space')
    await pressOn(desk, '本人と確認する')
    await agreeToAll(kiosk)
    await desk.locator('dd', { hasText: '目視確認' }).waitFor()
    await desk.getByText('有効', { exact: true }).first().waitFor()
  })

  // 見本　花子 of the synthetic town; scripts/demo asks about the same person.
  it('answers a check by typed number', async () => {
    await pressOn(desk, '番号で照会')
    await shows(desk, '番号で資格を照会')
    await type(desk, '保険者番号', '06139992')
    await type(desk, '記号', '架空')
    await type(desk, '番号', '１２３４')
    await type(desk, '枝番', '01')
    await type(desk, '生年月日', 'S60.4.7')
    await pressOn(desk, '照会する')
    await desk.getByRole('heading', { level: 2, name: /^照会の結果\s*有効$/ }).waitFor()
    expect(await objections(desk)).toEqual([])
  })

  it('makes the statement as a PDF', async () => {
    await pressOn(desk, '資格申立書')
    await shows(desk, '被保険者資格申立書')
    await type(desk, '氏名', '見本　花子')
    await pressOn(desk, '用紙を作る')
    await desk.getByText('用紙ができました。').waitFor()
    await tabTo(desk, '用紙を保存する')
    const saved = desk.waitForEvent('download')
    await desk.keyboard.press('Enter')
    expect(readFileSync(await (await saved).path(), 'latin1')).toMatch(/^%PDF-/)
  })

  it('signs out', async () => {
    await pressOn(desk, 'サインアウト')
    await shows(desk, 'サインイン')
  })
})

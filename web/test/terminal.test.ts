import { execSync } from 'node:child_process'
import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { objections } from './axe'
import { launch, openPage, pressOn, tabTo, views } from './browser'
import { operationOf, wrongAnswer } from './played/document'
import { totp } from './totp'

/**
 * The same pages against a real terminal, whose address is ONSHI_TERMINAL (http://localhost:PORT). More is tried with
 *   ONSHI_CARD_INSERT, ONSHI_CARD_PULL   commands that lay a card on its reader and take it
 *   ONSHI_CARD_PIN                       of that card
 *   ONSHI_STAFF_CODE                     the one-time code of the first administrator
 *   ONSHI_TIME                           the terminal's clock where it is moved, in seconds since 1970
 */
const {
  ONSHI_TERMINAL: terminal = '',
  ONSHI_CARD_INSERT,
  ONSHI_CARD_PULL,
  ONSHI_CARD_PIN,
  ONSHI_STAFF_CODE,
  ONSHI_TIME,
} = process.env
const origin = new URL(terminal).origin
const hasCard = ONSHI_CARD_INSERT && ONSHI_CARD_PULL && ONSHI_CARD_PIN

let browser: Browser
let opened: Awaited<ReturnType<typeof openPage>>
let page: Page
const drift: string[] = []
const looking: Promise<void>[] = []

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

async function open(path: string) {
  opened = await openPage(browser, origin)
  page = opened.page
  page.on('response', response => looking.push(look(response).catch(() => undefined))) // the page may have gone meanwhile
  return page.goto(origin + path)
}

const shows = (heading: string | RegExp) => page.getByRole('heading', { level: 1, name: heading }).waitFor()

beforeAll(async () => {
  browser = await launch()
})
afterEach(async () => {
  await opened.close()
  await Promise.all(looking.splice(0))
  expect(opened.offences.splice(0)).toEqual([])
  expect(drift.splice(0)).toEqual([])
})
afterAll(() => browser.close())

describe('a real terminal', () => {
  it('sends the pages under a policy without exceptions', async () => {
    const policy = (await open('/kiosk'))?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toContain('unsafe')
    await shows('マイナンバーカードを置いてください')
  })

  it.each(views)('shows what axe does not object to, $name $theme', async view => {
    for (const [path, heading] of [
      ['/', '画面を選んでください'],
      ['/kiosk', 'マイナンバーカードを置いてください'],
      ['/staff', 'サインイン'],
    ] as const) {
      opened = await openPage(browser, origin, view)
      page = opened.page
      await page.goto(origin + path)
      await shows(heading)
      expect(await objections(page)).toEqual([])
      expect(opened.offences).toEqual([])
      if (path !== '/staff') await opened.close()
    }
  })

  it.skipIf(!hasCard)('takes a patient from the card to the end, by keyboard alone', async () => {
    await open('/kiosk')
    await shows('マイナンバーカードを置いてください')
    execSync(ONSHI_CARD_INSERT ?? '')
    await shows('ご本人の確認方法を選んでください')
    expect(await objections(page)).toEqual([])
    await pressOn(page, '暗証番号')
    await shows('暗証番号を入力してください')
    expect(await objections(page)).toEqual([])
    await page.keyboard.type(ONSHI_CARD_PIN ?? '')
    await page.keyboard.press('Enter')
    await shows(/健康保険証として使いますか|診療に役立つ情報を見てもよいですか/)
    if (await page.getByText('登録して受付を続ける').isVisible()) {
      await pressOn(page, '登録して受付を続ける')
      await shows('診療に役立つ情報を見てもよいですか')
    }
    expect(await objections(page)).toEqual([])
    await pressOn(page, 'すべて同意する')
    await shows('受付しました')
    expect(await objections(page)).toEqual([])
    execSync(ONSHI_CARD_PULL ?? '')
    await shows('マイナンバーカードを置いてください')
  })

  it.skipIf(!ONSHI_STAFF_CODE)('signs in its first administrator and shows the desk, by keyboard alone', async () => {
    const type = async (field: string, text: string) => {
      await tabTo(page, field)
      await page.keyboard.insertText(text)
    }
    await open('/staff')
    await shows('サインイン')
    await pressOn(page, '一時コードではじめて使う')
    await tabTo(page, '管理者に追加されたメンバー')
    await page.keyboard.press('ArrowDown')
    await type('一時コード', ONSHI_STAFF_CODE ?? '')
    await type('ログイン名', 'browser-test')
    await type('氏名', '試験　花子')
    await type('パスワード', 'plain lantern over seven rivers')
    await type('パスワード（確認）', 'plain lantern over seven rivers')
    await page.keyboard.press('Enter')
    await shows('認証アプリの登録')
    await pressOn(page, '読み取れないときは')
    const secret = ((await page.locator('dd').first().textContent()) ?? '').replace(/\s/g, '')
    await type('確認コード', totp(secret, Number(ONSHI_TIME ?? Date.now() / 1000)))
    await page.keyboard.press('Enter')
    for (const [link, heading] of [
      ['受付一覧', '受付一覧'],
      ['番号で確認', '番号で資格を確認'],
      ['資格申立書', '被保険者資格申立書'],
      ['つながらないとき', 'つながらないとき'],
      ['メンバー管理', 'メンバー管理'],
      ['アカウント', 'アカウント'],
    ] as const) {
      await pressOn(page, link)
      await shows(heading)
      expect(await objections(page)).toEqual([])
    }
    await pressOn(page, 'サインアウト')
    await shows('サインイン')
  })
})

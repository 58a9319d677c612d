import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Schemas } from '../../src/api/client'
import { launch, openPage, pressOn, tabTo } from '../browser'
import { code, password, problem } from './plays'
import { everythingWrong, lostReception, staffReception, staffState, waitingReception } from './states'
import { PlayedTerminal } from './terminal'

let browser: Browser
let terminal: PlayedTerminal
let page: Page
let offences: string[]
let close: () => Promise<void>
let origin: string

beforeAll(async () => {
  browser = await launch()
})
beforeEach(async () => {
  terminal = await PlayedTerminal.start()
  origin = `http://localhost:${terminal.port}`
  ;({ page, offences, close } = await openPage(browser, origin))
})
afterEach(async () => {
  await close()
  await terminal.stop()
  expect(offences).toEqual([])
  expect(terminal.drift).toEqual([])
})
afterAll(() => browser.close())

const shows = (heading: string, level = 1) => page.getByRole('heading', { level, name: heading, exact: true }).waitFor()

async function type(field: string, text: string) {
  await tabTo(page, field)
  await page.keyboard.insertText(text)
}

async function desk(role: Schemas['Role'], state = staffState()) {
  terminal.role = role
  terminal.showStaff(state)
  await page.goto(`${origin}/staff`)
  await shows('受付一覧')
}

/** By the navigation, with the keyboard. */
async function go(place: string, heading: string) {
  await pressOn(page, place)
  await shows(heading)
}

describe('the way in, by keyboard alone', () => {
  beforeEach(async () => {
    await page.goto(`${origin}/staff`)
    await shows('サインイン')
  })

  it('is password, then the code, and out again', async () => {
    await type('ログイン名', 'uketsuke')
    await type('パスワード', password)
    await page.keyboard.press('Enter')
    await shows('2つ目の確認')
    await type('確認コード', '１２３ ４５６')
    await page.keyboard.press('Enter')
    await shows('受付一覧')
    await pressOn(page, 'サインアウト')
    await shows('サインイン')
    expect(terminal.bodiesOf('signIn')).toEqual([{ login: 'uketsuke', password }])
    expect(terminal.bodiesOf('totp')).toEqual([{ ticket: 't1', code }])
    expect(terminal.bodiesOf('signOut')).toHaveLength(1)
  })

  it('says what is missing, beside the field, and puts the focus there', async () => {
    await pressOn(page, '次へ')
    await page.getByText('ログイン名を入力してください。').waitFor()
    const focused = page.locator(':focus')
    expect(await focused.getAttribute('name')).toBe('login')
    expect(await focused.getAttribute('aria-invalid')).toBe('true')
    expect(terminal.bodiesOf('signIn')).toEqual([])
  })

  it('tells the refusal in the words of the centre', async () => {
    await type('ログイン名', 'uketsuke')
    await type('パスワード', 'wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('ログイン名かパスワードが違います。').waitFor()
  })

  it('tells a wrong code beside its field', async () => {
    await type('ログイン名', 'uketsuke')
    await type('パスワード', password)
    await page.keyboard.press('Enter')
    await shows('2つ目の確認')
    await type('確認コード', '000000')
    await page.keyboard.press('Enter')
    await page.getByText('確認コードが違います。').waitFor()
    expect(await page.locator(':focus').getAttribute('name')).toBe('code')
  })

  it('sets up a member with a one-time code and an authenticator', async () => {
    await pressOn(page, '一時コードではじめて使う')
    await shows('はじめての設定')
    await type('一時コード', 'ABCD-2345-EFGH')
    await type('ログイン名', 'uketsuke')
    await type('パスワード', password)
    await type('パスワード（確認）', password)
    await page.keyboard.press('Enter')
    await shows('認証アプリの登録')
    await page.getByRole('img', { name: '認証アプリに読み取らせるQRコード' }).waitFor()
    await pressOn(page, '読み取れないときは')
    await page.getByText('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP').waitFor()
    await type('確認コード', code)
    await page.keyboard.press('Enter')
    await shows('受付一覧')
    expect(terminal.bodiesOf('setUp')).toEqual([{ code: 'ABCD-2345-EFGH', login: 'uketsuke', password }])
  })

  it('sets up the first administrator, whose name nobody knows yet', async () => {
    await pressOn(page, '一時コードではじめて使う')
    await tabTo(page, '管理者に追加されたメンバー')
    await page.keyboard.press('ArrowDown')
    await type('一時コード', 'ABCD-2345-EFGH')
    await type('ログイン名', 'kanri')
    await type('氏名', '管理　太郎')
    await type('パスワード', password)
    await type('パスワード（確認）', `${password}!`)
    await page.keyboard.press('Enter')
    await page.getByText('2つのパスワードが違います。').waitFor()
    expect(terminal.bodiesOf('setUp')).toEqual([])
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(password)
    await page.keyboard.press('Enter')
    await shows('認証アプリの登録')
    expect(terminal.bodiesOf('setUp')).toEqual([
      { code: 'ABCD-2345-EFGH', login: 'kanri', name: '管理　太郎', password },
    ])
  })
})

describe('who is signed in', () => {
  it('is asked again when the session has ended', async () => {
    await desk('clerk')
    terminal.role = null
    terminal.showStaff(staffState())
    await page.getByText('サインインの時間が終わりました。').waitFor()
    await shows('サインイン')
  })

  it.each(['doctor', 'dentist', 'pharmacist', 'nurse', 'clerk'] as const)('sees no members as a %s', async role => {
    await desk(role)
    expect(await page.getByRole('link', { name: 'メンバー管理' }).count()).toBe(0)
    await page.goto(`${origin}/staff#/members`)
    await shows('受付一覧')
    expect(terminal.bodiesOf('members')).toEqual([])
  })

  it('registers a passkey and signs in with it', async () => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await desk('clerk')
    await go('アカウント', 'アカウント')
    await pressOn(page, 'パスキーを登録する')
    await page.getByText('パスキーを登録しました。').waitFor()
    await pressOn(page, 'サインアウト')
    await shows('サインイン')
    await type('ログイン名', 'uketsuke')
    await type('パスワード', password)
    await page.keyboard.press('Enter')
    await shows('2つ目の確認')
    await pressOn(page, 'パスキーでサインイン')
    await shows('受付一覧')
    expect(terminal.bodiesOf('passkeyFinish')).toHaveLength(1)
  })

  it('is sent to localhost for passkeys, which no address of digits may have', async () => {
    terminal.role = 'clerk'
    await page.goto(`${origin.replace('localhost', '127.0.0.1')}/staff#/account`)
    await page.getByRole('link', { name: `${origin}/staff` }).waitFor()
    expect(await page.getByRole('button', { name: 'パスキーを登録する' }).count()).toBe(0)
    offences.length = 0 // the other address is this test's own
  })
})

describe('the desk, by keyboard alone', () => {
  it('shows the latest answer as it comes, and its details', async () => {
    await desk('clerk')
    await page.getByText('まだ受付がありません。').waitFor()
    terminal.showStaff(staffState({ receptions: [staffReception(), lostReception] }))
    await page
      .getByRole('region', { name: /^最新の受付/ })
      .getByText('試作　一郎')
      .first()
      .waitFor()
    await pressOn(page, '08:58 見本　花子 の詳細')
    await shows('受付の詳細')
    await page.getByText('見本健康保険組合（06139995）').first().waitFor()
    await pressOn(page, '受付一覧に戻る')
    await shows('受付一覧')
  })

  it('confirms a patient visually, with a reason, for this reception', async () => {
    await desk('clerk', staffState({ receptions: [waitingReception] }))
    await pressOn(page, '09:10')
    await shows('目視確認', 2)
    await pressOn(page, '本人と確認する')
    await page.getByText('理由を選んでください。').waitFor()
    await page.keyboard.press('ArrowDown') // the focus is on the first reason
    await tabTo(page, 'カードの写真と患者さんの顔を見比べ')
    await page.keyboard.press('Space')
    await pressOn(page, '本人と確認する')
    await page.getByText('目視確認を記録しました。').waitFor()
    expect(terminal.bodiesOf('confirmVisually')).toEqual([{ reception: 'r3', reason: 'cannot_reach' }])
  })

  it('checks by number, and carries what is known into the statement', async () => {
    await desk('clerk')
    await go('番号で確認', '番号で資格を確認')
    await type('保険者番号', '０６１３９９９５')
    await type('記号', '見本')
    await type('番号', '5678')
    await type('生年月日', 'S55.4.1')
    await page.getByText('1980年（昭和55年）4月').waitFor()
    await pressOn(page, '資格を確認する')
    await page.getByRole('heading', { level: 2, name: /^確認の結果.*無効$/ }).waitFor()
    expect(terminal.bodiesOf('check')).toEqual([
      {
        insurer: '06139995',
        symbol: '見本',
        number: '5678',
        branch: null,
        birth_date: '1980-04-01',
        on: '2026-04-01',
        limit_consent: false,
      },
    ])
    await pressOn(page, '資格申立書を作る')
    await shows('被保険者資格申立書')
    await type('氏名', '見本　花子')
    await pressOn(page, '用紙を作る')
    await page.getByText('用紙ができました。').waitFor()
    expect(terminal.bodiesOf('statement')).toEqual([
      { on: '2026-04-01', birth_date: '1980-04-01', symbol: '見本', number: '5678', name: '見本　花子' },
    ])
  })

  it('has the form as a PDF to open and to save', async () => {
    await desk('clerk')
    await go('資格申立書', '被保険者資格申立書')
    await pressOn(page, '用紙を作る')
    await tabTo(page, '用紙を開いて印刷する')
    const opened = page.context().waitForEvent('page')
    await page.keyboard.press('Enter')
    await (await opened).waitForURL(/^blob:/)
    await tabTo(page, '用紙を保存する')
    const saved = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect(readFileSync(await (await saved).path(), 'latin1')).toMatch(/^%PDF-/)
  })

  it('shows beside the field what the centre objects to', async () => {
    await desk('clerk')
    terminal.overrule(
      'check',
      problem(400, 'OPN10004E', '検証番号が正しくありません。番号を確かめて入力し直してください。', 'insurer'),
    )
    await go('番号で確認', '番号で資格を確認')
    await type('保険者番号', '06139990')
    await type('番号', '5678')
    await type('生年月日', '19800401')
    await page.keyboard.press('Enter')
    await page.getByText('検証番号が正しくありません。').waitFor()
    expect(await page.locator(':focus').getAttribute('name')).toBe('insurer')
  })

  it('says that a check is queued when the centre is away, and what to do meanwhile', async () => {
    await desk('clerk', everythingWrong)
    const warnings = page.getByRole('region', { name: 'お知らせ' })
    await warnings.getByText('センターにつながりません').waitFor()
    await warnings.getByText('連携フォルダの空き容量がありません。').waitFor()
    await warnings.getByText('カードリーダーがつながっていません').waitFor()
    await warnings.getByText('端末の電子証明書の期限が近づいています').waitFor()
    terminal.overrule('check', { status: 202, body: { id: 'q7', queued_at: '2026-04-01T09:05:00+09:00' } })
    await go('番号で確認', '番号で資格を確認')
    await type('保険者番号', '06139995')
    await type('番号', '5678')
    await type('生年月日', '19800401')
    await page.keyboard.press('Enter')
    await page.getByText('受付番号 q7').waitFor()
    await go('つながらないときの手順を見る', 'つながらないとき')
    await page.getByText('1件がセンターの回復を待っています。').waitFor()
    await page.getByText('被保険者資格申立書を書いてもらいます。').waitFor()
  })

  it('adds a member, changes a role, locks, and gives a new code after asking', async () => {
    await desk('administrator')
    await go('メンバー管理', 'メンバー管理')
    await type('ログイン名', 'kango')
    await type('氏名', '看護　桜')
    await tabTo(page, '役割')
    await page.keyboard.press('ArrowUp') // from 事務 to 看護師
    await pressOn(page, '追加して一時コードを出す')
    await page.getByText('看護　桜 さんの一時コード').waitFor()
    await page.getByText('ABCD-2345-EFGH').waitFor()
    await pressOn(page, '受付　幸子: 停止する')
    await page.getByText('受付　幸子 さんの設定を変えました。').waitFor()
    await pressOn(page, '受付　幸子: 一時コードを出し直す')
    await page.getByRole('dialog').getByText('パスワードと2つ目の確認は消え').waitFor()
    await page.keyboard.press('Escape')
    expect(terminal.bodiesOf('newCode')).toEqual([])
    await page.keyboard.press('Enter') // the focus is back on the button
    await pressOn(page, '出し直す')
    await page.getByText('受付　幸子 さんの一時コード').first().waitFor()
    expect(terminal.bodiesOf('addMember')).toEqual([{ login: 'kango', name: '看護　桜', role: 'nurse' }])
    expect(terminal.bodiesOf('changeMember')).toEqual([{ role: 'clerk', locked: true }])
    expect(terminal.bodiesOf('newCode')).toHaveLength(1)
  })

  it('speaks English and remembers it', async () => {
    await desk('clerk')
    await pressOn(page, 'English')
    await shows('Receptions')
    await page.reload()
    await shows('Receptions')
  })

  it('skips to the content with the first Tab', async () => {
    await desk('clerk')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await pressOn(page, '本文へ移動')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })
})

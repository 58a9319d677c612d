import { beforeEach, describe, expect, it } from 'vitest'
import { tabTo } from '../browser'
import { code, password } from './plays'
import { atDesk, go, openAt, origin, page, press, shows, terminal, type, setStage } from './stage'
import { staffState } from './states'

setStage()

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
    await press('サインアウト')
    await shows('サインイン')
    expect(terminal.bodiesOf('signIn')).toEqual([{ login: 'uketsuke', password }])
    expect(terminal.bodiesOf('totp')).toEqual([{ ticket: 't1', code }])
    expect(terminal.bodiesOf('signOut')).toHaveLength(1)
  })

  it('says what is missing, beside the field, and puts the focus there', async () => {
    await press('次へ')
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
    await press('一時コードではじめて使う')
    await shows('はじめての設定')
    await type('一時コード', 'ABCD-2345-EFGH')
    await type('ログイン名', 'uketsuke')
    await type('パスワード', password)
    await type('パスワード（確認）', password)
    await page.keyboard.press('Enter')
    await shows('認証アプリの登録')
    await page.getByRole('img', { name: '認証アプリに読み取らせるQRコード' }).waitFor()
    await press('読み取れないときは')
    await page.getByText('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP').waitFor()
    await type('確認コード', code)
    await page.keyboard.press('Enter')
    await shows('受付一覧')
    expect(terminal.bodiesOf('setUp')).toEqual([{ code: 'ABCD-2345-EFGH', login: 'uketsuke', password }])
  })

  it('sets up the first administrator, whose name nobody knows yet', async () => {
    await press('一時コードではじめて使う')
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
    await atDesk('clerk')
    terminal.role = null
    terminal.showStaff(staffState())
    await page.getByText('サインインの時間が終わりました。').waitFor()
    await shows('サインイン')
  })

  it.each(['doctor', 'dentist', 'pharmacist', 'nurse', 'clerk'] as const)('sees no members as a %s', async role => {
    await atDesk(role)
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
    await atDesk('clerk')
    await go('アカウント', 'アカウント')
    await press('パスキーを登録する')
    await page.getByText('パスキーを登録しました。').waitFor()
    await press('サインアウト')
    await shows('サインイン')
    await type('ログイン名', 'uketsuke')
    await type('パスワード', password)
    await page.keyboard.press('Enter')
    await shows('2つ目の確認')
    await press('パスキーでサインイン')
    await shows('受付一覧')
    expect(terminal.bodiesOf('passkeyFinish')).toHaveLength(1)
  })

  it('is sent to localhost for passkeys, which no address of digits may have', async () => {
    terminal.role = 'clerk'
    await openAt('127.0.0.1')
    await page.goto(`${origin}/staff#/account`)
    await page.getByRole('link', { name: `http://localhost:${terminal.port}/staff` }).waitFor()
    expect(await page.getByRole('button', { name: 'パスキーを登録する' }).count()).toBe(0)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tabTo } from '../browser'
import { problem } from './plays'
import { atDesk, go, page, press, shows, terminal, type, setStage } from './stage'
import {
  everythingWrong,
  lostReception,
  staffReception,
  staffState,
  waitingReception,
  withdrawnReception,
} from './states'

setStage()

describe('the desk, by keyboard alone', () => {
  it('shows the latest answer as it comes, and its details', async () => {
    await atDesk('clerk')
    await page.getByText('まだ受付がありません。').waitFor()
    terminal.showStaff(staffState({ receptions: [staffReception(), lostReception] }))
    await page
      .getByRole('region', { name: /^最新の受付/ })
      .getByText('試作　一郎')
      .first()
      .waitFor()
    await press('08:58 見本　花子 の詳細')
    await shows('受付の詳細')
    await page.getByText('見本健康保険組合（06139995）').first().waitFor()
    await press('受付一覧に戻る')
    await shows('受付一覧')
  })

  it('marks what a patient has taken back, in the list and in the details', async () => {
    await atDesk('clerk', staffState({ receptions: [staffReception(), withdrawnReception] }))
    await page.getByText('同意の取り消し：薬剤・特定健診').waitFor()
    await press('08:49 仮名　四郎 の詳細')
    await shows('受付の詳細')
    const consents = page.locator('section').filter({ hasText: '情報の利用についての同意' })
    expect(await consents.locator('dd').allTextContents()).toEqual(['取り消し', '取り消し', '同意なし'])
    await consents.getByText('レセコンへの結果ファイルは、受付のときの同意のままです。').waitFor()
  })

  it('confirms a patient visually, with a reason, for this reception', async () => {
    await atDesk('clerk', staffState({ receptions: [waitingReception] }))
    await press('09:10')
    await shows('目視確認', 2)
    await press('本人と確認する')
    await page.getByText('理由を選んでください。').waitFor()
    await page.keyboard.press('ArrowDown') // the focus is on the first reason
    await tabTo(page, 'カードの写真と患者さんの顔を見比べ')
    await page.keyboard.press('Space')
    await press('本人と確認する')
    await page.getByText('目視確認を記録しました。').waitFor()
    expect(terminal.bodiesOf('confirmVisually')).toEqual([{ reception: 'r3', reason: 'cannot_reach' }])
  })

  it('checks by number, and carries what is known into the statement', async () => {
    await atDesk('clerk')
    await go('番号で照会', '番号で資格を照会')
    await type('保険者番号', '０６１３９９９５')
    await type('記号', '見本')
    await type('番号', '5678')
    await type('生年月日', 'S55.4.1')
    await page.getByText('1980年（昭和55年）4月').waitFor()
    await press('照会する')
    await page.getByRole('heading', { level: 2, name: /^照会の結果.*無効$/ }).waitFor()
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
    await press('資格申立書を作る')
    await shows('被保険者資格申立書')
    await type('氏名', '見本　花子')
    await press('用紙を作る')
    await page.getByText('用紙ができました。').waitFor()
    expect(terminal.bodiesOf('statement')).toEqual([
      { on: '2026-04-01', birth_date: '1980-04-01', symbol: '見本', number: '5678', name: '見本　花子' },
    ])
  })

  it('has the form as a PDF to open and to save', async () => {
    await atDesk('clerk')
    await go('資格申立書', '被保険者資格申立書')
    await press('用紙を作る')
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
    await atDesk('clerk')
    terminal.overrule(
      'check',
      problem(400, 'OPN10004E', '検証番号が正しくありません。番号を確かめて入力し直してください。', 'insurer'),
    )
    await go('番号で照会', '番号で資格を照会')
    await type('保険者番号', '06139990')
    await type('番号', '5678')
    await type('生年月日', '19800401')
    await page.keyboard.press('Enter')
    await page.getByText('検証番号が正しくありません。').waitFor()
    expect(await page.locator(':focus').getAttribute('name')).toBe('insurer')
  })

  it('says that a check is queued when the centre is away, and what to do meanwhile', async () => {
    await atDesk('clerk', everythingWrong)
    const warnings = page.getByRole('region', { name: 'お知らせ' })
    await warnings.getByText('センターにつながりません').waitFor()
    await warnings.getByText('連携フォルダの空き容量がありません。').waitFor()
    await warnings.getByText('カードリーダーがつながっていません').waitFor()
    await warnings.getByText('端末の電子証明書の期限が近づいています').waitFor()
    terminal.overrule('check', { status: 202, body: { id: 'q7', queued_at: '2026-04-01T09:05:00+09:00' } })
    await go('番号で照会', '番号で資格を照会')
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
    await atDesk('administrator')
    await go('メンバー管理', 'メンバー管理')
    await type('ログイン名', 'kango')
    await type('氏名', '看護　桜')
    await tabTo(page, '役割')
    await page.keyboard.press('ArrowUp') // from 事務 to 看護師
    await press('追加して一時コードを出す')
    await page.getByText('看護　桜 さんの一時コード').waitFor()
    await page.getByText('ABCD-2345-EFGH').waitFor()
    await press('受付　幸子：停止する')
    await page.getByText('受付　幸子 さんの設定を変えました。').waitFor()
    await press('受付　幸子：一時コードを出し直す')
    await page.getByRole('dialog').getByText('パスワードと2つ目の確認は消え').waitFor()
    await page.keyboard.press('Escape')
    expect(terminal.bodiesOf('newCode')).toEqual([])
    await page.keyboard.press('Enter') // the focus is back on the button
    await press('出し直す')
    await page.getByText('受付　幸子 さんの一時コード').first().waitFor()
    expect(terminal.bodiesOf('addMember')).toEqual([{ login: 'kango', name: '看護　桜', role: 'nurse' }])
    expect(terminal.bodiesOf('changeMember')).toEqual([{ role: 'clerk', locked: true }])
    expect(terminal.bodiesOf('newCode')).toHaveLength(1)
  })

  it('speaks English and remembers it', async () => {
    await atDesk('clerk')
    await press('English')
    await shows('Receptions')
    await page.reload()
    await shows('Receptions')
  })

  it('skips to the content with the first Tab', async () => {
    await atDesk('clerk')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await press('本文へ移動')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })
})

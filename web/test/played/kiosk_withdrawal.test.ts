import { beforeEach, describe, expect, it } from 'vitest'
import { tabTo } from '../browser'
import { problem } from './plays'
import { origin, page, press, shows, terminal, setStage } from './stage'
import { done, takenBack } from './states'

setStage()

const atEnd = (told: Parameters<typeof done>[1]) => terminal.showReception({ step: 'done', done: done(1, told) })
const line = (item: string) => page.getByRole('listitem').filter({ hasText: item })
const told = (text: string) => page.getByRole('status').getByText(text).waitFor()
const ways = () => page.getByRole('button', { name: /取り消す/ })
const asked = () => terminal.bodiesOf('withdrawConsent')

beforeEach(async () => {
  await page.goto(`${origin}/kiosk`)
  atEnd({})
  await shows('受付しました')
})

describe('taking a consent back, by keyboard alone', () => {
  it('shows what is in force and until when, and offers nothing for what was refused', async () => {
    await line('薬の情報').getByText('同意しています（4月\u20602日 09:05まで）').waitFor()
    await line('手術の情報').getByText('同意しない').waitFor()
    expect(await line('手術の情報').getByRole('button').count()).toBe(0)
  })

  it('asks first, and nothing is sent by who keeps it', async () => {
    await press('薬の情報への同意を取り消す')
    await shows('薬の情報への同意を取り消しますか', 2)
    await press('取り消さない')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter') // the focus is back on the button
    await shows('薬の情報への同意を取り消しますか', 2)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(asked()).toEqual([])
  })

  it('takes back one item and leaves the others', async () => {
    await press('薬の情報への同意を取り消す')
    await press('取り消す')
    await told('薬の情報への同意を取り消しました。')
    await line('薬の情報').getByText('取り消しました').waitFor()
    await line('健診の情報').getByText('同意しています').waitFor()
    expect(await page.locator(':focus').textContent()).toBe('情報の利用についてのお返事')
    expect(asked()).toEqual([{ reception: 'r1', items: ['medication'] }])
  })

  it('takes back all at once, and then offers nothing more', async () => {
    await press('すべて取り消す')
    await shows('薬の情報・健診の情報への同意を取り消しますか', 2)
    await press('取り消す')
    await told('薬の情報・健診の情報への同意を取り消しました。')
    expect(await ways().count()).toBe(0)
    expect(asked()).toEqual([{ reception: 'r1', items: ['medication', 'checkup'] }])
  })

  it('offers no choice for all where one is in force', async () => {
    await press('薬の情報への同意を取り消す')
    await press('取り消す')
    await told('薬の情報への同意を取り消しました。')
    await expect(tabTo(page, 'すべて取り消す', 12)).rejects.toThrow('Tab does not reach')
  })
})

describe('what the terminal tells of it', () => {
  it('says that the centre is being asked, and takes no second press meanwhile', async () => {
    atEnd({ withdrawal: 'asking' })
    await told('取り消しの手続きをしています。')
    for (const way of await ways().all()) expect(await way.isDisabled()).toBe(true)
    expect(await ways().count()).toBe(3)
  })

  it('does not tell as ended what the centre did not confirm, and offers it again', async () => {
    atEnd({ withdrawal: 'failed' })
    await told('取り消しを確認できませんでした。もう\u2060一度押すか、受付の係員')
    await line('薬の情報').getByText('同意しています').waitFor()
    await press('薬の情報への同意を取り消す')
    await press('取り消す')
    await told('薬の情報への同意を取り消しました。')
  })

  it('says how to change it when it is too late here, and shuts the question', async () => {
    await press('薬の情報への同意を取り消す')
    await page.getByRole('dialog').waitFor()
    atEnd({ withdrawal: 'closed' })
    await told('同意を変えたいときは、もう\u2060一度カードを置くか、')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await ways().count()).toBe(0)
  })

  it('says nothing more when nothing is in force', async () => {
    atEnd({ consents: takenBack(['medication', 'checkup']) })
    await told('薬の情報・健診の情報への同意を取り消しました。')
    expect(await page.getByRole('status').textContent()).not.toContain('もう\u2060一度カードを置く')
  })

  it('shows the next state after a press that came too late', async () => {
    terminal.overrule('withdrawConsent', problem(409, 'OPN50001E', '画面の内容がすでに変わっています。'))
    await press('薬の情報への同意を取り消す')
    await press('取り消す')
    await expect.poll(() => asked().length).toBe(1)
    await line('薬の情報').getByText('同意しています').waitFor()
  })
})

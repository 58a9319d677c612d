import { beforeEach, describe, expect, it } from 'vitest'
import { objections } from '../axe'
import { origin, page, press, shows, terminal, setStage, withoutTerminal } from './stage'
import { done } from './states'

setStage()
beforeEach(async () => {
  await page.goto(`${origin}/kiosk`)
  await shows('マイナンバーカードを置いてください')
})

describe('the screen', () => {
  it('waits again, with nothing left of the patient, when the card is pulled', async () => {
    terminal.showReception({ step: 'pin' })
    await shows('暗証番号を入力してください')
    await page.keyboard.type('12')
    terminal.showKiosk({})
    await shows('マイナンバーカードを置いてください')
    terminal.showReception({ id: 'r2', step: 'pin' })
    await shows('暗証番号を入力してください')
    expect(await page.locator('main [aria-hidden=true] span > span').count()).toBe(0)
  })

  it('speaks English for one patient and Japanese again for the next', async () => {
    terminal.showReception({})
    await shows('本人確認の方法を選んでください')
    await press('English')
    await shows('How would you like to be identified?')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    terminal.showKiosk({})
    await shows('マイナンバーカードを置いてください')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ja')
  })

  it('changes its colours by the switch and keeps them', async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    expect(await background()).toBe('rgb(255, 255, 255)')
    await press('画面の色：自動')
    await page.keyboard.press('Enter')
    await page.getByText('画面の色：暗い').waitFor()
    expect(await background()).not.toBe('rgb(255, 255, 255)')
    await page.reload()
    await shows('マイナンバーカードを置いてください')
    expect(await background()).not.toBe('rgb(255, 255, 255)')
  })

  it('says what to do when the terminal is gone, and comes back by itself', async () => {
    await withoutTerminal(
      () => shows('受付の画面が動いていません'),
      () => shows('マイナンバーカードを置いてください'),
    )
  })

  it('shows nothing of development where it is none', async () => {
    terminal.showKiosk({ development: false, centre: { reachable: false } })
    await page.getByText('確認システムにつながりにくい状態です').waitFor()
    expect(await page.getByText('開発用').count()).toBe(0)
  })
})

describe('a screen that nobody touches', () => {
  beforeEach(async () => {
    await page.clock.install()
    await page.reload()
    await shows('マイナンバーカードを置いてください')
  })

  it('asks before it ends, and who is there goes on', async () => {
    terminal.showReception({})
    await shows('本人確認の方法を選んでください')
    await page.clock.runFor(76_000)
    await page.getByRole('dialog', { name: '受付を続けますか' }).waitFor()
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(terminal.bodiesOf('cancelReception')).toEqual([])
  })

  it('ends when nobody answers', async () => {
    terminal.showReception({})
    await shows('本人確認の方法を選んでください')
    await page.clock.runFor(97_000)
    await shows('カードをお取りください')
    expect(terminal.bodiesOf('cancelReception')).toEqual([{ reception: 'r1' }])
  })

  it('asks at the end as well, while something can be taken back there', async () => {
    terminal.showReception({ step: 'done', done: done(1) })
    await shows('受付しました')
    await page.clock.runFor(41_000)
    await page.getByRole('dialog', { name: 'この画面をまだ見ますか' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(terminal.bodiesOf('cancelReception')).toEqual([])
    await page.clock.runFor(61_000)
    await shows('カードをお取りください')
  })

  it('does not end while the centre is asked to take a consent back', async () => {
    terminal.showReception({ step: 'done', done: done(1, { withdrawal: 'asking' }) })
    await shows('受付しました')
    await page.clock.runFor(100_000)
    expect(terminal.bodiesOf('cancelReception')).toEqual([])
  })

  it('goes back to waiting after the end has been shown', async () => {
    terminal.showReception({ step: 'done', done: done(1, { withdrawal: 'closed' }) })
    await shows('受付しました')
    await page.clock.runFor(41_000)
    await shows('カードをお取りください')
    expect(terminal.bodiesOf('cancelReception')).toEqual([{ reception: 'r1' }])
  })

  it('forgets a PIN that was begun', async () => {
    terminal.showReception({ step: 'pin' })
    await shows('暗証番号を入力してください')
    await page.keyboard.type('12')
    await page.clock.runFor(31_000)
    expect(await page.locator('main [aria-hidden=true] span > span').count()).toBe(0)
  })
})

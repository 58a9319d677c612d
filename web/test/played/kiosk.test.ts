import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { objections } from '../axe'
import { launch, openPage, pressOn, tabTo } from '../browser'
import { pin } from './plays'
import { done, questions } from './states'
import { PlayedTerminal } from './terminal'

let browser: Browser
let terminal: PlayedTerminal
let page: Page
let offences: string[]
let close: () => Promise<void>

beforeAll(async () => {
  browser = await launch()
})
beforeEach(async () => {
  terminal = await PlayedTerminal.start()
  const origin = `http://localhost:${terminal.port}`
  ;({ page, offences, close } = await openPage(browser, origin))
  await page.goto(`${origin}/kiosk`)
  await shows('マイナンバーカードを置いてください')
})
afterEach(async () => {
  await close()
  await terminal.stop()
  expect(offences).toEqual([])
  expect(terminal.drift).toEqual([])
})
afterAll(() => browser.close())

const shows = (heading: string) => page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
const focusedHeading = () => page.evaluate(() => document.activeElement?.tagName)

describe('a reception by keyboard alone', () => {
  it('goes from the card to the end with PIN and one consent after the other', async () => {
    terminal.showReception({ step: 'reading' })
    await shows('カードを読み取っています')
    terminal.showReception({ step: 'mode' })
    await shows('ご本人の確認方法を選んでください')
    await pressOn(page, '暗証番号')
    await shows('暗証番号を入力してください')
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await shows('診療に役立つ情報を見てもよいですか')
    await pressOn(page, '1つずつ選ぶ')
    await shows('薬の情報を見てもよいですか')
    await pressOn(page, '同意する')
    await shows('健診の情報を見てもよいですか')
    await pressOn(page, '同意しない')
    await shows('手術の情報を見てもよいですか')
    await pressOn(page, '同意しない')
    await shows('この内容でよろしいですか')
    await pressOn(page, 'この内容で進む')
    await shows('受付しました')
    await pressOn(page, '終わる')
    await shows('カードをお取りください')
    terminal.showKiosk({})
    await shows('マイナンバーカードを置いてください')
    expect(terminal.bodiesOf('chooseMode')).toEqual([{ reception: 'r1', mode: 'pin' }])
    expect(terminal.bodiesOf('enterPin')).toEqual([{ reception: 'r1', pin, insist: false }])
    expect(terminal.bodiesOf('answerConsent')).toEqual([
      { reception: 'r1', consents: { medication: true, checkup: false, operation: false } },
    ])
    expect(terminal.bodiesOf('cancelReception')).toEqual([{ reception: 'r1' }])
  })

  it('goes on with one choice for all', async () => {
    terminal.showReception({ step: 'consent', questions })
    await shows('診療に役立つ情報を見てもよいですか')
    await pressOn(page, 'すべて同意しない')
    await shows('受付しました')
    expect(terminal.bodiesOf('answerConsent')).toEqual([
      { reception: 'r1', consents: { medication: false, checkup: false, operation: false } },
    ])
  })

  it('asks each item at once where there is no choice for all', async () => {
    terminal.showReception({ step: 'consent', questions: [{ item: 'specific_disease' }] })
    await shows('特定疾病の情報を見てもよいですか')
    await pressOn(page, '同意する')
    await pressOn(page, 'この内容で進む')
    await shows('受付しました')
    expect(terminal.bodiesOf('answerConsent')).toEqual([{ reception: 'r1', consents: { specific_disease: true } }])
  })

  it('registers the card at its first use', async () => {
    terminal.showReception({ step: 'registration' })
    await shows('このカードを健康保険証として使いますか')
    await pressOn(page, '登録して受付を続ける')
    await shows('診療に役立つ情報を見てもよいですか')
    expect(terminal.bodiesOf('answerRegistration')).toEqual([{ reception: 'r1', agree: true }])
  })

  it('leaves the registration', async () => {
    terminal.showReception({ step: 'registration' })
    await pressOn(page, '登録しない')
    await page.getByRole('button', { name: '終わる' }).waitFor()
    expect(terminal.bodiesOf('answerRegistration')).toEqual([{ reception: 'r1', agree: false }])
  })

  it('chooses the face, then the staff instead, then stops', async () => {
    terminal.showReception({})
    await shows('ご本人の確認方法を選んでください')
    await pressOn(page, '顔認証')
    await shows('顔を確認しています')
    await page.getByText('開発用の照合です').waitFor()
    await pressOn(page, '係員による確認')
    await shows('係員が確認します')
    await pressOn(page, '受付をやめる')
    await shows('カードをお取りください')
    expect(terminal.bodiesOf('chooseMode')).toEqual([
      { reception: 'r1', mode: 'face' },
      { reception: 'r1', mode: 'visual' },
    ])
  })

  it('tries again after a trouble', async () => {
    terminal.showReception({
      step: 'trouble',
      trouble: {
        code: 'communication',
        kind: 'communication',
        title: 'カードを読み取れませんでした',
        detail: 'd',
        what_to_do: 'w',
        can_retry: true,
      },
    })
    await shows('カードを読み取れませんでした')
    await pressOn(page, 'もう一度ためす')
    await shows('カードを読み取っています')
    expect(terminal.bodiesOf('retryReception')).toEqual([{ reception: 'r1' }])
  })

  it('has the heading in focus on every new screen, so that it is read out', async () => {
    terminal.showReception({})
    await shows('ご本人の確認方法を選んでください')
    expect(await focusedHeading()).toBe('H1')
    await pressOn(page, '暗証番号')
    await shows('暗証番号を入力してください')
    expect(await focusedHeading()).toBe('H1')
  })
})

describe('the PIN', () => {
  const dots = () => page.locator('main [aria-hidden=true] span > span').count()
  const pinStep = async (told: object = {}) => {
    terminal.showReception({ step: 'pin', ...told })
    await shows('暗証番号を入力してください')
  }

  it('is entered with the buttons too', async () => {
    await pinStep()
    for (const digit of pin) await pressOn(page, digit)
    await page.keyboard.press('Enter') // the focus has gone to the button that confirms
    await shows('診療に役立つ情報を見てもよいですか')
    expect(terminal.bodiesOf('enterPin')).toEqual([{ reception: 'r1', pin, insist: false }])
  })

  it('is never written on the page', async () => {
    await pinStep()
    await page.keyboard.type('907')
    expect(await dots()).toBe(3)
    const entered = await page.evaluate(() => document.querySelector('main section')?.innerHTML)
    expect(entered).not.toContain('907')
    await page.keyboard.press('Backspace')
    expect(await dots()).toBe(2)
  })

  it('is not sent with less than four digits, and a fifth is ignored', async () => {
    await pinStep()
    await page.keyboard.type('12')
    await pressOn(page, '確認する')
    await page.getByText('数字を4けた入力してください。').waitFor()
    expect(terminal.bodiesOf('enterPin')).toEqual([])
    await page.keyboard.type('349')
    expect(await dots()).toBe(4)
    await page.keyboard.press('Enter')
    await shows('診療に役立つ情報を見てもよいですか')
    expect(terminal.bodiesOf('enterPin')).toEqual([{ reception: 'r1', pin, insist: false }])
  })

  it('tells the tries left before and after a wrong one, and begins empty again', async () => {
    await pinStep()
    await page.getByText('入力できるのは、あと3回です').waitFor()
    await page.keyboard.type('9999')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('暗証番号が違います。').waitFor()
    await page.getByText('入力できるのは、あと2回です').waitFor()
    expect(await dots()).toBe(0)
  })

  it('goes to the last try only for who insists', async () => {
    terminal.showReception({ step: 'pin', tries_left: 1, last_try: true })
    await shows('入力できるのは、あと1回です')
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    expect(terminal.bodiesOf('enterPin')).toEqual([])
    await pressOn(page, 'それでも暗証番号を入力する')
    await shows('暗証番号を入力してください')
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await shows('診療に役立つ情報を見てもよいですか')
    expect(terminal.bodiesOf('enterPin')).toEqual([{ reception: 'r1', pin, insist: true }])
  })

  it('is not offered for a card without one', async () => {
    terminal.showReception({ modes: ['face', 'visual'] })
    await shows('ご本人の確認方法を選んでください')
    await expect(tabTo(page, '暗証番号', 12)).rejects.toThrow('Tab does not reach')
  })
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
    await shows('ご本人の確認方法を選んでください')
    await pressOn(page, 'English')
    await shows('How would you like to be identified?')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    terminal.showKiosk({})
    await shows('マイナンバーカードを置いてください')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ja')
  })

  it('changes its colours by the switch and keeps them', async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    expect(await background()).toBe('rgb(255, 255, 255)')
    await pressOn(page, '画面の色: 自動')
    await page.keyboard.press('Enter')
    await page.getByText('画面の色: 暗い').waitFor()
    expect(await background()).not.toBe('rgb(255, 255, 255)')
    await page.reload()
    await shows('マイナンバーカードを置いてください')
    expect(await background()).not.toBe('rgb(255, 255, 255)')
  })

  it('says what to do when the terminal is gone, and comes back by itself', async () => {
    const port = terminal.port
    await terminal.stop()
    await shows('受付の画面が動いていません')
    offences.length = 0 // the browser's own words on a refused connection
    terminal = await PlayedTerminal.start(port)
    await shows('マイナンバーカードを置いてください')
    offences.length = 0
  })

  it('shows nothing of development where it is none', async () => {
    terminal.showKiosk({ development: false, centre: { reachable: false } })
    await page.getByText('確認システムにつながりにくくなっています').waitFor()
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
    await shows('ご本人の確認方法を選んでください')
    await page.clock.runFor(76_000)
    await page.getByRole('dialog', { name: '受付を続けますか' }).waitFor()
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(terminal.bodiesOf('cancelReception')).toEqual([])
  })

  it('ends when nobody answers', async () => {
    terminal.showReception({})
    await shows('ご本人の確認方法を選んでください')
    await page.clock.runFor(97_000)
    await shows('カードをお取りください')
    expect(terminal.bodiesOf('cancelReception')).toEqual([{ reception: 'r1' }])
  })

  it('goes back to waiting after the end has been shown', async () => {
    terminal.showReception({ step: 'done', done: done(1) })
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

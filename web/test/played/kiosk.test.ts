import { beforeEach, describe, expect, it } from 'vitest'
import { tabTo } from '../browser'
import { pin } from './plays'
import { origin, page, press, shows, terminal, setStage } from './stage'
import { questions } from './states'

setStage()
beforeEach(async () => {
  await page.goto(`${origin}/kiosk`)
  await shows('マイナンバーカードを置いてください')
})

const focusedHeading = () => page.evaluate(() => document.activeElement?.tagName)

describe('a reception by keyboard alone', () => {
  it('goes from the card to the end with PIN and one consent after the other', async () => {
    terminal.showReception({ step: 'reading' })
    await shows('カードを読み取っています')
    terminal.showReception({ step: 'mode' })
    await shows('本人確認の方法を選んでください')
    await press('暗証番号')
    await shows('暗証番号を入力してください')
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await shows('診療に役立つ情報を見てもよいですか')
    await press('1つずつ選ぶ')
    await shows('薬の情報を見ても\u2060よいですか')
    await press('同意する')
    await shows('健診の情報を見ても\u2060よいですか')
    await press('同意しない')
    await shows('手術の情報を見ても\u2060よいですか')
    await press('同意しない')
    await shows('この内容でよろしいですか')
    await press('この内容で進む')
    await shows('受付しました')
    await press('終わる')
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
    await press('すべて同意しない')
    await shows('受付しました')
    expect(terminal.bodiesOf('answerConsent')).toEqual([
      { reception: 'r1', consents: { medication: false, checkup: false, operation: false } },
    ])
  })

  it('asks each item at once where there is no choice for all', async () => {
    terminal.showReception({ step: 'consent', questions: [{ item: 'specific_disease' }] })
    await shows('特定疾病の情報を見ても\u2060よいですか')
    await press('同意する')
    await press('この内容で進む')
    await shows('受付しました')
    expect(terminal.bodiesOf('answerConsent')).toEqual([{ reception: 'r1', consents: { specific_disease: true } }])
  })

  it('registers the card at its first use', async () => {
    terminal.showReception({ step: 'registration' })
    await shows('このカードを健康保険証として使いますか')
    await press('登録して受付を続ける')
    await shows('診療に役立つ情報を見てもよいですか')
    expect(terminal.bodiesOf('answerRegistration')).toEqual([{ reception: 'r1', agree: true }])
  })

  it('leaves the registration', async () => {
    terminal.showReception({ step: 'registration' })
    await press('登録しない')
    await page.getByRole('button', { name: '終わる' }).waitFor()
    expect(terminal.bodiesOf('answerRegistration')).toEqual([{ reception: 'r1', agree: false }])
  })

  it('chooses the face, then the staff instead, then stops', async () => {
    terminal.showReception({})
    await shows('本人確認の方法を選んでください')
    await press('顔認証')
    await shows('顔を確認しています')
    await page.getByText('開発用の照合です').waitFor()
    await press('係員による確認')
    await shows('係員が確認します')
    await press('受付をやめる')
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
    await press('もう一度ためす')
    await shows('カードを読み取っています')
    expect(terminal.bodiesOf('retryReception')).toEqual([{ reception: 'r1' }])
  })

  it('has the heading in focus on every new screen, so that it is read out', async () => {
    terminal.showReception({})
    await shows('本人確認の方法を選んでください')
    expect(await focusedHeading()).toBe('H1')
    await press('暗証番号')
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
    for (const digit of pin) await press(digit)
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
    await press('確認する')
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
    await page.getByText('あと3回入力できます').waitFor()
    await page.keyboard.type('9999')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('暗証番号が違います。').waitFor()
    await page.getByText('あと2回入力できます').waitFor()
    expect(await dots()).toBe(0)
  })

  it('goes to the last try only for who insists', async () => {
    terminal.showReception({ step: 'pin', tries_left: 1, last_try: true })
    await shows('あと1回しか入力できません')
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    expect(terminal.bodiesOf('enterPin')).toEqual([])
    await press('それでも暗証番号を入力する')
    await shows('暗証番号を入力してください')
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await shows('診療に役立つ情報を見てもよいですか')
    expect(terminal.bodiesOf('enterPin')).toEqual([{ reception: 'r1', pin, insist: true }])
  })

  it('is not offered for a card without one', async () => {
    terminal.showReception({ modes: ['face', 'visual'] })
    await shows('本人確認の方法を選んでください')
    await expect(tabTo(page, '暗証番号', 12)).rejects.toThrow('Tab does not reach')
  })
})

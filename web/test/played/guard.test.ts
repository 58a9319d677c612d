import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { objections } from '../axe'
import { launch, openPage } from '../browser'
import { operationOf, wrongAnswer, wrongRequest } from './document'
import { kioskState } from './states'
import { PlayedTerminal } from './terminal'
import { totp } from '../totp'

/** The tests' own eyes: that they see what they are to see. */

let browser: Browser
let terminal: PlayedTerminal
let origin: string
let opened: Awaited<ReturnType<typeof openPage>>

beforeAll(async () => {
  browser = await launch()
})
beforeEach(async () => {
  terminal = await PlayedTerminal.start()
  origin = `http://localhost:${terminal.port}`
  opened = await openPage(browser, origin)
  await opened.page.goto(`${origin}/kiosk`)
  await opened.page.getByRole('heading', { level: 1 }).waitFor()
})
afterEach(async () => {
  await opened.close()
  await terminal.stop()
})
afterAll(() => browser.close())

describe('an offence is seen:', () => {
  const seen = (text: RegExp) => expect.poll(() => opened.offences.join('\n')).toMatch(text)

  it('a script in the page', async () => {
    await opened.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = '1'
      document.body.append(script)
    })
    await seen(/policy refused script-src/)
  })

  it('a style in the page', async () => {
    await opened.page.evaluate(() => document.body.setAttribute('style', 'color: red'))
    await seen(/policy refused style-src/)
  })

  it('a request to elsewhere', async () => {
    await opened.page.evaluate(() => {
      document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/picture.png' }))
    })
    await seen(/request to elsewhere|policy refused img-src/)
  })

  it('a picture without words, and a small target', async () => {
    await opened.page.evaluate(() => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<img src="/icon.svg"><button>x</button>')
    })
    const found = (await objections(opened.page)).join('\n')
    expect(found).toMatch(/image-alt/)
    expect(found).toMatch(/target of/)
  })
})

// RFC 6238, appendix B: SHA-1 at 59 and 1111111109 seconds; the last six of its eight digits.
it('reckons the digits of an authenticator', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect(totp(secret, 59)).toBe('287082')
  expect(totp(secret, 1111111109)).toBe('081804')
})

describe('drift from the document is seen:', () => {
  const kiosk = operationOf('GET', '/api/kiosk/state')
  const pin = operationOf('POST', '/api/kiosk/pin')

  it('a property that is missing or too many', () => {
    expect(kiosk && wrongAnswer(kiosk, 200, 'application/json', kioskState({}))).toBeNull()
    expect(kiosk && wrongAnswer(kiosk, 200, 'application/json', { ...kioskState({}), reader: undefined })).toMatch(
      /reader/,
    )
    expect(kiosk && wrongAnswer(kiosk, 200, 'application/json', { ...kioskState({}), more: 1 })).toMatch(/additional/)
  })
  it('a status or media type that is not declared', () => {
    expect(kiosk && wrongAnswer(kiosk, 500, '', undefined)).toMatch(/not declared/)
    expect(kiosk && wrongAnswer(kiosk, 200, 'text/html', '')).toMatch(/instead of/)
    expect(pin && wrongAnswer(pin, 204, 'application/json', {})).toMatch(/none is declared/)
  })
  it('a body that does not fit', () => {
    expect(pin && wrongRequest(pin, { reception: 'r', pin: '1234', insist: false })).toBeNull()
    expect(pin && wrongRequest(pin, { reception: 'r', pin: '12345', insist: false })).toMatch(/pattern/)
    expect(pin && wrongRequest(pin, undefined)).toBe('no body')
  })
  it('an operation that is not there', () => expect(operationOf('GET', '/api/kiosk/pin')).toBeUndefined())
})

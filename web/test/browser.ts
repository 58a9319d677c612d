import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

/** Debian's Chromium: no browser is downloaded. ONSHI_CHROMIUM names another. */
const executablePath = process.env.ONSHI_CHROMIUM ?? '/usr/bin/chromium'

export async function launch(): Promise<Browser> {
  if (!existsSync(executablePath))
    throw new Error(`no browser at ${executablePath}: run scripts/setup test, or set ONSHI_CHROMIUM`)
  // Root in a container has no user namespaces to build the sandbox of; the pages under test are our own.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}

export interface View {
  name: string
  width: number
  height: number
  theme: 'light' | 'dark'
}

export const sizes = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'phone', width: 390, height: 844 },
]
export const views: View[] = sizes.flatMap(size => (['light', 'dark'] as const).map(theme => ({ ...size, theme })))

/** A page that keeps what must not happen: requests to elsewhere, refusals by the policy, errors in the console. */
export async function openPage(browser: Browser, origin: string, view: View = views[0] as View) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.theme,
    reducedMotion: 'reduce',
    locale: 'ja-JP',
  })
  const page = await context.newPage()
  const offences: string[] = []
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('blob:')) offences.push(`request to elsewhere: ${url}`)
  })
  page.on('pageerror', error => offences.push(`error: ${error.message}`))
  page.on('console', message => {
    // A refused call (4xx, and 503 of a centre that is away) is part of a test; the browser reports it here as well.
    if (message.type() === 'error' && !/the server responded with a status of (4|503)/.test(message.text()))
      offences.push(`console: ${message.text()}`)
  })
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', event =>
      console.error(`policy refused ${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  return { page, offences, close: () => context.close() }
}

/** Presses Tab until what has the focus satisfies `there`; fails after a round. Nothing but the keyboard is used. */
export async function tabTo(page: Page, name: string | RegExp, most = 60) {
  const wanted = typeof name === 'string' ? name.replace(/\s+/g, ' ') : name
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null
      const text =
        element?.getAttribute('aria-label') ?? (labels?.length ? labels[0]?.textContent : element?.textContent)
      return text?.replace(/\s+/g, ' ').trim() ?? ''
    })
    if (typeof wanted === 'string' ? focused.startsWith(wanted) : wanted.test(focused)) return
  }
  throw new Error(`Tab does not reach ${name}`)
}

/** Tab to it, and press. */
export async function pressOn(page: Page, name: string | RegExp) {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

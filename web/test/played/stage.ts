import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Schemas } from '../../src/api/client'
import { launch, openPage, pressOn, tabTo } from '../browser'
import { staffState } from './states'
import { PlayedTerminal } from './terminal'

/** A played terminal and a browser's page for it, anew for every test of a file that calls `setStage`. */
export let terminal: PlayedTerminal
export let page: Page
/** The terminal's address, under which the page may send requests and under no other. */
export let origin: string
let browser: Browser
let opened: Awaited<ReturnType<typeof openPage>>

/** After each test: nothing has happened that must not, and nothing was said that the API document does not know. */
export function setStage() {
  beforeAll(async () => {
    browser = await launch()
  })
  beforeEach(async () => {
    terminal = await PlayedTerminal.start()
    await openAt('localhost')
  })
  afterEach(async () => {
    await opened.close()
    await terminal.stop()
    expect(opened.offences).toEqual([])
    expect(terminal.drift).toEqual([])
  })
  afterAll(() => browser.close())
}

/** A new page, at home under another name of the same terminal. */
export async function openAt(host: string) {
  await opened?.close()
  origin = `http://${host}:${terminal.port}`
  opened = await openPage(browser, origin)
  page = opened.page
}

/** The terminal's program stops while `meanwhile` goes on, and is started anew. What the browser says of it is no offence. */
export async function withoutTerminal(meanwhile: () => Promise<unknown>, after: () => Promise<unknown>) {
  const { port } = terminal
  await terminal.stop()
  await meanwhile()
  terminal = await PlayedTerminal.start(port)
  await after()
  opened.offences.length = 0
}

/** The page's heading of that level is there. */
export const shows = (heading: string, level = 1) =>
  page.getByRole('heading', { level, name: heading, exact: true }).waitFor()

export const press = (name: string | RegExp) => pressOn(page, name)

/** Into a field, reached by Tab. */
export async function type(field: string, text: string) {
  await tabTo(page, field)
  await page.keyboard.insertText(text)
}

/** Who is signed in, at the desk. */
export async function atDesk(role: Schemas['Role'], state = staffState()) {
  terminal.role = role
  terminal.showStaff(state)
  await page.goto(`${origin}/staff`)
  await shows('受付一覧')
}

/** By the navigation, with the keyboard. */
export async function go(place: string, heading: string) {
  await press(place)
  await shows(heading)
}

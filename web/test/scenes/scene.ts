import type { Page } from 'playwright-core'
import type { PlayedTerminal } from '../played/terminal'

/** A screen, and how to get there. */
export interface Scene {
  name: string
  path: string
  /** The heading by which it is known to have come. */
  heading: string
  set: (terminal: PlayedTerminal) => void
  act?: (page: Page, terminal: PlayedTerminal) => Promise<unknown>
}

export const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click()

export async function typedCheck(page: Page, go = '照会する') {
  await page.getByLabel('保険者番号').fill('06139995')
  await page.locator('input[name=number]').fill('5678')
  await page.getByLabel('生年月日').fill('S55.4.1')
  await press(go)(page)
}

/** The terminal's program answers that address no more. */
export const lose = (path: string) => async (page: Page, terminal: PlayedTerminal) => {
  await page.route(`**${path}*`, route => route.fulfill({ status: 404 }))
  terminal.showKiosk({})
  terminal.showStaff(terminal.staff)
}

/** Opens the scene and waits until it is there. */
export async function play(scene: Scene, terminal: PlayedTerminal, page: Page, origin: string) {
  await page.goto('about:blank') // another hash alone would load nothing
  await page.unrouteAll()
  terminal.showKiosk({}) // the sign-in looks at the centre, too
  scene.set(terminal)
  await page.goto(origin + scene.path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await scene.act?.(page, terminal)
  await page.getByRole('heading', { level: 1, name: scene.heading }).waitFor()
  if (!scene.path.startsWith('/kiosk')) await page.locator('header p[title]').waitFor()
  await page.mouse.move(0, 0) // what was pressed is not to look as if it were about to be pressed again
}

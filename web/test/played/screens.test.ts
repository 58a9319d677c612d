import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { objections } from '../axe'
import { launch, openPage, views } from '../browser'
import { play, scenes } from '../scenes'
import { PlayedTerminal } from './terminal'

let browser: Browser
let terminal: PlayedTerminal
let origin: string

beforeAll(async () => {
  browser = await launch()
  terminal = await PlayedTerminal.start()
  origin = `http://localhost:${terminal.port}`
})
afterAll(async () => {
  await browser.close()
  await terminal.stop()
})

describe.each(views)('axe objects to nothing, $name $theme:', view => {
  let opened: Awaited<ReturnType<typeof openPage>>
  beforeAll(async () => {
    opened = await openPage(browser, origin, view)
    await opened.page.addInitScript(() => location.origin !== 'null' && localStorage.clear())
  })
  afterEach(() => {
    expect(opened.offences.splice(0)).toEqual([])
    expect(terminal.drift.splice(0)).toEqual([])
  })
  afterAll(() => opened.close())

  it.each(scenes)('$name', async scene => {
    await play(scene, terminal, opened.page, origin)
    expect(await objections(opened.page)).toEqual([])
  })
})

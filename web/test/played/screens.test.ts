import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe.each(scenes)('$name', scene => {
  it.each(views)('has nothing that axe objects to, $name $theme', async view => {
    const { page, offences, close } = await openPage(browser, origin, view)
    await play(scene, terminal, page, origin)
    expect(await objections(page)).toEqual([])
    expect(offences).toEqual([])
    await close()
    expect(terminal.drift).toEqual([])
  })
})

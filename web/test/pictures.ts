import { mkdirSync, rmSync } from 'node:fs'
import { launch, openPage, views } from './browser'
import { PlayedTerminal } from './played/terminal'
import { play, scenes } from './scenes'

/** web/pictures/<scene>-<size>-<theme>.png of every screen. `only`: scenes whose name has it. */
export async function takePictures(only = '') {
  rmSync('pictures', { recursive: true, force: true })
  mkdirSync('pictures')
  const browser = await launch()
  const terminal = await PlayedTerminal.start()
  const origin = `http://localhost:${terminal.port}`
  let taken = 0
  try {
    for (const view of views) {
      const { page, close } = await openPage(browser, origin, view)
      await page.addInitScript(() => location.origin !== 'null' && localStorage.clear())
      for (const scene of scenes.filter(one => one.name.includes(only))) {
        await play(scene, terminal, page, origin)
        await page.screenshot({ path: `pictures/${scene.name}-${view.name}-${view.theme}.png`, fullPage: true })
        taken++
      }
      await close()
    }
  } finally {
    await browser.close()
    await terminal.stop()
  }
  console.log(`${taken} pictures in web/pictures`)
}

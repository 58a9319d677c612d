// node test/run.js [file]     unit and browser tests; last line: N passed, N failed, N skipped
// node test/run.js pictures [name]
// node test/run.js play       the played terminal at http://localhost:8090, for looking at a page while writing it;
//                             signal USR1 lays a card on its reader, USR2 takes it
import { createServer } from 'vite'
import { startVitest } from 'vitest/node'

const [what, argument] = process.argv.slice(2)

async function test() {
  const vitest = await startVitest('test', what ? [what] : [], { watch: false, reporters: ['dot'] })
  const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
  let outside = vitest.state.getUnhandledErrors().length
  for (const module of vitest.state.getTestModules()) {
    outside += module.errors().length
    for (const one of module.children.allTests()) count[one.result().state]++
  }
  await vitest.close()
  const failed = count.failed + count.pending + outside
  console.log(`${count.passed} passed, ${failed} failed, ${count.skipped} skipped`)
  process.exit(failed > 0 || count.passed === 0 ? 1 : 0)
}

async function load(file) {
  const vite = await createServer({
    server: { middlewareMode: true, hmr: false, ws: false },
    appType: 'custom',
    logLevel: 'error',
  })
  return { vite, module: await vite.ssrLoadModule(file) }
}

if (what === 'pictures') {
  const { vite, module } = await load('/test/pictures.ts')
  await module.takePictures(argument)
  await vite.close()
} else if (what === 'play') {
  const { vite, module } = await load('/test/played/terminal.ts')
  const plays = await vite.ssrLoadModule('/test/played/plays.ts')
  const terminal = await module.PlayedTerminal.start(8090)
  terminal.enters = 'administrator'
  process.on('SIGUSR1', () => terminal.showReception({}))
  process.on('SIGUSR2', () => terminal.showKiosk({}))
  console.log(
    `http://localhost:${terminal.port}/  process ${process.pid}  password ${plays.password}  code ${plays.code}`,
  )
} else {
  await test()
}

import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import type { AddressInfo } from 'node:net'
import { operationOf, wrongAnswer, wrongRequest, type Found } from './document'
import { kioskPlay, staffPlay, type Answer, type Play } from './plays'
import { kioskState, me, reception, staffState } from './states'
import type { Schemas } from '../../src/api/client'

/** As onshi-terminal sends it. */
export const policy =
  "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const longest = 25_000

/**
 * Plays onshi-terminal for tests of the pages: the built files under the real policy, and the page's API from states that
 * a test sets. Every request and every answer is held to openapi.json; what does not fit is in `drift`.
 */
export class PlayedTerminal {
  kiosk = kioskState({})
  staff = staffState()
  /** Who is signed in, whatever the browser sends. */
  role: Schemas['Role'] | null = null
  /** What the second factor makes of who signs in. */
  enters: Schemas['Role'] = 'clerk'
  received: { operation: string; body: unknown }[] = []
  drift: string[] = []
  private server!: Server
  private waiting = new Set<() => void>()
  private overruled = new Map<string, Answer>()

  static async start(port = 0): Promise<PlayedTerminal> {
    const terminal = new PlayedTerminal()
    terminal.server = createServer((request, response) => void terminal.serve(request, response))
    await new Promise<void>(done => terminal.server.listen(port, '127.0.0.1', done))
    return terminal
  }
  get port() {
    return (this.server.address() as AddressInfo).port
  }
  async stop() {
    this.wake()
    this.server.closeAllConnections()
    await new Promise(done => this.server.close(done))
  }

  showKiosk(told: Partial<Schemas['KioskState']>) {
    this.kiosk = { ...kioskState(told), sequence: this.kiosk.sequence + 1 }
    this.wake()
  }
  showReception(told: Partial<Schemas['KioskReception']>) {
    this.showKiosk({ reception: reception(told) })
  }
  showStaff(told: Schemas['StaffState']) {
    this.staff = { ...told, sequence: this.staff.sequence + 1 }
    this.wake()
  }
  /** The next call of that operation is answered so, whatever the play says. */
  overrule(operation: string, answer: Answer) {
    this.overruled.set(operation, answer)
  }
  bodiesOf = (operation: string) => this.received.filter(one => one.operation === operation).map(one => one.body)

  private wake() {
    for (const go of [...this.waiting]) go()
  }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const address = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('Content-Security-Policy', policy)
    response.setHeader('X-Content-Type-Options', 'nosniff')
    if (!address.pathname.startsWith('/api/')) return serveFile(address.pathname, response)
    const found = operationOf(request.method ?? 'GET', address.pathname)
    if (!found) {
      this.drift.push(`${request.method} ${address.pathname}: no such operation`)
      return response.writeHead(404).end()
    }
    const body = await bodyOf(request)
    this.received.push({ operation: found.operation.operationId, body })
    const wrong = wrongRequest(found, body)
    if (wrong) this.drift.push(`${found.operation.operationId} sent: ${wrong}`)
    await this.unlessChanged(found, address)
    this.tell(found, this.answerTo(found, body), response)
  }

  /** The long poll: holds an answer back while the state is the one that the page has. */
  private async unlessChanged({ operation }: Found, address: URL) {
    const state =
      operation.operationId === 'kioskState'
        ? () => this.kiosk
        : operation.operationId === 'staffState'
          ? () => this.staff
          : null
    if (!state || Number(address.searchParams.get('since') ?? -1) !== state().sequence) return
    await new Promise<void>(done => {
      const go = () => {
        clearTimeout(timer)
        this.waiting.delete(go)
        done()
      }
      const timer = setTimeout(go, longest)
      this.waiting.add(go)
    })
  }

  private answerTo(found: Found, body: unknown): Answer {
    const name = found.operation.operationId
    const overruled = this.overruled.get(name)
    this.overruled.delete(name)
    if (overruled) return overruled
    const play: Play | undefined = kioskPlay[name] ?? staffPlay[name]
    if (!play) throw new Error(`no play for ${name}`)
    return play(this, body, found.values)
  }

  private tell(found: Found, { status, body }: Answer, response: ServerResponse) {
    const type =
      body === undefined
        ? ''
        : body instanceof Buffer
          ? 'application/pdf'
          : status < 400
            ? 'application/json'
            : 'application/problem+json'
    const wrong = wrongAnswer(found, status, type, body)
    if (wrong) this.drift.push(`${found.operation.operationId} answered: ${wrong}`)
    if (type) response.setHeader('Content-Type', type)
    response
      .writeHead(status)
      .end(body instanceof Buffer ? body : body === undefined ? undefined : JSON.stringify(body))
  }

  meNow = () => (this.role ? me(this.role) : null)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString()
  return text === '' ? undefined : JSON.parse(text)
}

function serveFile(path: string, response: ServerResponse) {
  const name = normalize(path === '/' ? '/index.html' : extname(path) ? path : `${path}.html`)
  const file = join('dist', name)
  if (!existsSync(file)) return response.writeHead(404).end()
  response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
  return createReadStream(file).pipe(response)
}

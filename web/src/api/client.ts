import createClient from 'openapi-fetch'
import type { components, paths } from './generated/terminal'

/** The terminal that served this page. Types come from src/terminal/page/openapi.json at build. */
export const terminal = createClient<paths>({ baseUrl: '/', fetch: request => globalThis.fetch(request) })

export type Schemas = components['schemas']
export type Problem = Schemas['Problem']

/** What came of a call: data (undefined for 204), or why not. A terminal that does not answer is a problem like any other. */
export type Outcome<T> = { ok: true; status: number; data: T } | { ok: false; problem: Problem }

/** The code of a problem that the page itself found: the terminal's program does not answer. */
export const noTerminal = 'NO_TERMINAL'

function problemOf(status: number, title: string): Problem {
  return { type: 'about:blank', title, status, code: noTerminal, detail: '' }
}

interface Reply<T> {
  data?: T
  error?: unknown
  response: Response
}

export async function outcome<T>(call: Promise<Reply<T>>): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await call
    if (response.ok) return { ok: true, status: response.status, data: data as T }
    const told = error as Partial<Problem> | undefined
    return { ok: false, problem: { ...problemOf(response.status, response.statusText), ...told } }
  } catch {
    return { ok: false, problem: problemOf(0, 'no answer') }
  }
}

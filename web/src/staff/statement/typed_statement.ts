import type { Schemas } from '../../api/client'
import { parseDay } from '../../dates/day'
import type { Errors, Values } from '../../design/form'
import type { Words } from '../../words'

type Statement = Schemas['Statement']

export const texts = ['name', 'address', 'phone', 'insurer_name', 'employer', 'symbol', 'number'] as const
const days = ['on', 'birth_date'] as const

const oneOf = <T extends string>(value: string, known: readonly T[]) => known.find(one => one === value)

/** The properties that were filled in, and the days that are none. */
export function typedStatement(values: Values, words: Words['staff']['check']): { body: Statement; wrong: Errors } {
  const body: Statement = {}
  const wrong: Errors = {}
  for (const name of texts) if (values(name)) body[name] = values(name)
  for (const name of days) {
    const day = parseDay(values(name))
    if (day) body[name] = day
    else if (values(name)) wrong[name] = words.dayWrong
  }
  const sex = oneOf(values('sex'), ['male', 'female'])
  const scheme = oneOf(values('scheme'), ['employees', 'national', 'elderly', 'unknown'])
  const share = oneOf(values('share'), ['1', '2', '3'])
  if (sex) body.sex = sex
  if (scheme) body.scheme = scheme
  if (share) body.share = Number(share) as 1 | 2 | 3
  return { body, wrong }
}

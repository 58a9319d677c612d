import type { Schemas } from '../../api/client'
import { parseDay } from '../../dates/day'
import type { Errors, Values } from '../../design/form'
import type { Words } from '../../words'

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

/** What was typed, as the terminal takes it, and what is wrong with it. Check digits are the terminal's to judge. */
export function typedCheck(
  values: Values,
  words: Words['staff']['check'],
): { body: Schemas['TypedCheck']; wrong: Errors } {
  const birth = parseDay(values('birth_date'))
  const on = parseDay(values('on'))
  const wrongDay = (name: string, day: string | null) =>
    day ? undefined : values(name) ? words.dayWrong : words.dayMissing
  const body = {
    insurer: plain(values('insurer')),
    symbol: values('symbol') || null,
    number: plain(values('number')),
    branch: plain(values('branch')) || null,
    birth_date: birth ?? '',
    on: on ?? '',
    limit_consent: values('limit_consent') !== '',
  }
  const wrong = {
    insurer: /^(\d{6}|\d{8})$/.test(body.insurer) ? undefined : words.insurerWrong,
    number: body.number ? undefined : words.numberMissing,
    branch: body.branch === null || /^\d{2}$/.test(body.branch) ? undefined : words.branchWrong,
    birth_date: wrongDay('birth_date', birth) ?? (birth && on && birth > on ? words.birthLate : undefined),
    on: wrongDay('on', on),
  }
  return { body, wrong }
}

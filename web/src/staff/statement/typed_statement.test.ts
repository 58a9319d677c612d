import { expect, it } from 'vitest'
import { words } from '../../words'
import { typedStatement } from './typed_statement'

const typed = (values: Record<string, string>) => typedStatement(name => values[name] ?? '', words.ja.staff.check)

it('leaves out what is not known', () => expect(typed({})).toEqual({ body: {}, wrong: {} }))

it('sends what is', () =>
  expect(
    typed({ name: '試作　一郎', birth_date: 'S55.4.1', sex: 'male', scheme: 'national', share: '3' }).body,
  ).toEqual({
    name: '試作　一郎',
    birth_date: '1980-04-01',
    sex: 'male',
    scheme: 'national',
    share: 3,
  }))

it('blames a day that is none', () => {
  const { body, wrong } = typed({ on: '2026-02-30' })
  expect(body).toEqual({})
  expect(wrong.on).toBe('実在する日を、例のように入力してください。')
})

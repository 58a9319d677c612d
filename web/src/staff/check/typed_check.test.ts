import { describe, expect, it } from 'vitest'
import { words } from '../../words'
import { typedCheck } from './typed_check'

const right = {
  insurer: '06139995',
  symbol: '見本',
  number: '5678',
  branch: '02',
  birth_date: 'S55.4.1',
  on: '令和8年4月1日',
  limit_consent: '',
}
const typed = (changed: Partial<typeof right> = {}) => {
  const all: Record<string, string> = { ...right, ...changed }
  return typedCheck(name => all[name] ?? '', words.ja.staff.check)
}
const wrongFields = (changed: Partial<typeof right>) =>
  Object.entries(typed(changed).wrong)
    .filter(([, error]) => error)
    .map(([field]) => field)

describe('typedCheck', () => {
  it('finds nothing wrong with a full form', () => expect(wrongFields({})).toEqual([]))
  it('sends days as the terminal takes them', () =>
    expect(typed().body).toMatchObject({ birth_date: '1980-04-01', on: '2026-04-01' }))
  it('takes full-width digits', () => expect(typed({ insurer: '０６１３９９９５' }).body.insurer).toBe('06139995'))
  it('takes six digits of National Health Insurance', () => expect(wrongFields({ insurer: '139998' })).toEqual([]))
  it('sends null for what the certificate lacks', () =>
    expect(typed({ symbol: '', branch: '' }).body).toMatchObject({ symbol: null, branch: null }))
  it('keeps leading zeros of number and branch', () =>
    expect(typed({ number: '0012', branch: '00' }).body).toMatchObject({ number: '0012', branch: '00' }))
  it('tells consent to the limit', () => expect(typed({ limit_consent: 'on' }).body.limit_consent).toBe(true))

  it('tells a day that is missing from one that does not exist', () => {
    const { check } = words.ja.staff
    expect(typed({ on: '' }).wrong.on).toBe(check.dayMissing)
    expect(typed({ on: '2026-02-30' }).wrong.on).toBe(check.dayWrong)
  })

  it.each([
    ['insurer', { insurer: '1234567' }],
    ['insurer', { insurer: 'ABCDEFGH' }],
    ['number', { number: '' }],
    ['branch', { branch: '1' }],
    ['birth_date', { birth_date: '1980-02-30' }],
    ['birth_date', { birth_date: '2026-04-02' }],
    ['on', { on: '' }],
    ['birth_date', { birth_date: '' }],
  ])('blames %s', (field, changed) => expect(wrongFields(changed)).toEqual([field]))
})

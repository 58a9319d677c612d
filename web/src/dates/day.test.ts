import { describe, expect, it } from 'vitest'
import { dayInWords, parseDay, soonInWords } from './day'

describe('parseDay', () => {
  it.each([
    ['1980-04-01', '1980-04-01'],
    ['1980/4/1', '1980-04-01'],
    ['19800401', '1980-04-01'],
    ['1980年4月1日', '1980-04-01'],
    ['S55.4.1', '1980-04-01'],
    ['s55-4-1', '1980-04-01'],
    ['昭和55年4月1日', '1980-04-01'],
    ['昭和５５年４月１日', '1980-04-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['R1.5.1', '2019-05-01'],
    ['H31.4.30', '2019-04-30'],
    ['大正15年12月24日', '1926-12-24'],
    ['昭和元年12月25日', '1926-12-25'],
    ['2024-02-29', '2024-02-29'],
  ])('reads %s', (text, day) => expect(parseDay(text)).toBe(day))

  it.each([
    ['', 'nothing'],
    ['2023-02-29', 'no leap year'],
    ['1980-13-01', 'no month'],
    ['S64.1.8', 'the first day of 平成'],
    ['H31.5.1', 'the first day of 令和'],
    ['T15.12.25', 'the first day of 昭和'],
    ['55.4.1', 'a year without its era'],
    ['R0.5.1', 'year nought'],
    ['1980-4', 'no day'],
    ['昨日', 'words'],
  ])('refuses %s (%s)', text => expect(parseDay(text)).toBeNull())
})

describe('dayInWords', () => {
  it.each([
    ['2026-04-01', '2026年（令和8年）4月1日'],
    ['2019-05-01', '2019年（令和元年）5月1日'],
    ['2019-04-30', '2019年（平成31年）4月30日'],
    ['1989-01-07', '1989年（昭和64年）1月7日'],
    ['1926-12-24', '1926年（大正15年）12月24日'],
    ['1912-07-29', '1912年（明治45年）7月29日'],
  ])('says the era of %s', (day, words) => expect(dayInWords(day, 'ja').replace('\u2060', '')).toBe(words))

  it('says it in English without an era', () => expect(dayInWords('2026-04-01', 'en')).toBe('1 April 2026'))

  it('keeps month and day on one line', () => expect(dayInWords('2026-04-01', 'ja')).toContain('4月\u20601日'))
})

describe('soonInWords', () => {
  const instant = '2026-04-01T09:05:59+09:00'
  it('tells day and time at the offset of the instant', () =>
    expect(soonInWords(instant, 'ja')).toBe('4月\u20601日 09:05'))
  it('tells it in English', () => expect(soonInWords(instant, 'en')).toBe('1 April 09:05'))
})

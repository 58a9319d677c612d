/** Days as YYYY-MM-DD (JIS X 0301 / ISO 8601), and how people write and read them. No time zone is applied anywhere: an
 * instant is shown as the terminal wrote it. */

export type Language = 'ja' | 'en'

interface Era {
  name: string
  letter: string
  first: string
}

// 元号: 明治 is read from 1873-01-01 on, the first day of the Gregorian calendar in Japan (明治5年太政官布告第337号).
const eras: Era[] = [
  { name: '令和', letter: 'R', first: '2019-05-01' },
  { name: '平成', letter: 'H', first: '1989-01-08' },
  { name: '昭和', letter: 'S', first: '1926-12-25' },
  { name: '大正', letter: 'T', first: '1912-07-30' },
  { name: '明治', letter: 'M', first: '1873-01-01' },
]
// The year that is 元年, which is not always the year of the first day above.
const firstYear: Record<string, number> = { R: 2019, H: 1989, S: 1926, T: 1912, M: 1868 }

const months = 'January February March April May June July August September October November December'.split(' ')

// Keeps month and day on one line, where the browser would see two phrases.
const joined = '\u2060'

const two = (part: number) => String(part).padStart(2, '0')

/** null unless the calendar has that day. */
function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= 1873 && year <= 9999 ? `${year}-${two(month)}-${two(day)}` : null
}

const eraOf = (day: string) => eras.find(era => era.first <= day)

/** 1980-04-01, 1980/4/1, 1980年4月1日, 19800401, S55.4.1, 昭和55年4月1日, 令和元年5月1日; full-width too. null if it is no day. */
export function parseDay(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (compact) return dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const parts = /^(令和|平成|昭和|大正|明治|[RHSTM])?(元|\d{1,4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(plain)
  if (!parts) return null
  const [, sign, yearText, month, day] = parts
  const year = yearText === '元' ? 1 : Number(yearText)
  if (!sign) return yearText?.length === 4 ? dayOf(year, Number(month), Number(day)) : null
  const era = eras.find(one => one.name === sign || one.letter === sign)
  if (!era || year < 1) return null
  const found = dayOf((firstYear[era.letter] ?? 0) + year - 1, Number(month), Number(day))
  return found && eraOf(found) === era ? found : null
}

/** ja: 2026年（令和8年）4月1日; en: 1 April 2026. */
export function dayInWords(day: string, language: Language): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  if (language === 'en') return `${date} ${months[month - 1]} ${year}`
  const era = eraOf(day)
  const eraYear = era ? year - (firstYear[era.letter] ?? 0) + 1 : 0
  const inEra = era ? `（${era.name}${eraYear === 1 ? '元' : eraYear}年）` : ''
  return `${year}年${inEra}${month}月${joined}${date}日`
}

/** Hour and minute as the instant's own offset has them: 09:05. */
export const timeOf = (instant: string) => instant.slice(11, 16)

export const dayOfInstant = (instant: string) => instant.slice(0, 10)

/** For what is at most a day or so away: no year. */
export function soonInWords(instant: string, language: Language): string {
  const [, month = 0, date = 0] = dayOfInstant(instant).split('-').map(Number)
  const day = language === 'en' ? `${date} ${months[month - 1]}` : `${month}月${joined}${date}日`
  return `${day} ${timeOf(instant)}`
}

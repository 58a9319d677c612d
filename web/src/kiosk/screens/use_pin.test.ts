import { expect, it } from 'vitest'
import { digitOf } from './use_pin'

it.each([
  [{ key: '7', code: 'Digit7' }, '7'],
  [{ key: '7', code: 'Numpad7' }, '7'],
  [{ key: '７', code: 'Digit7' }, '7'],
  [{ key: 'Process', code: 'Digit7' }, '7'],
  [{ key: 'Process', code: 'KeyA' }, null],
  [{ key: 'a', code: 'KeyA' }, null],
  [{ key: 'F1', code: 'F1' }, null],
  [{ key: '&', code: 'Digit7' }, null],
])('%o means %s', (event, digit) => expect(digitOf(event)).toBe(digit))

import { expect, it } from 'vitest'
import { base64urlOf, bytesOf } from './passkey'

// RFC 4648, sections 5 and 10: the alphabet of base64url, and its examples without padding.
it.each([
  ['', ''],
  ['f', 'Zg'],
  ['fo', 'Zm8'],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg'],
])('%s is %s', (text, base64url) => {
  expect(base64urlOf(new TextEncoder().encode(text).buffer)).toBe(base64url)
  expect(new TextDecoder().decode(bytesOf(base64url))).toBe(text)
})

it('has - and _ for the two letters that an address would spoil', () => {
  expect(base64urlOf(Uint8Array.from([0xfb, 0xff]).buffer)).toBe('-_8')
  expect([...bytesOf('-_8')]).toEqual([0xfb, 0xff])
})

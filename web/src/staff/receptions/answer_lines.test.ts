import { expect, it } from 'vitest'
import { answerLines } from './answer_lines'

it('parts labels from what they say', () =>
  expect(answerLines('資格　　　  有効\n氏名　　　  試作　一郎\n資格取得日  2020-04-01\n')).toEqual([
    { label: '資格', text: '有効' },
    { label: '氏名', text: '試作　一郎' },
    { label: '資格取得日', text: '2020-04-01' },
  ]))

it('keeps a line that has no label', () =>
  expect(answerLines('照会できません')).toEqual([{ label: '', text: '照会できません' }]))
it('makes nothing of nothing', () => expect(answerLines('')).toEqual([]))

import { expect, it } from 'vitest'
import { answerLines } from './answer_lines'

it('parts labels from what they say', () =>
  expect(answerLines('資格　　　：有効\n氏名　　　：試作　一郎\n資格取得日：2020-04-01\n')).toEqual([
    { label: '資格', text: '有効' },
    { label: '氏名', text: '試作　一郎' },
    { label: '資格取得日', text: '2020-04-01' },
  ]))

it('parts at the first colon only', () =>
  expect(answerLines('理由　　　：期間：4月まで')).toEqual([{ label: '理由', text: '期間：4月まで' }]))
it('goes on with the line before', () =>
  expect(answerLines('窓口の対応：確かめる\n書いてもらう')).toEqual([
    { label: '窓口の対応', text: '確かめる\n書いてもらう' },
  ]))
it('keeps a line that has no label', () =>
  expect(answerLines('照会できません')).toEqual([{ label: '', text: '照会できません' }]))
it('makes nothing of nothing', () => expect(answerLines('')).toEqual([]))

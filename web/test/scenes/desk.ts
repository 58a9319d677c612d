import {
  everythingWrong,
  lostReception,
  staffReception,
  staffState,
  waitingReception,
  withdrawnReception,
} from '../played/states'
import type { PlayedTerminal } from '../played/terminal'
import { lose, press, typedCheck, type Scene } from './scene'

const desk = (name: string, hash: string, heading: string, more: Partial<Scene> = {}): Scene => ({
  name: `staff-${name}`,
  path: `/staff${hash}`,
  heading,
  set: terminal => {
    terminal.role = 'administrator'
    terminal.showStaff(
      staffState({
        receptions: [
          staffReception(),
          lostReception,
          withdrawnReception,
          {
            ...staffReception(),
            id: 'r4',
            at: '2026-04-01T08:51:00+09:00',
            mode: 'visual',
            name: '合成　三郎',
            step: 'ended',
            validity: null,
          },
        ],
      }),
    )
  },
  ...more,
})

const waiting = (terminal: PlayedTerminal) => {
  terminal.role = 'clerk'
  terminal.showStaff(staffState({ reader: { connected: true, card: true }, receptions: [waitingReception] }))
}

export const deskScenes: Scene[] = [
  desk('session-ended', '', 'サインイン', {
    act: async (page, terminal) => {
      await page.getByRole('heading', { name: '受付一覧' }).waitFor()
      terminal.role = null
      terminal.showStaff(terminal.staff)
    },
  }),
  desk('lost', '', '受付一覧', {
    act: async (page, terminal) => {
      await page.getByText('最新の受付').waitFor()
      await lose('/api/staff/state')(page, terminal)
      await page.getByText('端末のプログラムにつながりません').waitFor()
    },
  }),
  desk('receptions', '', '受付一覧'),
  desk('receptions-none', '', '受付一覧', {
    set: terminal => {
      terminal.role = 'clerk'
      terminal.showStaff(staffState())
    },
  }),
  desk('everything-wrong', '', '受付一覧', {
    set: terminal => {
      terminal.role = 'administrator'
      terminal.showStaff(everythingWrong)
    },
  }),
  desk('details', '#/receptions/r1', '受付の詳細'),
  desk('details-withdrawn', '#/receptions/r5', '受付の詳細'),
  desk('details-lost', '#/receptions/r2', '受付の詳細'),
  desk('visual', '#/receptions/r3', '受付の詳細', { set: waiting }),
  desk('visual-errors', '#/receptions/r3', '受付の詳細', { set: waiting, act: press('本人と確認する') }),
  desk('details-gone', '#/receptions/r9', '受付の詳細'),
  desk('check', '#/check', '番号で資格を照会'),
  desk('check-errors', '#/check', '番号で資格を照会', { act: press('照会する') }),
  desk('check-answer', '#/check', '番号で資格を照会', {
    act: async page => {
      await typedCheck(page)
      await page.getByRole('heading', { name: '照会の結果' }).waitFor()
    },
  }),
  desk('check-queued', '#/check', '番号で資格を照会', {
    act: async (page, terminal) => {
      terminal.overrule('check', { status: 202, body: { id: 'q7', queued_at: '2026-04-01T09:05:00+09:00' } })
      await typedCheck(page)
      await page.getByText('受付番号 q7').waitFor()
    },
  }),
  desk('statement', '#/statement', '被保険者資格申立書'),
  desk('statement-ready', '#/statement', '被保険者資格申立書', {
    act: async page => {
      await press('用紙を作る')(page)
      await page.getByText('用紙ができました').waitFor()
    },
  }),
  desk('procedure', '#/procedure', 'つながらないとき'),
  desk('members', '#/members', 'メンバー管理'),
  desk('member-reset', '#/members', 'メンバー管理', {
    act: async page => {
      await press('受付　幸子：一時コードを出し直す')(page)
      await page.getByRole('dialog').waitFor()
    },
  }),
  desk('member-code', '#/members', 'メンバー管理', {
    act: async page => {
      await press('受付　幸子：一時コードを出し直す')(page)
      await press('出し直す')(page)
      await page.getByText('ABCD-2345-EFGH').waitFor()
    },
  }),
  desk('account', '#/account', 'アカウント'),
  desk('english', '', 'Receptions', { act: press('English') }),
]

import { useState } from 'react'
import { outcome, terminal, type Outcome, type Schemas } from '../../api/client'
import { soonInWords } from '../../dates/day'
import { ProblemNotice } from '../../design/form'
import { Notice } from '../../design/notice'
import { useLanguage, useWords } from '../../words'
import { PageTitle } from '../page_title'
import { useAsked } from '../use_asked'
import { AddMember } from './add_member'
import { MemberList } from './member_list'

export type Member = Schemas['Member']

/** What an action on a member came to. */
export type Told = { code: Schemas['OneTimeCode']; name: string } | { changed: string } | { problem: Outcome<unknown> }

const ask = () => outcome(terminal.GET('/api/staff/members'))

export function Members() {
  const { members: words } = useWords().staff
  const { came, anew } = useAsked(ask)
  const [told, setTold] = useState<Told | null>(null)
  const tell = (what: Told) => {
    setTold(what)
    anew()
  }
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p>{words.body}</p>
      <div role="status" className="empty:absolute">
        {told && <What told={told} />}
      </div>
      {came && !came.ok && <ProblemNotice problem={came.problem} />}
      {came?.ok && <MemberList members={came.data.members} tell={tell} />}
      <AddMember tell={tell} />
    </>
  )
}

function What({ told }: { told: Told }) {
  const { members: words } = useWords().staff
  const language = useLanguage()
  if ('problem' in told) return told.problem.ok ? null : <ProblemNotice problem={told.problem.problem} />
  if ('changed' in told) return <Notice kind="good">{words.changed(told.changed)}</Notice>
  return (
    <Notice kind="info" large title={words.code(told.name)}>
      <p className="py-2 font-mono text-std-28B-150 tracking-[0.1em]">{told.code.code}</p>
      <p>{words.codeUntil(soonInWords(told.code.until, language))}</p>
    </Notice>
  )
}

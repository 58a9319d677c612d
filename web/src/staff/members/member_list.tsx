import { outcome, terminal, type Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import { RoleSelect } from './role_select'
import { ResetCode } from './reset_code'
import type { Member, Told } from './members'

interface Props {
  members: Member[]
  tell: (what: Told) => void
}

export function MemberList({ members, tell }: Props) {
  const { members: words } = useWords().staff
  return (
    <ul className="grid gap-3">
      {members.map(member => (
        <li
          key={member.id}
          className="grid gap-4 rounded-8 border border-line p-4 sm:grid-cols-[2fr_2fr_1fr_auto] sm:items-end"
        >
          <div>
            <p lang="ja" className="text-std-18B-160">
              {member.name}
            </p>
            <p className="text-ink-soft">{member.login}</p>
          </div>
          <Change member={member} tell={tell} />
          <p className={`sm:flex sm:min-h-12 sm:items-center ${member.locked ? 'font-700 text-bad' : ''}`}>
            {member.locked ? words.locked : member.ready ? words.ready : words.notReady}
          </p>
          <div className="flex flex-wrap items-center gap-3 sm:min-h-12">
            <Lock member={member} tell={tell} />
            <ResetCode member={member} tell={tell} />
          </div>
        </li>
      ))}
    </ul>
  )
}

interface OneProps {
  member: Member
  tell: (what: Told) => void
}

async function change({ member, tell }: OneProps, to: Schemas['MemberChange']) {
  const came = await outcome(terminal.PUT('/api/staff/members/{id}', { params: { path: { id: member.id } }, body: to }))
  tell(came.ok ? { changed: member.name } : { problem: came })
}

function Change({ member, tell }: OneProps) {
  const { members: words } = useWords().staff
  return (
    <RoleSelect
      label={words.role}
      of={member.name}
      value={member.role}
      choose={role => void change({ member, tell }, { role, locked: member.locked })}
    />
  )
}

function Lock({ member, tell }: OneProps) {
  const { members: words } = useWords().staff
  const action = member.locked ? words.unlock : words.lock
  return (
    <Button
      look="outline"
      size="small"
      aria-label={words.of(action, member.name)}
      onClick={() => void change({ member, tell }, { role: member.role, locked: !member.locked })}
    >
      {action}
    </Button>
  )
}

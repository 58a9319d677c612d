import type { Schemas } from '../../api/client'
import { Select } from '../../design/field'
import { useWords } from '../../words'

type Role = Schemas['Role']

const roles: Role[] = ['doctor', 'dentist', 'pharmacist', 'nurse', 'clerk', 'administrator']
export const roleIn = (text: string): Role => roles.find(one => one === text) ?? 'clerk'

interface Props {
  label: string
  /** Whose, where it is one of many; heard, not seen: the name stands beside it. */
  of?: string
  /** Given together with `choose`: shows what is, and tells what is chosen. */
  value?: Role
  choose?: (role: Role) => void
}

export function RoleSelect({ label, of, value, choose }: Props) {
  const { staff } = useWords()
  const given = value
    ? { value, onChange: (event: React.ChangeEvent<HTMLSelectElement>) => choose?.(roleIn(event.target.value)) }
    : { defaultValue: 'clerk' }
  return (
    <Select label={of ? <Named name={of} label={label} /> : label} name="role" {...given}>
      {roles.map(role => (
        <option key={role} value={role}>
          {staff.roles[role]}
        </option>
      ))}
    </Select>
  )
}

function Named({ name, label }: { name: string; label: string }) {
  return (
    <>
      <span lang="ja" className="sr-only">
        {name}{' '}
      </span>
      {label}
    </>
  )
}

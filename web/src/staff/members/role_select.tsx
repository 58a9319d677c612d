import type { Schemas } from '../../api/client'
import { Select } from '../../design/field'
import { useWords } from '../../words'

type Role = Schemas['Role']

const roles: Role[] = ['doctor', 'dentist', 'pharmacist', 'nurse', 'clerk', 'administrator']
export const roleIn = (text: string): Role => roles.find(one => one === text) ?? 'clerk'

interface Props {
  label: string
  /** Given together with `choose`: shows what is, and tells what is chosen. */
  value?: Role
  choose?: (role: Role) => void
}

export function RoleSelect({ label, value, choose }: Props) {
  const { staff } = useWords()
  const given = value
    ? { value, onChange: (event: React.ChangeEvent<HTMLSelectElement>) => choose?.(roleIn(event.target.value)) }
    : { defaultValue: 'clerk' }
  return (
    <Select label={label} name="role" {...given}>
      {roles.map(role => (
        <option key={role} value={role}>
          {staff.roles[role]}
        </option>
      ))}
    </Select>
  )
}

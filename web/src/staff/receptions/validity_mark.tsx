import type { Schemas } from '../../api/client'
import { isCovered } from '../../api/validity'
import { CheckIcon, WarningIcon } from '../../design/icons'
import { useWords } from '../../words'

/** 資格有効性 as a sign and in words; never by colour alone. */
export function ValidityMark({ validity, large = false }: { validity: Schemas['Validity']; large?: boolean }) {
  const { staff } = useWords()
  const covered = isCovered(validity)
  const Sign = covered ? CheckIcon : WarningIcon
  return (
    <span
      className={`inline-flex items-center gap-2 rounded-8 px-3 py-1 font-700 ${large ? 'text-std-24B-150' : ''} ${
        covered ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad'
      }`}
    >
      <Sign className={large ? 'size-8' : 'size-5'} />
      {staff.validity[validity - 1]}
    </span>
  )
}

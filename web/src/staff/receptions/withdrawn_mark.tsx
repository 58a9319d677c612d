import type { Schemas } from '../../api/client'
import { WarningIcon } from '../../design/icons'
import { useWords } from '../../words'

/** What the patient has taken back since: the receipt computer's file does not tell it. */
export function WithdrawnMark({ consents }: { consents: Schemas['GivenConsent'][] }) {
  const { receptions, items } = useWords().staff
  const withdrawn = consents.filter(one => one.withdrawn).map(one => items[one.item])
  if (withdrawn.length === 0) return null
  return (
    <span className="inline-flex items-center gap-2 rounded-8 bg-warn-soft px-3 py-1 font-700 text-warn">
      <WarningIcon className="size-5" />
      {receptions.withdrawn(withdrawn)}
    </span>
  )
}

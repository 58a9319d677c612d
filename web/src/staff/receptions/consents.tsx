import type { Schemas } from '../../api/client'
import { soonInWords } from '../../dates/day'
import { Notice } from '../../design/notice'
import { useLanguage, useWords } from '../../words'

/** What the patient agreed to at the reception, and what of it was taken back since. */
export function Consents({ consents }: { consents: Schemas['GivenConsent'][] }) {
  const { details, items } = useWords().staff
  if (consents.length === 0) return <p>{details.noConsents}</p>
  return (
    <>
      <dl>
        {consents.map(consent => (
          <div
            key={consent.item}
            className="flex flex-wrap justify-between gap-x-4 border-b border-line py-1 last:border-0"
          >
            <dt>{items[consent.item]}</dt>
            <dd>
              <State consent={consent} />
            </dd>
          </div>
        ))}
      </dl>
      {consents.some(one => one.withdrawn) && <Notice kind="warn">{details.withdrawnMeaning}</Notice>}
    </>
  )
}

function State({ consent: { until, withdrawn } }: { consent: Schemas['GivenConsent'] }) {
  const { details } = useWords().staff
  const language = useLanguage()
  if (withdrawn) return <strong className="font-700 text-warn">{details.withdrawn}</strong>
  return until ? details.given(soonInWords(until, language)) : details.refused
}

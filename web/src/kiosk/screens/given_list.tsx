import type { Schemas } from '../../api/client'
import { soonInWords } from '../../dates/day'
import { Button } from '../../design/button'
import { useLanguage, useWords } from '../../words'
import type { Item } from '../consents'
import type { Done } from './given'

interface Props {
  done: Done
  isOffered: boolean
  takeBack: (item: Item) => void
}

/** A line for each item that was asked about; what is in force has its end, and a button while there is a way back. */
export function GivenList({ done: { consents, withdrawal }, isOffered, takeBack }: Props) {
  const { given: words, items } = useWords().kiosk
  return (
    <ul className="text-std-18N-160">
      {consents.map(consent => (
        <li
          key={consent.item}
          className="grid min-h-13 grid-cols-[1fr_auto] items-center gap-x-4 border-t border-line py-1 sm:grid-cols-[11rem_1fr_auto]"
        >
          <span>{items[consent.item]}</span>
          <Answer consent={consent} />
          {consent.given && withdrawal !== 'closed' && (
            <Button
              look="outline"
              size="small"
              className="col-start-2 row-span-2 row-start-1 sm:col-start-3 sm:row-span-1"
              disabled={!isOffered}
              aria-label={words.takeBackOf(items[consent.item])}
              onClick={() => takeBack(consent.item)}
            >
              {words.takeBack}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Answer({ consent: { until, withdrawn } }: { consent: Schemas['GivenConsent'] }) {
  const { given: words } = useWords().kiosk
  const language = useLanguage()
  if (withdrawn) return <span className="col-start-1 font-700 sm:col-start-2">{words.takenBack}</span>
  return (
    <span className="col-start-1 sm:col-start-2">
      {until ? words.until(soonInWords(until, language)) : words.refused}
    </span>
  )
}

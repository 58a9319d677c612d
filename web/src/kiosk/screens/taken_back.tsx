import { Spinner } from '../../design/icons'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import type { Done } from './given'

/** What came of taking back, and what to do when it is too late here. In the document from the beginning, so that news
 * are read out. */
export function TakenBack({ done: { consents, withdrawal } }: { done: Done }) {
  const { given: words, items } = useWords().kiosk
  const taken = consents.filter(one => one.withdrawn).map(one => items[one.item])
  const isLate = withdrawal === 'closed' && consents.some(one => one.given)
  return (
    <div role="status" className="grid gap-2 border-t border-line py-2 text-std-18N-160 empty:border-0 empty:p-0">
      {withdrawal === 'asking' && (
        <p className="flex items-center gap-3">
          <Spinner className="size-6" />
          {words.asking}
        </p>
      )}
      {withdrawal === 'failed' && <Notice kind="warn">{words.failed}</Notice>}
      {withdrawal !== 'asking' && withdrawal !== 'failed' && taken.length > 0 && <p>{words.came(taken)}</p>}
      {isLate && <p>{words.late}</p>}
    </div>
  )
}

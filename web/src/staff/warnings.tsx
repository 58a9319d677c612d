import type { Schemas } from '../api/client'
import { dayInWords, soonInWords } from '../dates/day'
import { Notice } from '../design/notice'
import { useLanguage, useWords } from '../words'
import { hashOf } from './route'

/** What the desk must know whatever it looks at. Stays in the document when empty, so that news are read out. */
export function Warnings({ state, lost }: { state: Schemas['StaffState'] | null; lost: boolean }) {
  const { warnings } = useWords().staff
  return (
    <div role="region" aria-label={warnings.label} aria-live="polite" className="grid gap-3 empty:absolute">
      {lost ? (
        <Notice kind="bad" title={warnings.lost}>
          {warnings.lostDo}
        </Notice>
      ) : (
        state && <Told state={state} />
      )}
    </div>
  )
}

function Told({ state: { centre, folder, reader } }: { state: Schemas['StaffState'] }) {
  const { warnings } = useWords().staff
  const language = useLanguage()
  return (
    <>
      {!centre.reachable && (
        <Notice kind="bad" title={warnings.centre}>
          {centre.since && <p>{warnings.centreSince(soonInWords(centre.since, language), centre.queued)}</p>}
          <a href={hashOf({ place: 'procedure' })} className="inline-flex min-h-11 items-center text-key underline">
            {warnings.toProcedure}
          </a>
        </Notice>
      )}
      {centre.reachable && centre.queued > 0 && <Notice kind="info">{warnings.queued(centre.queued)}</Notice>}
      {(folder.trouble ?? !folder.watching) && (
        <Notice kind="warn" title={warnings.folder}>
          {folder.trouble ? <p lang="ja">{folder.trouble}</p> : <p>{warnings.folderStopped}</p>}
        </Notice>
      )}
      {!reader.connected && (
        <Notice kind="warn" title={warnings.reader}>
          {warnings.readerDo}
        </Notice>
      )}
      {centre.certificate_soon && (
        <Notice kind="warn" title={warnings.certificate}>
          {warnings.certificateEnds(dayInWords(centre.certificate_ends, language))}
        </Notice>
      )}
    </>
  )
}

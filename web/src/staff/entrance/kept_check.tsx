import { useState } from 'react'
import { Button } from '../../design/button'
import { useHeadingFocus } from '../../frame/use_heading_focus'
import { useWords } from '../../words'
import { CheckForm, type Came } from '../check/check_form'
import { PageTitle } from '../page_title'

/** A check that the terminal keeps until the centre is back. Its answer is for who signs in then; what was typed leaves
 * the screen with it. */
export function KeptCheck({ today }: { today: string | undefined }) {
  const { away } = useWords().staff
  const [kept, setKept] = useState<Came | null>(null)
  return (
    <>
      <PageTitle>{away.check}</PageTitle>
      {kept && 'queued_at' in kept ? (
        <Kept id={kept.id} next={() => setKept(null)} />
      ) : (
        <>
          <p>{away.checkBody}</p>
          <div className="max-w-[40rem]">
            <CheckForm label={away.check} go={away.keep} today={today} came={setKept} />
          </div>
        </>
      )}
    </>
  )
}

function Kept({ id, next }: { id: string; next: () => void }) {
  const { away } = useWords().staff
  const heading = useHeadingFocus()
  return (
    <section aria-labelledby="kept" className="grid max-w-[40rem] gap-4 rounded-16 border-2 border-field-line p-5">
      <h2 id="kept" ref={heading} tabIndex={-1} className="text-std-22B-150">
        {away.kept}
      </h2>
      <p>{away.keptAs(id)}</p>
      <Button look="outline" className="justify-self-start" onClick={next}>
        {away.next}
      </Button>
    </section>
  )
}

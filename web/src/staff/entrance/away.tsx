import type { Schemas } from '../../api/client'
import { buttonLook } from '../../design/button'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { Procedure } from '../procedure'
import type { AwayPlace } from '../route'
import { KeptCheck } from './kept_check'
import { EmptyStatement } from './without_centre'

interface Props {
  place: AwayPlace
  state: Schemas['KioskState'] | null
}

/** The desk without anybody signed in, while the centre is away: nothing here tells of a person. */
export function Away({ place, state }: Props) {
  const { away, signIn } = useWords().staff
  return (
    <main className="mx-auto grid max-w-screen-xl gap-6 px-4 py-6 sm:px-8">
      <div role="status" className="empty:absolute">
        {state?.centre.reachable && <Notice kind="good">{away.over}</Notice>}
      </div>
      {place === 'procedure' && (
        <Procedure>
          <EmptyStatement />
        </Procedure>
      )}
      {place === 'check' && <KeptCheck today={state?.clock.slice(0, 10)} />}
      <a href="#/" className={`${buttonLook('text', 'small')} -ml-3.5 justify-self-start`}>
        {signIn.back}
      </a>
    </main>
  )
}

import { useRef, useState } from 'react'
import type { Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { useWords } from '../../words'
import type { Item } from '../consents'
import { send } from '../send'
import { GivenList } from './given_list'
import { TakeBack } from './take_back'
import { TakenBack } from './taken_back'

export type Done = NonNullable<Schemas['KioskReception']['done']>

/** What the patient agreed to, and the way to take it back while the terminal offers it. */
export function Given({ reception, done }: { reception: string; done: Done }) {
  const { given: words } = useWords().kiosk
  const heading = useRef<HTMLHeadingElement>(null)
  const [asked, setAsked] = useState<Item[] | null>(null)
  const { consents, withdrawal } = done
  const isOffered = withdrawal === 'possible' || withdrawal === 'failed'
  const inForce = consents.filter(one => one.given).map(one => one.item)
  const takeBack = (items: Item[]) => {
    heading.current?.focus() // the button that was pressed goes with what it takes back
    void send.withdrawal({ reception, items })
  }
  return (
    <section
      aria-labelledby="given"
      aria-busy={withdrawal === 'asking'}
      className="grid w-full max-w-[48rem] gap-1 rounded-8 bg-raised px-4 py-2 text-left sm:px-6"
    >
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
        <h2 id="given" ref={heading} tabIndex={-1} className="text-std-20B-150">
          {words.title}
        </h2>
        {withdrawal !== 'closed' && inForce.length > 1 && (
          <Button
            look="outline"
            size="small"
            className="mb-1 ml-auto sm:mb-0"
            disabled={!isOffered}
            onClick={() => setAsked(inForce)}
          >
            {words.takeBackAll}
          </Button>
        )}
      </div>
      <GivenList done={done} isOffered={isOffered} takeBack={item => setAsked([item])} />
      <TakenBack done={done} />
      {asked && isOffered && <TakeBack items={asked} go={takeBack} close={() => setAsked(null)} />}
    </section>
  )
}

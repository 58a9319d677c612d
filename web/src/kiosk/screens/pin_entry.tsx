import { useState } from 'react'
import type { Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { send } from '../send'
import { OtherModes } from './in_progress'
import { PinPad } from './pin_pad'
import { Stop } from './stop'
import { Title } from './title'

type Reception = Schemas['KioskReception']

/** A wrong PIN may cost the patient a way to the city hall: tries are told before one is used, and the last one is used
 * only by who insists. */
export function PinEntry({ reception }: { reception: Reception }) {
  const [insists, setInsists] = useState(false)
  return reception.last_try && !insists ? (
    <LastTry reception={reception} insist={() => setInsists(true)} />
  ) : (
    <Entry reception={reception} insist={insists} />
  )
}

function LastTry({ reception, insist }: { reception: Reception; insist: () => void }) {
  const { pin } = useWords().kiosk
  return (
    <section className="grid w-full max-w-[60rem] gap-8">
      <Title>{pin.lastTitle}</Title>
      <Notice kind="bad" role="alert" large title={reception.pin_wrong ? pin.wrong : undefined}>
        <p>{pin.lastBody}</p>
        <p>{pin.lastAdvice}</p>
      </Notice>
      <OtherModes reception={reception} than="pin" large />
      <Stop reception={reception.id}>
        <Button look="text" className="text-std-20N-150!" onClick={insist}>
          {pin.insist}
        </Button>
      </Stop>
    </section>
  )
}

function Entry({ reception, insist }: { reception: Reception; insist: boolean }) {
  const { pin } = useWords().kiosk
  return (
    <section className="grid w-full max-w-[64rem] gap-x-16 gap-y-6 sm:grid-cols-[1fr_auto]">
      <div className="grid gap-4 sm:content-end sm:gap-6">
        <Title>{pin.title}</Title>
        <p className="text-center text-std-20N-150 text-balance">{pin.how}</p>
        {reception.pin_wrong && <Notice kind="bad" role="alert" large title={pin.wrong} />}
        {reception.tries_left !== null && (
          <p className={`text-center text-std-24B-150 ${reception.tries_left < 3 ? 'text-bad' : ''}`}>
            {pin.triesLeft(reception.tries_left)}
          </p>
        )}
      </div>
      <div className="sm:col-start-2 sm:row-span-2 sm:row-start-1">
        <PinPad enter={entered => void send.pin({ reception: reception.id, pin: entered, insist })} />
      </div>
      <div className="grid gap-4 sm:content-start">
        <OtherModes reception={reception} than="pin" />
        <Stop reception={reception.id} />
      </div>
    </section>
  )
}

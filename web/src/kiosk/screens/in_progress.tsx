import { useId } from 'react'
import type { Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { send } from '../send'
import { Calm } from './calm'
import { Stop } from './stop'

type Reception = Schemas['KioskReception']

interface OtherModesProps {
  reception: Reception
  than: Schemas['Mode']
  /** Where they are the better answer. */
  large?: boolean
}

/** The other ways to be recognised that this card has. */
export function OtherModes({ reception, than, large = false }: OtherModesProps) {
  const { mode: words } = useWords().kiosk
  const label = useId()
  const others = reception.modes.filter(mode => mode !== than)
  if (others.length === 0) return null
  return (
    <div role="group" aria-labelledby={label} className="flex flex-wrap items-center justify-center gap-4">
      <p id={label} className="w-full text-center text-std-20N-150 sm:w-auto">
        {words.others}
      </p>
      {others.map(mode => (
        <Button
          key={mode}
          look="outline"
          size={large ? 'large' : 'medium'}
          className={large ? '' : 'text-std-20B-150!'}
          onClick={() => void send.mode({ reception: reception.id, mode })}
        >
          {words[mode]}
        </Button>
      ))}
    </div>
  )
}

export function FaceScreen({ reception, development }: { reception: Reception; development: boolean }) {
  const { face } = useWords().kiosk
  return (
    <Calm look="busy" title={face.title} body={[face.body]}>
      {development && (
        <Notice kind="warn" large>
          {face.development}
        </Notice>
      )}
      <OtherModes reception={reception} than="face" />
      <Stop reception={reception.id} />
    </Calm>
  )
}

export function VisualScreen({ reception }: { reception: Reception }) {
  const { visual } = useWords().kiosk
  return (
    <Calm look="busy" title={visual.title} body={[visual.body]}>
      <OtherModes reception={reception} than="visual" />
      <Stop reception={reception.id} />
    </Calm>
  )
}

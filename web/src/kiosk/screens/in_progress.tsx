import type { Schemas } from '../../api/client'
import { Button } from '../../design/button'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { send } from '../send'
import { Calm } from './calm'
import { Stop } from './stop'

type Reception = Schemas['KioskReception']

/** The other ways to be recognised that this card has. */
interface OtherModeProps {
  reception: Reception
  than: Schemas['Mode']
  /** Where they are the better answer. */
  large?: boolean
}

export function OtherMode({ reception, than, large = false }: OtherModeProps) {
  const { kiosk } = useWords()
  const others = reception.modes.filter(mode => mode !== than)
  const names = { face: kiosk.mode.face, pin: kiosk.mode.pin, visual: kiosk.mode.visual }
  return others.map(mode => (
    <Button
      key={mode}
      look="outline"
      size={large ? 'large' : 'medium'}
      className={large ? '' : 'text-std-20B-150!'}
      onClick={() => void send.mode({ reception: reception.id, mode })}
    >
      {names[mode]}
    </Button>
  ))
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
      <Stop reception={reception.id}>
        <OtherMode reception={reception} than="face" />
      </Stop>
    </Calm>
  )
}

export function VisualScreen({ reception }: { reception: Reception }) {
  const { visual } = useWords().kiosk
  return (
    <Calm look="busy" title={visual.title} body={[visual.body]}>
      <Stop reception={reception.id}>
        <OtherMode reception={reception} than="visual" />
      </Stop>
    </Calm>
  )
}

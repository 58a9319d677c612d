import type { Schemas } from '../api/client'
import { useWords } from '../words'
import { screenOf } from './screen_of'
import { Calm } from './screens/calm'
import { Consent } from './screens/consent'
import { Done } from './screens/done'
import { FaceScreen, VisualScreen } from './screens/in_progress'
import { ModeChoice } from './screens/mode_choice'
import { PinEntry } from './screens/pin_entry'
import { Registration } from './screens/registration'
import { Trouble } from './screens/trouble'
import { Waiting } from './screens/waiting'

export function ScreenFor({ state }: { state: Schemas['KioskState'] }) {
  const { kiosk } = useWords()
  const screen = screenOf(state)
  const reception = state.reception
  if (screen === 'no_reader') return <Calm look="trouble" title={kiosk.noReader.title} body={[kiosk.noReader.body]} />
  if (screen === 'take_card') return <Calm look="card" title={kiosk.takeCard.title} body={[kiosk.takeCard.body]} />
  if (screen === 'waiting' || !reception) return <Waiting centreReachable={state.centre.reachable} />
  switch (screen) {
    case 'reading':
      return <Calm look="busy" title={kiosk.reading.title} body={[kiosk.reading.body]} />
    case 'mode':
      return <ModeChoice reception={reception} development={state.development} />
    case 'pin':
      return <PinEntry reception={reception} />
    case 'face':
      return <FaceScreen reception={reception} development={state.development} />
    case 'visual_wait':
      return <VisualScreen reception={reception} />
    case 'registration':
      return <Registration reception={reception} />
    case 'consent':
      return <Consent reception={reception} />
    case 'working':
      return <Calm look="busy" title={kiosk.working.title} body={[kiosk.working.body]} />
    case 'done':
      return <Done reception={reception} />
    case 'trouble':
      return <Trouble reception={reception} />
  }
}

import type { Schemas } from '../../api/client'
import { FaceIcon, PadIcon, PeopleIcon } from '../../design/icons'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { send } from '../send'
import { Stop } from './stop'
import { Title } from './title'

const icons = { face: FaceIcon, pin: PadIcon, visual: PeopleIcon }
const order: Schemas['Mode'][] = ['face', 'pin', 'visual']

interface Props {
  reception: Schemas['KioskReception']
  development: boolean
}

export function ModeChoice({ reception, development }: Props) {
  const { mode: words } = useWords().kiosk
  const hows = { face: words.faceHow, pin: words.pinHow, visual: words.visualHow }
  const modes = order.filter(mode => reception.modes.includes(mode))
  return (
    <section className="grid w-full max-w-[68rem] gap-8">
      <Title>{words.title}</Title>
      {!modes.includes('pin') && (
        <Notice kind="info" large>
          {words.noPin}
        </Notice>
      )}
      <ul className="grid auto-cols-fr gap-5 sm:grid-flow-col">
        {modes.map(mode => {
          const Picture = icons[mode]
          return (
            <li key={mode}>
              <button
                type="button"
                onClick={() => void send.mode({ reception: reception.id, mode })}
                className="grid size-full content-start justify-items-center gap-3 rounded-16 border-2 border-key bg-page px-5 py-6 text-center hover:bg-key-soft sm:py-10"
              >
                <Picture className="size-16 text-key sm:size-24" />
                <span className="text-std-28B-150 text-key underline underline-offset-8">{words[mode]}</span>
                <span className="text-std-20N-150">{hows[mode]}</span>
                {mode === 'face' && development && (
                  <span className="rounded-4 bg-warn-soft px-2 py-1 text-dns-17N-130 text-warn">
                    {words.developmentFace}
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
      <Stop reception={reception.id} />
    </section>
  )
}

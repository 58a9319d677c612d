import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { CardOnReader } from './card_on_reader'
import { Title } from './title'

export function Waiting({ centreReachable }: { centreReachable: boolean }) {
  const { waiting } = useWords().kiosk
  return (
    <section className="grid w-full max-w-[60rem] justify-items-center gap-6 text-center text-balance">
      {!centreReachable && (
        <Notice kind="warn" role="status" large>
          {waiting.centreAway}
        </Notice>
      )}
      <CardOnReader />
      <Title>{waiting.title}</Title>
      <p className="text-std-22N-150 sm:text-std-28N-150">{waiting.how}</p>
      <p className="text-std-18N-160 text-ink-soft sm:text-std-20N-150">{waiting.without}</p>
    </section>
  )
}

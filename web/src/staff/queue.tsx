import { useEffect } from 'react'
import { outcome, terminal } from '../api/client'
import { soonInWords } from '../dates/day'
import { FileName } from '../design/file_name'
import { ProblemNotice } from '../design/form'
import { useLanguage, useWords } from '../words'
import { Answer } from './check/answer'
import { useAsked } from './use_asked'

const askQueue = () => outcome(terminal.GET('/api/staff/queue'))

/** What the desk has left with the terminal while the centre was away. */
export function Queue({ queued }: { queued: number | undefined }) {
  const { procedure: words } = useWords().staff
  const language = useLanguage()
  const { came, anew } = useAsked(askQueue)
  useEffect(anew, [anew, queued])
  if (!came) return null
  if (!came.ok) return <ProblemNotice problem={came.problem} />
  const { items } = came.data
  const waiting = items.filter(one => !one.answer && !one.problem).length
  return (
    <section aria-labelledby="queue" className="grid gap-3">
      <h2 id="queue" className="text-std-24B-150">
        {words.queue}
      </h2>
      <p aria-live="polite">{waiting > 0 ? words.queueCount(waiting) : words.queueNone}</p>
      <ul className="grid gap-3">
        {items.map(one => (
          <li key={one.id} className="grid gap-2 rounded-8 border border-line p-4">
            <p className="flex flex-wrap gap-x-6">
              <span className="font-700">{words.kinds[one.kind]}</span>
              <span lang="ja">
                <FileName>{one.label}</FileName>
              </span>
              <span className="text-ink-soft">{words.at(soonInWords(one.queued_at, language))}</span>
            </p>
            {one.answer ? (
              <Answer answer={one.answer} />
            ) : (
              <p lang={one.problem ? 'ja' : undefined}>{one.problem?.message ?? words.waiting}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useEffect } from 'react'
import { outcome, terminal, type Schemas } from '../api/client'
import { soonInWords } from '../dates/day'
import { FileName } from '../design/file_name'
import { ProblemNotice } from '../design/form'
import { useLanguage, useWords } from '../words'
import { Answer } from './check/answer'
import { PageTitle } from './page_title'
import { useAsked } from './use_asked'

const askProcedure = () => outcome(terminal.GET('/api/staff/procedure'))
const askQueue = () => outcome(terminal.GET('/api/staff/queue'))

/** What the desk does while the centre is away, and what it has left with the terminal meanwhile. */
export function Procedure({ queued }: { queued: number | undefined }) {
  const { nav } = useWords().staff
  const procedure = useAsked(askProcedure).came
  return (
    <>
      <PageTitle>{nav.procedure}</PageTitle>
      <Queue queued={queued} />
      {procedure && !procedure.ok && <ProblemNotice problem={procedure.problem} />}
      {procedure?.ok && <Sections procedure={procedure.data} />}
    </>
  )
}

function Sections({ procedure }: { procedure: Schemas['Procedure'] }) {
  return (
    <article lang="ja" className="grid max-w-[56rem] gap-6">
      <h2 className="text-std-24B-150">{procedure.title}</h2>
      {procedure.sections.map(({ heading, steps }) => (
        <section key={heading} className="grid gap-2">
          <h3 className="text-std-20B-150">{heading}</h3>
          <ol className="grid list-decimal gap-1 pl-7">
            {steps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      ))}
    </article>
  )
}

function Queue({ queued }: { queued: number | undefined }) {
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

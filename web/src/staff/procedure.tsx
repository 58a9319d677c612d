import type { ReactNode } from 'react'
import { outcome, terminal, type Schemas } from '../api/client'
import { ProblemNotice } from '../design/form'
import { useWords } from '../words'
import { PageTitle } from './page_title'
import { useAsked } from './use_asked'

const askProcedure = () => outcome(terminal.GET('/api/staff/procedure'))

/** What the desk does while the centre is away; between title and text stands what else there is to it. */
export function Procedure({ children }: { children: ReactNode }) {
  const { nav } = useWords().staff
  const procedure = useAsked(askProcedure).came
  return (
    <>
      <PageTitle>{nav.procedure}</PageTitle>
      {children}
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

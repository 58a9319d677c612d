import type { ReactNode } from 'react'
import type { Schemas } from '../../api/client'
import { isCovered } from '../../api/validity'
import { dayInWords, dayOfInstant, timeOf } from '../../dates/day'
import { Button, buttonLook } from '../../design/button'
import { FileName } from '../../design/file_name'
import { Notice } from '../../design/notice'
import { useLanguage, useWords } from '../../words'
import { PageTitle } from '../page_title'
import { hashOf } from '../route'
import { AnswerInWords } from './answer_in_words'
import { Consents } from './consents'
import { ValidityMark } from './validity_mark'
import { Visual } from './visual'

type Reception = Schemas['StaffReception']

interface Props {
  reception: Reception | undefined
  makeStatement: (known: Schemas['Statement']) => void
}

export function ReceptionDetails({ reception, makeStatement }: Props) {
  const { details } = useWords().staff
  return (
    <>
      <PageTitle>{details.title}</PageTitle>
      {reception ? (
        <Found reception={reception} makeStatement={makeStatement} />
      ) : (
        <Notice kind="info">{details.gone}</Notice>
      )}
      <a href={hashOf({ place: 'receptions' })} className={`${buttonLook('text', 'small')} -ml-3.5 justify-self-start`}>
        {details.back}
      </a>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid content-start gap-2 rounded-16 border border-line p-5">
      <h2 className="text-std-20B-150">{title}</h2>
      {children}
    </section>
  )
}

function Found({ reception, makeStatement }: Props & { reception: Reception }) {
  const { details, receptions, steps, modes } = useWords().staff
  const language = useLanguage()
  const facts: [string, string | null][] = [
    [receptions.time, timeOf(reception.at)],
    [receptions.birth, reception.birth_date && dayInWords(reception.birth_date, language)],
    [receptions.insurer, reception.insurer],
    [receptions.mode, reception.mode && modes[reception.mode]],
    [receptions.step, steps[reception.step]],
  ]
  const unsettled = reception.validity !== null && !isCovered(reception.validity)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <p lang={reception.name ? 'ja' : undefined} className="text-std-28B-150">
          {reception.name ?? receptions.unknown}
        </p>
        {reception.validity !== null && <ValidityMark validity={reception.validity} large />}
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {facts.map(
          ([label, text]) =>
            text && (
              <div key={label}>
                <dt className="text-dns-14N-130 text-ink-soft">{label}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
      {reception.notice && (
        <Notice kind={reception.step === 'trouble' || unsettled ? 'warn' : 'info'}>
          <p lang="ja">{reception.notice.message}</p>
          <p className="text-dns-14N-130 text-ink-soft">{reception.notice.code}</p>
        </Notice>
      )}
      {reception.visual_possible && <Visual reception={reception.id} />}
      {reception.validity !== null && <Outcome reception={reception} />}
      {unsettled && (
        <Button className="justify-self-start" onClick={() => makeStatement(knownFrom(reception))}>
          {details.makeStatement}
        </Button>
      )}
    </>
  )
}

function Outcome({ reception }: { reception: Reception }) {
  const { details } = useWords().staff
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      {reception.words && (
        <Part title={details.answer}>
          <AnswerInWords words={reception.words} />
        </Part>
      )}
      <div className="grid gap-5">
        <Part title={details.consents}>
          <Consents consents={reception.consents} />
        </Part>
        <Part title={details.file}>
          {reception.file ? (
            <p className="text-mono-16N-150">
              <FileName>{reception.file}</FileName>
            </p>
          ) : (
            <p>{details.noFile}</p>
          )}
        </Part>
      </div>
    </div>
  )
}

function knownFrom({ name, birth_date, at }: Reception): Schemas['Statement'] {
  return { on: dayOfInstant(at), ...(name ? { name } : {}), ...(birth_date ? { birth_date } : {}) }
}

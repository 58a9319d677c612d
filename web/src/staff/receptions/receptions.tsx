import type { Schemas } from '../../api/client'
import { timeOf } from '../../dates/day'
import { buttonLook } from '../../design/button'
import { useWords } from '../../words'
import { PageTitle } from '../page_title'
import { hashOf } from '../route'
import { AnswerInWords } from './answer_in_words'
import { ValidityMark } from './validity_mark'
import { WithdrawnMark } from './withdrawn_mark'

type Reception = Schemas['StaffReception']

/** Newest first: the latest with its answer in full, the others in a table (on a phone, a list). */
export function Receptions({ state }: { state: Schemas['StaffState'] }) {
  const { receptions: words } = useWords().staff
  const [latest, ...earlier] = state.receptions
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      {latest ? <Latest reception={latest} /> : <p className="text-std-20N-150">{words.none}</p>}
      {earlier.length > 0 && (
        <section aria-labelledby="earlier" className="grid gap-3">
          <h2 id="earlier" className="text-std-22B-150">
            {words.earlier}
          </h2>
          <Earlier receptions={earlier} />
        </section>
      )}
      <p className="text-ink-soft">{words.kept}</p>
    </>
  )
}

function Latest({ reception }: { reception: Reception }) {
  const { receptions: words, steps } = useWords().staff
  return (
    <section aria-labelledby="latest" className="grid gap-4 rounded-16 border-2 border-field-line p-5 sm:p-6">
      <h2 id="latest" className="text-std-20B-150">
        {words.latest} <span className="font-400 text-ink-soft">{timeOf(reception.at)}</span>
      </h2>
      <div aria-live="polite" className="grid gap-4">
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <p lang={reception.name ? 'ja' : undefined} className="text-std-28B-150">
            {reception.name ?? words.unknown}
          </p>
          {reception.validity !== null && <ValidityMark validity={reception.validity} large />}
          <p className="text-std-20N-150">{steps[reception.step]}</p>
          <WithdrawnMark consents={reception.consents} />
        </div>
        {reception.words && <AnswerInWords words={reception.words} />}
        {reception.notice && !reception.words && <p lang="ja">{reception.notice.message}</p>}
      </div>
      <DetailsLink reception={reception} />
    </section>
  )
}

function DetailsLink({ reception }: { reception: Reception }) {
  const { receptions: words } = useWords().staff
  return (
    <a
      href={hashOf({ place: 'receptions', id: reception.id })}
      aria-label={words.detailsOf(reception.name ?? words.unknown, timeOf(reception.at))}
      className={`${buttonLook('outline', 'small')} justify-self-start`}
    >
      {words.details}
    </a>
  )
}

function Earlier({ receptions }: { receptions: Reception[] }) {
  const { receptions: words, steps, modes } = useWords().staff
  return (
    <table className="block w-full sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="bg-raised text-left">
          {[words.time, words.person, words.result, words.step, words.mode, words.details].map(title => (
            <th key={title} scope="col" className="border-b border-field-line px-3 py-2 whitespace-nowrap">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {receptions.map(one => (
          <tr
            key={one.id}
            className="flex flex-wrap items-center gap-x-4 border-b border-line py-2 sm:table-row [&>td]:py-1 sm:[&>td]:px-3 sm:[&>td]:py-2"
          >
            <td>{timeOf(one.at)}</td>
            <td lang={one.name ? 'ja' : undefined} className="font-700">
              {one.name ?? words.unknown}
            </td>
            <td>{one.validity !== null && <ValidityMark validity={one.validity} />}</td>
            <td>
              <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
                {steps[one.step]}
                <WithdrawnMark consents={one.consents} />
              </span>
            </td>
            <td>{one.mode && modes[one.mode]}</td>
            <td>
              <DetailsLink reception={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

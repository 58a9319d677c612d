import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { awayHashOf } from '../route'

const look = 'inline-flex min-h-11 items-center text-key underline underline-offset-4'

/** 被保険者資格申立書 with nothing filled in, which the terminal makes without the centre. */
export function EmptyStatement() {
  const { away } = useWords().staff
  return (
    <a href="/api/staff/statement" target="_blank" rel="noreferrer" className={look}>
      {away.statement}
    </a>
  )
}

/** Nobody can sign in now; this is what reception goes on with. `check`: the terminal keeps typed checks now. */
export function WithoutCentre({ check }: { check: boolean }) {
  const { away, warnings } = useWords().staff
  return (
    <Notice kind="warn" title={warnings.centre}>
      <p>{away.body}</p>
      <ul>
        <li>
          <a href={awayHashOf('procedure')} className={look}>
            {warnings.toProcedure}
          </a>
        </li>
        <li>
          <EmptyStatement />
        </li>
        {check && (
          <li>
            <a href={awayHashOf('check')} className={look}>
              {away.check}
            </a>
          </li>
        )}
      </ul>
    </Notice>
  )
}

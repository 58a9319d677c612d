import type { Schemas } from '../../api/client'
import { isCovered } from '../../api/validity'
import { Button } from '../../design/button'
import { Notice } from '../../design/notice'
import { useWords } from '../../words'
import { AnswerInWords } from '../receptions/answer_in_words'
import { ValidityMark } from '../receptions/validity_mark'

interface Props {
  answer: Schemas['CheckAnswer']
  /** Offered where eligibility could not be confirmed. */
  makeStatement?: () => void
}

export function Answer({ answer, makeStatement }: Props) {
  const { check, details } = useWords().staff
  return (
    <section
      aria-labelledby={`answer-${answer.answer_id}`}
      className="grid gap-4 rounded-16 border-2 border-field-line p-5"
    >
      <h2 id={`answer-${answer.answer_id}`} className="flex flex-wrap items-center gap-4 text-std-20B-150">
        {check.answer}
        <ValidityMark validity={answer.validity} large />
      </h2>
      <AnswerInWords words={answer.words} />
      {answer.what_to_do && (
        <Notice kind="warn" title={check.whatToDo}>
          <p lang="ja">{answer.what_to_do}</p>
        </Notice>
      )}
      {!isCovered(answer.validity) && makeStatement && (
        <Button look="outline" className="justify-self-start" onClick={makeStatement}>
          {details.makeStatement}
        </Button>
      )}
    </section>
  )
}

import { answerLines } from './answer_lines'

/** An answer as the terminal words it, in Japanese whatever the page's language is. */
export function AnswerInWords({ words }: { words: string }) {
  return (
    <dl lang="ja" className="grid">
      {answerLines(words).map((line, place) => (
        <div key={place} className="grid gap-x-6 border-b border-line py-2 last:border-0 sm:grid-cols-[8rem_1fr]">
          <dt className="text-ink-soft">{line.label}</dt>
          <dd className="whitespace-pre-line">{line.text}</dd>
        </div>
      ))}
    </dl>
  )
}

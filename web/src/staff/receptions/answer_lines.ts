/** A line of an answer in words: label, and what it says. */
export interface Line {
  label: string
  text: string
}

/** Takes the terminal's lines apart at the ideographic spaces and the space or two after the label. A line without a
 * label belongs to the one before it. */
export function answerLines(words: string): Line[] {
  const lines: Line[] = []
  for (const line of words.split('\n').filter(one => one.trim() !== '')) {
    const parts = /^(\S[^\s　]*)[\s　]+(.*)$/.exec(line)
    const last = lines.at(-1)
    if (parts) lines.push({ label: parts[1] ?? '', text: parts[2] ?? '' })
    else if (last) last.text += `\n${line.trim()}`
    else lines.push({ label: '', text: line.trim() })
  }
  return lines
}

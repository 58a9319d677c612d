/** A line of an answer in words: label, and what it says. */
interface Line {
  label: string
  text: string
}

/** Takes lines like 「氏名　　　：試作　一郎」 apart. A line without a label goes on with the one before it. */
export function answerLines(words: string): Line[] {
  const lines: Line[] = []
  for (const line of words.split('\n').filter(one => one.trim() !== '')) {
    const colon = line.indexOf('：')
    const last = lines.at(-1)
    if (colon > 0) lines.push({ label: line.slice(0, colon).trim(), text: line.slice(colon + 1).trim() })
    else if (last) last.text += `\n${line.trim()}`
    else lines.push({ label: '', text: line.trim() })
  }
  return lines
}

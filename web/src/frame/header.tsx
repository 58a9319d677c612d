import type { ReactNode } from 'react'
import { Button } from '../design/button'
import { useLanguage, useWords } from '../words'
import { themes, usePreferences } from './preferences'

function DevelopmentMark() {
  const { frame } = useWords()
  return (
    <p
      title={frame.developmentMeaning}
      className="rounded-4 border-2 border-warn bg-warn-soft px-2 text-std-16B-170 text-warn"
    >
      {frame.development}
      <span className="sr-only">: {frame.developmentMeaning}</span>
    </p>
  )
}

function Switches() {
  const { theme, setTheme, setLanguage } = usePreferences()
  const language = useLanguage()
  const { frame } = useWords()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
  const other = language === 'ja' ? 'en' : 'ja'
  return (
    <>
      <Button look="text" size="small" lang={other} onClick={() => setLanguage(other)}>
        {frame.language}
      </Button>
      <Button look="text" size="small" onClick={() => setTheme(next)}>
        {frame.themes[theme]}
      </Button>
    </>
  )
}

interface Props {
  facility?: string | undefined
  development?: boolean | undefined
  /** Who is signed in, and the way out. */
  who?: ReactNode
  out?: ReactNode
}

/** The band on top of every page: whose page it is, the mark of development, the switches. */
export function Header({ facility, development, who, out }: Props) {
  const { frame } = useWords()
  return (
    <header className="border-b border-line bg-page">
      <div className="mx-auto flex w-full max-w-screen-xl flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2 sm:gap-x-4 sm:px-8">
        <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1">
          <p className="text-std-18B-160">{frame.product}</p>
          {facility && (
            <p lang="ja" className="text-ink-soft">
              {facility}
            </p>
          )}
        </div>
        {development && <DevelopmentMark />}
        {who && <div className="ml-auto">{who}</div>}
        <div className={`flex flex-wrap justify-end ${who ? 'max-sm:w-full' : 'ml-auto'}`}>
          {out}
          <Switches />
        </div>
      </div>
    </header>
  )
}

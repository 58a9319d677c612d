import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import type { Language } from '../dates/day'
import { LanguageContext } from '../words'

export const themes = ['auto', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

interface Preferences {
  theme: Theme
  setTheme: (theme: Theme) => void
  setLanguage: (language: Language) => void
}

const PreferencesContext = createContext<Preferences | null>(null)

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext)
  if (!preferences) throw new Error('usePreferences outside of Preferences')
  return preferences
}

const stored = <T extends string>(key: string, known: readonly T[], otherwise: T): T =>
  known.find(one => one === localStorage.getItem(key)) ?? otherwise

/** Theme and language of this browser. `remembersLanguage`: not at the kiosk, where the next patient is another person. */
export function Preferences({ remembersLanguage, children }: { remembersLanguage: boolean; children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>(() => stored('theme', themes, 'auto'))
  const [language, setLanguage] = useState<Language>(() =>
    remembersLanguage ? stored('language', ['ja', 'en'], 'ja') : 'ja',
  )
  useEffect(() => {
    localStorage.setItem('theme', theme)
    if (theme === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  useEffect(() => {
    if (remembersLanguage) localStorage.setItem('language', language)
    document.documentElement.lang = language
  }, [language, remembersLanguage])
  return (
    <LanguageContext value={language}>
      <PreferencesContext value={{ theme, setTheme, setLanguage }}>{children}</PreferencesContext>
    </LanguageContext>
  )
}

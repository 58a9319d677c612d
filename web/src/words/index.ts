import { createContext, useContext } from 'react'
import type { Language } from '../dates/day'
import { en } from './en'
import { ja } from './ja'

/** Every word on every screen, by language. Japanese is the original; a key that English lacks does not compile. */
export type Words = typeof ja

export const words: Record<Language, Words> = { ja, en }

export const LanguageContext = createContext<Language>('ja')

export const useLanguage = () => useContext(LanguageContext)
export const useWords = () => words[useLanguage()]

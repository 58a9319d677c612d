import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import '../style.css'
import { Preferences } from './preferences'

/** Puts a page into its document. */
export function mount(page: ReactNode, { remembersLanguage }: { remembersLanguage: boolean }) {
  const place = document.getElementById('page')
  if (!place) throw new Error('the document has no element #page')
  createRoot(place).render(
    <StrictMode>
      <Preferences remembersLanguage={remembersLanguage}>{page}</Preferences>
    </StrictMode>,
  )
}

import { useEffect } from 'react'
import { fetchKioskState } from '../api/kiosk_state'
import { useStateOf } from '../api/use_state_of'
import { Header } from '../frame/header'
import { usePreferences } from '../frame/preferences'
import { useWords } from '../words'
import { Idle } from './idle'
import { awaitedOf, identityOf } from './screen_of'
import { ScreenFor } from './screen'
import { Calm } from './screens/calm'

/** The patient's side: shows the step that the terminal is at, and holds nothing of its own beyond one screen. */
export function Kiosk() {
  const { kiosk } = useWords()
  const { setLanguage } = usePreferences()
  const { state, lost } = useStateOf(fetchKioskState)
  const awaited = state && awaitedOf(state)
  useEffect(() => {
    document.title = `${kiosk.title} | onshi`
  }, [kiosk])
  const reception = state?.reception?.id
  useEffect(() => {
    // The next patient is another person, and begins in Japanese.
    if (reception !== undefined) return () => setLanguage('ja')
    return undefined
  }, [reception, setLanguage])
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto]">
      <Header facility={state?.facility.name} development={state?.development} />
      <main className="grid place-items-center px-4 py-4 sm:px-8">
        {lost && <Calm key="lost" look="trouble" title={kiosk.lost.title} body={[kiosk.lost.body]} role="alert" />}
        {!lost && state && (
          <>
            <ScreenFor key={identityOf(state)} state={state} />
            {awaited && state.reception && (
              <Idle key={`idle ${awaited} ${identityOf(state)}`} reception={state.reception.id} awaited={awaited} />
            )}
          </>
        )}
      </main>
      <footer className="px-4 pb-4 text-center text-balance text-std-18N-160 text-ink-soft sm:px-8">
        {kiosk.callStaff}
      </footer>
    </div>
  )
}

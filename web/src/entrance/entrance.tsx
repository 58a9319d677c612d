import { useEffect } from 'react'
import { Header } from '../frame/header'
import { useTerminal } from '../frame/use_terminal'
import { useWords } from '../words'

/** The way to the two screens of a terminal. */
export function Entrance() {
  const { frame } = useWords()
  const { entrance } = frame
  const terminal = useTerminal()
  useEffect(() => {
    document.title = `${entrance.title} | onshi`
  }, [entrance])
  const ways = [
    { href: '/kiosk', title: entrance.kiosk, meaning: entrance.kioskMeaning },
    { href: '/staff', title: entrance.staff, meaning: entrance.staffMeaning },
  ]
  return (
    <>
      <Header facility={terminal?.facility.name} development={terminal?.development} />
      <main className="mx-auto grid max-w-screen-lg gap-8 px-4 py-12 sm:px-8">
        <h1 className="text-std-32B-150">{entrance.title}</h1>
        <ul className="grid gap-6 sm:grid-cols-2">
          {ways.map(way => (
            <li key={way.href}>
              <a
                href={way.href}
                className="grid h-full content-start gap-2 rounded-16 border-2 border-field-line p-6 text-key hover:bg-key-soft"
              >
                <span className="text-std-24B-150 underline underline-offset-4">{way.title}</span>
                <span className="text-ink">{way.meaning}</span>
              </a>
            </li>
          ))}
        </ul>
      </main>
    </>
  )
}

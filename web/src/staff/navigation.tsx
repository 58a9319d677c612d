import type { Schemas } from '../api/client'
import { useWords } from '../words'
import { hashOf, mayGo, places, type Place } from './route'

export function Navigation({ role, place }: { role: Schemas['Role']; place: Place }) {
  const { nav } = useWords().staff
  return (
    <nav aria-label={nav.label} className="border-b border-line">
      <ul className="mx-auto flex max-w-screen-xl flex-wrap gap-x-1 px-2 sm:px-6">
        {places
          .filter(one => mayGo(role, one))
          .map(one => (
            <li key={one}>
              <a
                href={hashOf({ place: one })}
                aria-current={one === place ? 'page' : undefined}
                className="flex min-h-12 items-center border-b-4 border-transparent px-2 hover:underline aria-[current]:border-key aria-[current]:font-700 aria-[current]:text-key sm:px-3"
              >
                {nav[one]}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

/** A card above a reader, and which way it goes. A drawing of our own; it shows no real card. */
export function CardOnReader({ leaving = false }: { leaving?: boolean }) {
  return (
    <svg viewBox="0 0 320 220" aria-hidden="true" focusable="false" className="h-44 w-auto sm:h-60">
      <path
        d="M60 160h200l44 40a8 8 0 0 1-6 14H22a8 8 0 0 1-6-14z"
        className="fill-raised stroke-ink-soft"
        strokeWidth="4"
        strokeLinejoin="round"
      />
      <path d="M92 172h136l20 22H72z" className="fill-key-soft stroke-key" strokeWidth="3" strokeLinejoin="round" />
      <g strokeLinejoin="round">
        <rect x="76" y="8" width="168" height="104" rx="10" className="fill-page stroke-key" strokeWidth="5" />
        <rect x="92" y="46" width="40" height="48" rx="4" className="fill-key-soft stroke-key" strokeWidth="3" />
        <circle cx="112" cy="62" r="8" className="fill-key" />
        <path d="M97 90c2-12 8-16 15-16s13 4 15 16" className="fill-key" />
        <path
          d="M92 28h84M148 52h76M148 68h76M148 84h52"
          className="stroke-key"
          strokeWidth="5"
          strokeLinecap="round"
          fill="none"
        />
      </g>
      <path
        d={leaving ? 'M160 154v-32m-12 10 12-12 12 12' : 'M160 120v32m-12-10 12 12 12-12'}
        className="stroke-ink"
        strokeWidth="6"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  )
}

import type { ReactNode } from 'react'

/** Drawn here, decorative only: what they say stands beside them in words. */
function Icon({ children, className = 'size-6' }: { children: ReactNode; className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      {children}
    </svg>
  )
}

interface Size {
  className?: string
}

export const InfoIcon = ({ className }: Size) => (
  <Icon className={className}>
    <circle cx="12" cy="12" r="9.5" />
    <path d="M12 11v6M12 7.2v.1" />
  </Icon>
)
export const WarningIcon = ({ className }: Size) => (
  <Icon className={className}>
    <path d="M12 3 1.8 20.5h20.4zM12 9.5v5M12 17.6v.1" />
  </Icon>
)
export const ErrorIcon = ({ className }: Size) => (
  <Icon className={className}>
    <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8zM12 7v6M12 16.8v.1" />
  </Icon>
)
export const CheckIcon = ({ className }: Size) => (
  <Icon className={className}>
    <circle cx="12" cy="12" r="9.5" />
    <path d="m7.5 12.4 3 3 6-6.4" />
  </Icon>
)
export const ChevronIcon = ({ className }: Size) => (
  <Icon className={className}>
    <path d="m5 8.5 7 7 7-7" />
  </Icon>
)
export const FaceIcon = ({ className }: Size) => (
  <Icon className={className}>
    <path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5" />
    <circle cx="12" cy="12" r="5" />
    <path d="M10.2 11v.1M13.8 11v.1M10.4 13.6c1 .8 2.2.8 3.2 0" />
  </Icon>
)
export const PadIcon = ({ className }: Size) => (
  <Icon className={className}>
    <rect x="2.5" y="6.5" width="19" height="11" rx="2" />
    <path d="M7 12v.1M10.3 12v.1M13.7 12v.1M17 12v.1" strokeWidth="2.8" />
  </Icon>
)
export const PeopleIcon = ({ className }: Size) => (
  <Icon className={className}>
    <circle cx="8.5" cy="8" r="3.5" />
    <path d="M2 20c0-4 2.6-6.5 6.5-6.5S15 16 15 20M16 5.2a3.2 3.2 0 0 1 0 5.8M18 14c2.6.7 4 2.9 4 6" />
  </Icon>
)

export function Spinner({ className = 'size-16' }: Size) {
  return (
    <svg
      viewBox="0 0 48 48"
      aria-hidden="true"
      focusable="false"
      fill="none"
      className={`spinner shrink-0 ${className}`}
    >
      <circle cx="24" cy="24" r="20" strokeWidth="5" className="stroke-line" />
      <path d="M24 4a20 20 0 0 1 20 20" strokeWidth="5" strokeLinecap="round" className="stroke-key" />
    </svg>
  )
}

import { useHeadingFocus } from '../frame/use_heading_focus'

/** The heading of one of the desk's screens; takes the focus when the screen appears. */
export function PageTitle({ children }: { children: string }) {
  const heading = useHeadingFocus()
  return (
    <h1 ref={heading} tabIndex={-1} className="text-std-28B-150 sm:text-std-32B-150">
      {children}
    </h1>
  )
}

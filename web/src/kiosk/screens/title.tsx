import { useHeadingFocus } from '../../frame/use_heading_focus'

/** The one heading of a screen; read out when the screen appears. */
export function Title({ children }: { children: string }) {
  const heading = useHeadingFocus()
  return (
    <h1 ref={heading} tabIndex={-1} className="text-center text-std-32B-150 sm:text-std-45B-140">
      {children}
    </h1>
  )
}

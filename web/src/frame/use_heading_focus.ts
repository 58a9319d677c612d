import { useEffect, useRef } from 'react'

/** For the heading of a screen: takes the focus when the screen appears, so that it is read out and Tab goes on from it. */
export function useHeadingFocus<T extends HTMLElement = HTMLHeadingElement>() {
  const heading = useRef<T>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return heading
}

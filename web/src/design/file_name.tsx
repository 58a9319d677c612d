import { Fragment } from 'react'

/** The name of an exchanged file: too long for a phone, it breaks after an underscore rather than anywhere. */
export function FileName({ children }: { children: string }) {
  const [first, ...others] = children.split('_')
  return (
    <span>
      {first}
      {others.map((part, place) => (
        <Fragment key={place}>
          _<wbr />
          {part}
        </Fragment>
      ))}
    </span>
  )
}

import type { ButtonHTMLAttributes, Ref } from 'react'

const looks = {
  solid: 'border-2 border-key bg-key text-on-key hover:border-key-strong hover:bg-key-strong',
  outline: 'border-2 border-key bg-page text-key hover:bg-key-soft hover:text-key-strong',
  text: 'border-2 border-transparent text-key underline hover:text-key-strong hover:decoration-2',
}
const sizes = {
  medium: 'min-h-12 px-5 py-2 text-oln-16B-100',
  small: 'min-h-11 px-3 py-1 text-oln-16B-100',
  large: 'min-h-18 px-8 py-3 text-std-24B-150 sm:min-h-20 sm:text-std-28B-150',
}

export const buttonLook = (look: keyof typeof looks, size: keyof typeof sizes) =>
  `inline-flex items-center justify-center gap-3 rounded-8 text-center text-balance underline-offset-4 leading-140 hover:underline disabled:border-line disabled:bg-transparent disabled:text-ink-soft disabled:no-underline ${looks[look]} ${sizes[size]}`

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks
  size?: keyof typeof sizes
  ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'solid', size = 'medium', type = 'button', className = '', ...rest }: Props) {
  return <button type={type} className={`${buttonLook(look, size)} ${className}`} {...rest} />
}

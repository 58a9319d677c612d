import type { Schemas } from './client'

/** Of 資格有効性: 1 有効 and 6 有効（未登録） are cover; with any other the desk has something to do. */
export const isCovered = (validity: Schemas['Validity']) => validity === 1 || validity === 6

import type { Words } from '..'
import { frame } from './frame'
import { kiosk } from './kiosk'
import { staff } from './staff'

export const en: Words = { frame, kiosk, staff }

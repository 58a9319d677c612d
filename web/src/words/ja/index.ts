import { frame } from './frame'
import { kiosk } from './kiosk'
import { staff } from './staff'

export const ja = { frame, kiosk, staff }

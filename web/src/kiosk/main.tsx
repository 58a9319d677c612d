import { mount } from '../frame/mount'
import { Kiosk } from './kiosk'

mount(<Kiosk />, { remembersLanguage: false })

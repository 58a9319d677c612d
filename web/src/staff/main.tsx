import { mount } from '../frame/mount'
import { Staff } from './staff'

mount(<Staff />, { remembersLanguage: true })

import { mount } from '../frame/mount'
import { Entrance } from './entrance'

mount(<Entrance />, { remembersLanguage: true })

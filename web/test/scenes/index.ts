import { deskScenes } from './desk'
import { idleScene, kioskScenes } from './kiosk'
import { signInScenes } from './sign_in'
import type { Scene } from './scene'

export { play } from './scene'

/** Every screen that there is, and how to get there: for axe and for the pictures. */
export const scenes: Scene[] = [
  { name: 'entrance', path: '/', heading: '画面を選んでください', set: () => undefined },
  ...kioskScenes,
  ...signInScenes,
  ...deskScenes,
  idleScene,
]

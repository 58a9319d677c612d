import type { Schemas } from '../api/client'

export const places = ['receptions', 'check', 'statement', 'procedure', 'members', 'account'] as const
export type Place = (typeof places)[number]

interface Route {
  place: Place
  /** Of a reception, at receptions. */
  id?: string
}

/** Who is offered what. The centre decides (its access policy); this only spares people a refusal. */
const administratorsOnly: Place[] = ['members']
export const mayGo = (role: Schemas['Role'], place: Place) =>
  role === 'administrator' || !administratorsOnly.includes(place)

/** The route that a hash (#/check, #/receptions/12) names for this role; the list of receptions if it names none. */
export function routeOf(hash: string, role: Schemas['Role']): Route {
  const [, name, id] = hash.split('/')
  const place = places.find(one => one === name)
  if (!place || !mayGo(role, place)) return { place: 'receptions' }
  return place === 'receptions' && id ? { place, id: decodeURIComponent(id) } : { place }
}

/** What the desk needs while the centre is away: nobody can sign in then, so it is there without. */
const awayPlaces = ['procedure', 'check'] as const
export type AwayPlace = (typeof awayPlaces)[number]
export const awayHashOf = (place: AwayPlace) => `#/away/${place}`
export const awayPlaceOf = (hash: string) => awayPlaces.find(one => awayHashOf(one) === hash)

export const hashOf = ({ place, id }: Route) => `#/${place}${id ? `/${encodeURIComponent(id)}` : ''}`

import { describe, expect, it } from 'vitest'
import { awayHashOf, awayPlaceOf, hashOf, mayGo, routeOf } from './route'

describe('routeOf', () => {
  it('begins with the receptions', () => expect(routeOf('', 'clerk')).toEqual({ place: 'receptions' }))
  it('finds a reception', () =>
    expect(routeOf('#/receptions/r%2F1', 'clerk')).toEqual({ place: 'receptions', id: 'r/1' }))
  it('goes to what exists', () => expect(routeOf('#/check', 'nurse')).toEqual({ place: 'check' }))
  it('does not go to what does not', () => expect(routeOf('#/admin', 'administrator')).toEqual({ place: 'receptions' }))
  it('shows members to administrators', () => expect(routeOf('#/members', 'administrator').place).toBe('members'))
  it.each(['doctor', 'dentist', 'pharmacist', 'nurse', 'clerk'] as const)('shows no members to a %s', role =>
    expect(routeOf('#/members', role).place).toBe('receptions'),
  )
})

it('lets every role check', () => expect(mayGo('clerk', 'check')).toBe(true))
it('is written as it is read', () => expect(hashOf({ place: 'receptions', id: 'r/1' })).toBe('#/receptions/r%2F1'))

describe('awayPlaceOf', () => {
  it('is written as it is read', () => expect(awayPlaceOf(awayHashOf('check'))).toBe('check'))
  it.each(['', '#/check', '#/away', '#/away/members'])('finds nothing for strangers at %s', hash =>
    expect(awayPlaceOf(hash)).toBeUndefined(),
  )
  it('leads who is signed in to the receptions', () =>
    expect(routeOf('#/away/check', 'clerk')).toEqual({ place: 'receptions' }))
})

import { describe, expect, it } from 'vitest'
import { hashOf, mayGo, routeOf } from './route'

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

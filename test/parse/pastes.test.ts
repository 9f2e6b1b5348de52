/** What people paste from elsewhere (test/cases/pastes.ts): read right, or refused with advice. */
import { describe, expect, test } from 'vitest'
import { diff, equivalent, FluxionError, type ParseError, reading } from '../../src/index.js'
import { READ, REFUSED, UNWARNED, WARNED } from '../cases/pastes.js'

function errorOf(text: string, variable: string): unknown {
  try {
    diff(text, variable)
  } catch (error) {
    return error
  }
  return undefined
}

describe('read', () => {
  test.each(READ)('%s: %j by %s is %s', (_, text, variable, derivative) => {
    expect(equivalent(diff(text, variable), derivative).verdict).toBe('verified')
  })
})

describe('refused', () => {
  test.each(REFUSED)('%s: %j by %s is refused: %s, %s', (_, text, variable, code, hint) => {
    const error = errorOf(text, variable)
    expect(error).toBeInstanceOf(FluxionError)
    const { hint: given = '' } = error as ParseError
    expect([(error as FluxionError).code, given]).toEqual([code, hint])
    // Advice, or at least what would have been understood.
    if (hint === '') expect((error as ParseError).expected).not.toEqual([])
    expect((error as FluxionError).message).toContain('^')
  })
})

describe('what is read in another way by others', () => {
  test.each(WARNED)('%s: %s', (text, warning) => expect(reading(text).warnings).toContain(warning))
  test.each(UNWARNED)('%s', text => expect(reading(text).warnings).toEqual([]))
})

test.each(['x^2\\,dx', 'x^2\\,\\mathrm{d}x', 'x^2 dx'])('a differential is told of: %s', text =>
  expect(reading(text, { asked: ['x'] }).warnings.join()).toMatch(
    /^dx is read as one name; leave out the differential/,
  ),
)

test('they are many', () => expect(READ.length + REFUSED.length).toBeGreaterThan(150))

/** Results that are looked at again: which, and how often. */
import { describe, expect, it, vi } from 'vitest'
import { finishing, mendedColumns, type Suspect, suspectText } from '../../src/compile/mending.js'

const TABLE: readonly (readonly [value: number, infinite: boolean, notFinite: boolean])[] = [
  [1, false, false],
  [-0, false, false],
  [Infinity, true, true],
  [-Infinity, true, true],
  [Number.NaN, false, true],
]

describe.each(['infinite', 'not-finite'] as const)('%s results', (suspect: Suspect) => {
  it.each(TABLE)('%d', (value, infinite, notFinite) => {
    const expected = suspect === 'infinite' ? infinite : notFinite
    const mend = vi.fn()
    finishing({ suspect, places: Int32Array.of(1), mend })(Float64Array.of(Infinity, value), () => [7])
    expect(mend).toHaveBeenCalledTimes(expected ? 1 : 0)
    expect(new Function('x', `return ${suspectText(suspect, 'x')}`)(value)).toBe(expected)
  })
})

it('a point of which several results stay infinite is looked at once', () => {
  const mend = vi.fn()
  const columns = mendedColumns({ suspect: 'infinite', places: Int32Array.of(0, 1, 2), mend }, (count, [x], out) => {
    for (const column of out) for (let i = 0; i < count; i++) column[i] = 1 / (x?.[i] as number)
  })
  columns(
    3,
    [Float64Array.of(0, 1, 0)],
    Array.from({ length: 3 }, () => new Float64Array(3)),
  )
  expect(mend).toHaveBeenCalledTimes(2)
})

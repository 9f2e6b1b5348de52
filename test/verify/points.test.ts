/** The points of certificates. */
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/index.js'
import { Points } from '../../src/verify/points.js'

describe('names that bound sums and products', () => {
  it.each(['sum(i, 1, n, x^i)', 'prod(k, 1, 2*n, x + k)', 'sum(i, n, 5, sum(j, 1, i, x*j))'])('%s', text => {
    const points = new Points(['n', 'x'], undefined, 'complex', [parse(text)])
    const all = Array.from({ length: 200 }, (_, k) => (k < 100 ? points.next() : points.further([0, 1000])))
    expect(points.isWhole('n')).toBe(true)
    expect(points.isWhole('x')).toBe(false)
    for (const [n] of all) {
      expect(n?.im).toBe(0)
      expect(Number.isInteger(n?.re)).toBe(true)
      expect(n?.re).toBeGreaterThan(0)
      expect(n?.re).toBeLessThan(40)
    }
    expect(all.some(([, x]) => x !== undefined && Math.abs(x.re) > 100)).toBe(true)
    expect(all.some(([, x]) => x !== undefined && x.im !== 0)).toBe(true)
  })

  it('are as far as any where they bound nothing', () => {
    const points = new Points(['n'], new Map([['n', new Set(['integer'] as const)]]), undefined, [parse('cos(n*pi)')])
    const all = Array.from({ length: 200 }, () => points.further([])[0]?.re ?? 0)
    expect(Math.max(...all)).toBeGreaterThan(1000)
  })
})

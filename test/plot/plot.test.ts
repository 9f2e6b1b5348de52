/** Drawings: gaps at poles and jumps, edges of domains, heights; and the two ways in which a figure is drawn. */
import { describe, expect, test } from 'vitest'
import { plot } from '../../src/index.js'
import { extent, pieces, sample } from '../../src/plot/sample.js'

describe('pieces of a curve', () => {
  test.each([
    ['sin(x)', Math.sin, -3, 3, 1],
    ['tan(x)', Math.tan, -5, 5, 5],
    ['1/x', x => 1 / x, -2, 2, 2],
    ['1/(x - 0.3)', x => 1 / (x - 0.3), -2, 2, 2],
    ['floor(x)', Math.floor, -2.5, 2.5, 6],
    ['sqrt(x)', Math.sqrt, -1, 4, 1],
    ['exp(20*x)', x => Math.exp(20 * x), -1, 1, 1],
    ['sin(50*x)', x => Math.sin(50 * x), -3, 3, 1],
    ['no value at all', () => Number.NaN, -1, 1, 0],
  ] as readonly [string, (x: number) => number, number, number, number][])('%s', (_, f, from, to, count) => {
    const points = sample(f, from, to)
    const { from: low, to: high } = extent(points.map(p => p.y))
    const found = pieces(f, points, high - low)
    expect(found).toHaveLength(count)
    const xs = found.flat().map(p => p.x)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
  })
  test('a curve reaches the edge of its domain', () => {
    const [piece] = pieces(Math.sqrt, sample(Math.sqrt, -1, 4), 2)
    expect(piece?.[0]?.x).toBeCloseTo(0, 12)
  })
})

describe('the height of a picture', () => {
  test.each([
    ['all values where none runs away', [0, 1, 2, 3], [-0.15, 3.15]],
    ['a constant in the middle', [2, 2], [1, 3]],
    ['nothing to see', [], [-0.5, 0.5]],
  ] as const)('%s', (_, values, [from, to]) => {
    expect(extent(values)).toEqual({ from: expect.closeTo(from), to: expect.closeTo(to) })
  })
  test('a pole is cut off', () => {
    expect(extent(sample(x => 1 / x, -2, 2).map(p => p.y)).to).toBeLessThan(20)
  })
})

describe('plot', () => {
  test('knows the function, its derivative and the tangent', () => {
    const drawn = plot('a*x^2', { x: [-1, 2] }, { at: { x: 1, a: 3 } })
    expect(String(drawn.derivative)).toBe('6*x')
    expect(drawn.tangent).toEqual({ x: 1, value: 3, slope: 6 })
    expect(JSON.parse(JSON.stringify(drawn))).toMatchObject({ variable: 'x', from: -1, to: 2 })
  })
  test.each([
    ['x^2', { x: '-pi..pi' }, {}, "f'(x) = 2*x"],
    ['f(t) = t^3', {}, {}, "f'(t) = 3*t^2"],
    ['[sin(x), cos(x)]', { x: '0..6' }, {}, 'f2(x) = cos(x)'],
    ['exp(x)', { x: '-1..1' }, { at: { x: 0 } }, 'tangent at x = 0'],
  ] as const)('%s over %o', async (f, range, options, name) => {
    const drawn = plot(f, range, options)
    expect(String(drawn)).toContain(name)
    const document = await drawn.toSvg()
    expect(document).toContain(name.replaceAll('&', '&#38;'))
    expect(document).not.toMatch(/NaN|Infinity/)
  })
  test('a name is not markup', async () => {
    const hostile = plot('__proto__^2', { __proto__x: '0..1' }, { at: { ['__proto__']: 2 } })
    expect(await hostile.toSvg()).toContain('__proto__x')
  })
  test.each([
    ['x*y', { x: '0..1' }, {}, 'unbound'],
    ['x*y', {}, {}, 'unbound'],
    ['x', { x: '1..0' }, {}, 'range'],
    ['x', { x: '1' }, {}, 'range'],
    ['abs(x)', { x: '-1..1' }, { at: { x: 0 } }, 'no-tangent'],
    ['log(x)', { x: '1..2' }, { at: { x: -1 } }, 'no-tangent'],
    ['x', { x: '0..1', y: '0..1' }, {}, 'plot'],
    ['[[x, 1], [1, x]]', { x: '0..1' }, {}, 'unsupported-shape'],
    [`[${Array.from({ length: 101 }, (_, k) => `x + ${k}`)}]`, { x: '0..1' }, {}, 'budget'],
  ] as const)('%s over %o with %o is refused: %s', (f, range, options, code) => {
    expect(() => plot(f, range, options)).toThrow(expect.objectContaining({ code }))
  })
})

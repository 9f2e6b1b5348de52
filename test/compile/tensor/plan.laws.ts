/** Laws of plans over random tensors: the values are those of the reference, and both ways to run them give the same bits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTensor } from '../../../src/compile/tensor/compile.js'
import { evaluateTensor } from '../../../src/compile/tensor/evaluate.js'
import { planOf, roomFor } from '../../../src/compile/tensor/plan.js'
import { Sizes } from '../../../src/compile/tensor/sizes.js'
import { sym } from '../../../src/expr/build.js'
import { type Node, nodesOf } from '../../../src/tensor/node.js'
import { runs, scaled } from '../../cases/runs.js'
import { SCALARS, SIZES, sample } from './random.js'
import { type Dense, flat, indices, reference } from './reference.js'

const nested = ({ shape, data }: Dense): unknown => {
  let items: unknown[] = [...data]
  for (const d of [...shape].slice(1).reverse())
    items = Array.from({ length: items.length / d }, (_, k) => items.slice(k * d, (k + 1) * d))
  return items
}

/** Whether sums of large numbers that cancel, or nearly singular matrices, leave enough digits to compare. */
const tame = (values: readonly Dense[]): boolean => values.every(v => v.data.every(x => Math.abs(x) < 1e4))

describe('random tensors', () => {
  it('have the values of the reference', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.integer(), seed => {
        const { roots, arrays } = sample(seed)
        const at = { ...SCALARS, ...SIZES, ...Object.fromEntries([...arrays].map(([name, v]) => [name, nested(v)])) }
        const expected = reference(roots, arrays, { ...SCALARS, ...SIZES })
        if (!tame(expected)) return
        const found = evaluateTensor(roots, at as Record<string, number>, { undefined: 'nan' })
        for (const [k, value] of expected.entries()) {
          const entries = flat(found[k])
          expect(entries).toHaveLength(value.data.length)
          for (const [i, x] of value.data.entries()) {
            const y = entries[i] as number
            if (!(Math.abs(x - y) <= 1e-7 * (1 + Math.abs(x))) && !(Number.isNaN(x) && Number.isNaN(y)))
              throw new Error(`entry ${i} of root ${k} is ${y}, not ${x}`)
            compared++
          }
        }
      }),
      { ...runs(50), endOnFailure: true },
    )
    expect(compared).toBeGreaterThan(scaled(100))
  })

  it('have the same values in loops alone, as languages have them', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.integer(), seed => {
        const { roots, arrays } = sample(seed)
        if (!tame(reference(roots, arrays, { ...SCALARS, ...SIZES }))) return
        const sizes = new Sizes()
        sizes.solve(Object.entries(SIZES).map(([name, found]) => ({ size: sym(name), found, where: name })))
        const given = new Map([...arrays].map(([name, { data }]) => [name, Float64Array.from(data)]))
        const [found, expected] = [false, true].map(routines => {
          const plan = planOf(roots, sizes, Object.keys(SCALARS), undefined, routines)
          const out = roomFor(plan)
          plan.run(given, Object.values(SCALARS), out)
          return out.flatMap(data => [...data])
        }) as [number[], number[]]
        for (const [k, x] of expected.entries()) {
          const y = found[k] as number
          if (Number.isNaN(x) && Number.isNaN(y)) continue
          expect(Math.abs(x - y), `entry ${k}: ${y}, not ${x}`).toBeLessThanOrEqual(1e-7 * (1 + Math.abs(x)))
          compared++
        }
      }),
      { ...runs(50), endOnFailure: true },
    )
    expect(compared).toBeGreaterThan(scaled(100))
  })

  it('have the same bits in emitted code and without', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const { roots, arrays } = sample(seed)
        const names = [...arrays.keys(), 'a', 'n', 'm']
        const values = [...[...arrays.values()].map(nested), SCALARS.a, SIZES.n, SIZES.m] as number[]
        const [emitted, interpreted] = (['javascript', 'interpreter'] as const).map(backend =>
          flat(compileTensor(roots, names, { backend })(...values)),
        )
        expect(emitted).toEqual(interpreted)
      }),
      { ...runs(30), endOnFailure: true },
    )
  })

  it.each([
    { n: 0, m: 2 },
    { n: 1, m: 1 },
    { n: 0, m: 0 },
    { n: 2, m: 5 },
    { n: 13, m: 9 },
  ])('have the values of the reference for sizes $n and $m', sizes => {
    let compared = 0
    for (let seed = 1; seed < scaled(15); seed++) {
      const { roots, arrays } = sample(seed)
      // These have entries for the sizes of the other tests.
      if (nodesOf(roots).some(x => ['reshape', 'basis', 'constant'].includes(x.kind))) continue
      if (sizes.n > 5 && !nodesOf(roots).every(isLight)) continue
      const given = new Map([...arrays].map(([name, v]) => [name, resized(v, seed, sizes)]))
      const expected = reference(roots, given, { ...SCALARS, ...sizes })
      if (!tame(expected)) continue
      const values = [...given.values()].map(v => Float64Array.from(v.data))
      const f = compileTensor(roots, [...given.keys(), 'a', 'n', 'm'], { flat: true })
      const found = f(...values, SCALARS.a, sizes.n, sizes.m)
      for (const [k, { data }] of expected.entries()) {
        expect(found[k]).toHaveLength(data.length)
        for (const [i, x] of data.entries())
          expect(Math.abs((found[k]?.[i] as number) - x)).toBeLessThan(1e-7 * (1 + Math.abs(x)))
        compared++
      }
    }
    expect(compared).toBeGreaterThan(scaled(1))
  })
})

/** Whether the reference is done in a moment at larger sizes: no determinants, no sums over many labels. */
const isLight = (node: Node): boolean =>
  (node.kind === 'sum' && node.terms.every(t => node.shape.length + t.bound.length <= 4)) ||
  (node.kind === 'operation' && !['inv', 'det', 'logdet'].includes(node.head)) ||
  node.kind === 'map' ||
  node.kind === 'variable'

/** Another tensor of the same kind at other sizes; n was 3. */
function resized({ shape }: Dense, seed: number, { n, m }: { readonly n: number; readonly m: number }): Dense {
  const other = shape.map(d => (d === SIZES.n ? n : m))
  const heavy = (index: readonly number[]): number => (index.length === 2 && index[0] === index[1] ? 3 : 0)
  return { shape: other, data: indices(other).map((index, k) => Math.sin(seed + k * k) + heavy(index)) }
}

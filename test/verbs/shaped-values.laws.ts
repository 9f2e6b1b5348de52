/**
 * What the verbs answer of random fields of vectors and matrices has the value of finite differences, at random points and sizes: the
 * differences know nothing of the answers but their text.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compile,
  curl,
  differential,
  directional,
  divergence,
  evaluate,
  implicit,
  inverse,
  laplacian,
  tangent,
  taylor,
} from '../../src/index.js'
import { pick, type Random, seeded } from '../cases/random.js'
import { runs } from '../cases/runs.js'

type Entries = number | readonly Entries[]
type Point = Readonly<Record<string, Entries>>

const DEPTH = 3
const atDepth = (random: Random, depth: number, leaves: readonly string[], grow: readonly (() => string)[]): string =>
  depth === 0 || random() < 0.15 ? pick(random, leaves) : pick(random, grow)()

function scalar(random: Random, depth = DEPTH): string {
  const [s, v, M] = [() => scalar(random, depth - 1), () => vector(random, depth - 1), () => matrix(random, depth - 1)]
  return atDepth(
    random,
    depth,
    ['t', "x'*y", 'tr(A)', 'sum(x.^2)', 'x[1]', '1'],
    [
      () => `(${v()})'*(${v()})`,
      () => `sum(${v()})`,
      () => `tr(${M()})`,
      () => `sin(${s()})`,
      () => `(${s()})*(${s()})`,
      () => `(${s()})-(${s()})`,
      () => `log(1+(${s()})^2)`,
      () => `norm2(${v()})^2`,
      () => `sqrt(2+norm2(${v()})^2)`,
    ],
  )
}

function vector(random: Random, depth = DEPTH): string {
  const [s, v, M] = [() => scalar(random, depth - 1), () => vector(random, depth - 1), () => matrix(random, depth - 1)]
  return atDepth(
    random,
    depth,
    ['x', 'y', 'A*x', "A'*x", 't*x', 'x.^2'],
    [
      () => `(${M()})*(${v()})`,
      () => `(${v()}).*(${v()})`,
      () => `(${s()})*(${v()})`,
      () => `(${v()})+(${v()})`,
      () => `(${v()})-(${v()})`,
      () => `tanh(${v()})`,
      () => `sin(${v()})`,
      () => `(${v()})./(1+(${s()})^2)`,
      () => `softmax(${v()})`,
      () => `diag(${M()})`,
    ],
  )
}

function matrix(random: Random, depth = DEPTH): string {
  const [s, v, M] = [() => scalar(random, depth - 1), () => vector(random, depth - 1), () => matrix(random, depth - 1)]
  return atDepth(
    random,
    depth,
    ['A', "A'", "x*y'", 'eye(n)', 't*A'],
    [
      () => `(${v()})*(${v()})'`,
      () => `diag(${v()})`,
      () => `(${s()})*(${M()})`,
      () => `(${M()})+(${M()})`,
      () => `(${M()}).*(${M()})`,
      () => `(${M()})*(${M()})`,
      () => `cos(${M()})`,
      () => `inv(9*eye(n)+tanh(${M()}))`,
    ],
  )
}

const KINDS = { scalar, vector, matrix }

/** Numbers of one size at random, the names declared by n or by the number itself. */
function world(random: Random, sizes: readonly number[], letters: number) {
  const n = pick(random, sizes)
  const number = (): number => Math.round((random() - 0.5) * 2e3) / 1e3
  const numbers = (): number[] => Array.from({ length: n }, number)
  const square = (): number[][] => Array.from({ length: n }, numbers)
  // A vector of one entry is a number to some; n stays a letter there.
  const size = n === 1 || random() < letters ? 'n' : String(n)
  const at: Point = { n, A: square(), x: numbers(), y: numbers(), t: number() }
  const step: Point = { A: square(), x: numbers(), y: numbers(), t: number() }
  const options = { let: `A:[n,n] x:[n] y:[n] dA:[n,n] dx:[n] dy:[n] B:[n,n] u:[n]`.replaceAll('n', size) }
  return { n, size, at, step, options, text: (f: string) => f.replaceAll('(n)', `(${size})`) }
}
type World = ReturnType<typeof world>

const flat = (w: unknown): number[] => (Array.isArray(w) ? w.flatMap(flat) : [Number(w)])
const moved = (a: Entries, d: Entries, h: number): Entries =>
  typeof a === 'number' ? a + h * (d as number) : a.map((e, k) => moved(e, (d as readonly Entries[])[k] as Entries, h))
const along = (at: Point, names: readonly string[], d: Point, h: number): Point => ({
  ...at,
  ...Object.fromEntries(names.map(x => [x, moved(at[x] as Entries, d[x] as Entries, h)])),
})
const twice = (v: Entries | undefined): number[] => flat(v).map(e => 2 * e)
const unit = (n: number, k: number): number[] => Array.from({ length: n }, (_, j) => (j === k ? 1 : 0))

/** The derivative of a function of a number at 0, by differences of the fourth order. */
function slope(f: (h: number) => readonly number[], h = 1e-3): number[] {
  const [a, b, c, d] = [f(-2 * h), f(-h), f(h), f(2 * h)]
  return a.map((p, k) => (p - 8 * (b[k] as number) + 8 * (c[k] as number) - (d[k] as number)) / (12 * h))
}
const second = (f: (h: number) => readonly number[]): number[] => slope(h => slope(k => f(h + k), 1e-2), 1e-2)

function expectNear(found: readonly number[], wanted: readonly number[], digits: number, what: string): void {
  const scale = Math.max(1, ...wanted.map(Math.abs))
  expect(found.length, what).toBe(wanted.length)
  for (const [k, w] of wanted.entries()) expect((found[k] as number) / scale, what).toBeCloseTo(w / scale, digits)
}

interface Problem extends World {
  readonly random: Random
  readonly value: (f: unknown, at: Point) => number[]
  readonly field: (kinds?: readonly (keyof typeof KINDS)[]) => string
}

const law = (
  name: string,
  check: (p: Problem) => void,
  sizes: readonly number[] = [1, 2, 3],
  count = 12,
  letters = 0.5,
): void =>
  it(name, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 30 }), seed => {
        const random = seeded(seed)
        const w = world(random, sizes, letters)
        const names = Object.keys(w.step)
        const known = new Map<string, (...args: readonly unknown[]) => unknown>()
        const made = (f: string) => {
          const old = known.get(f) ?? (compile(f, names, w.options) as (...args: readonly unknown[]) => unknown)
          known.set(f, old)
          return old
        }
        check({
          ...w,
          random,
          value: (f, at) =>
            flat(
              typeof f === 'string' ? made(f)(...names.map(x => at[x])) : evaluate(String(f), at as never, w.options),
            ),
          field: (kinds = ['scalar', 'vector', 'matrix']) => w.text(KINDS[pick(random, kinds)](random)),
        })
      }),
      { ...runs(count), endOnFailure: true },
    )
  })

const SOME = [['x'], ['A'], ['t'], ['x', 't'], ['A', 'y'], ['A', 'x', 't']] as const

describe('answers for vectors and matrices have the value of differences', () => {
  law('differential', ({ random, field, options, at, step, value }) => {
    const [f, names] = [field(), pick(random, SOME)]
    const d = differential(f, [...names], options)
    const steps = Object.fromEntries(Object.entries(step).map(([name, s]) => [`d${name}`, s]))
    const wanted = slope(h => value(f, along(at, names, step, h)))
    expectNear(value(d, { ...at, ...steps }), wanted, 6, `differential of ${f} by ${names}: ${d}`)
  })

  law('directional', ({ random, field, options, at, step, value }) => {
    const [f, names] = [field(), pick(random, SOME)]
    const way: Readonly<Record<string, string>> = { x: 'u', A: 'B', y: '2*u', t: '3' }
    const there: Point = { ...at, u: step.x as Entries, B: step.A as Entries }
    const steps: Point = { x: there.u as Entries, A: there.B as Entries, y: twice(there.u), t: 3 }
    const length = Math.hypot(...names.flatMap(name => flat(steps[name])))
    const d = directional(f, Object.fromEntries(names.map(name => [name, way[name] as string])), options)
    const wanted = slope(h => value(f, along(at, names, steps, h))).map(s => s / length)
    expectNear(value(d, there), wanted, 6, `along ${names} of ${f}: ${d}`)
  })

  law('tangent', ({ random, field, options, at, step, value }) => {
    const [f, names] = [field(), pick(random, SOME)]
    const point: Readonly<Record<string, string>> = { x: 'u', A: 'B', y: '2*u', t: '1/2' }
    const there: Point = { ...at, u: step.x as Entries, B: step.A as Entries }
    const touched: Point = {
      ...there,
      ...Object.fromEntries(
        names.map(name => [name, { ...there, x: there.u, A: there.B, y: twice(there.u), t: 0.5 }[name] as Entries]),
      ),
    }
    const steps = Object.fromEntries(
      names.map(name => [name, moved(at[name] as Entries, touched[name] as Entries, -1)]),
    )
    const d = tangent(f, Object.fromEntries(names.map(name => [name, point[name] as string])), options)
    const rise = slope(h => value(f, along(touched, names, steps, h)))
    const wanted = value(f, touched).map((v, k) => v + (rise[k] as number))
    expectNear(value(d, there), wanted, 5, `tangent of ${f} by ${names}: ${d}`)
  })

  law('taylor', ({ random, field, options, at, step, value }) => {
    const [x, point] = pick(random, [
      ['x', 'u'],
      ['t', '1/2'],
      ['A', 'B'],
    ] as const)
    const [f, order] = [field(x === 't' ? ['scalar', 'vector', 'matrix'] : ['scalar']), 2]
    const there: Point = { ...at, u: step.x as Entries, B: step.A as Entries }
    const touched: Point = { ...there, [x]: x === 't' ? 0.5 : (there[point] as Entries) }
    const line = (h: number): number[] =>
      value(f, along(touched, [x], { [x]: moved(at[x] as Entries, touched[x] as Entries, -1) }, h))
    const d = taylor(f, x, point, order, options)
    const [rise, bend] = [slope(line), second(line)]
    const wanted = line(0).map((v, k) => v + (rise[k] as number) + (bend[k] as number) / 2)
    expectNear(value(d, there), wanted, 4, `taylor of ${f} by ${x}: ${d}`)
  })

  const entries = (n: number) => Array.from({ length: n }, (_, k) => k)

  law('divergence', ({ n, field, options, at, value }) => {
    const f = field(['vector'])
    const d = divergence(f, ['x'], options)
    const wanted = entries(n).reduce(
      (s, k) => s + (slope(h => value(f, along(at, ['x'], { x: unit(n, k) }, h)))[k] as number),
      0,
    )
    expectNear(value(d, at), [wanted], 6, `divergence of ${f}: ${d}`)
  })

  law('laplacian', ({ n, field, options, at, value }) => {
    const f = field()
    const d = laplacian(f, ['x'], options)
    const parts = entries(n).map(k => second(h => value(f, along(at, ['x'], { x: unit(n, k) }, h))))
    const wanted = value(f, at).map((_, j) => parts.reduce((s, p) => s + (p[j] as number), 0))
    expectNear(value(d, at), wanted, 4, `laplacian of ${f}: ${d}`)
  })

  law(
    'curl',
    ({ n, at, value, options, field }) => {
      const f = field(['vector'])
      const d = curl(f, ['x'], options)
      const by = entries(n).map(k => slope(h => value(f, along(at, ['x'], { x: unit(n, k) }, h))))
      const part = (i: number, j: number): number => (by[i]?.[j] as number) - (by[j]?.[i] as number)
      const wanted = n === 2 ? [part(0, 1)] : [part(1, 2), part(2, 0), part(0, 1)]
      expectNear(value(d, at), wanted, 6, `curl of ${f}: ${d}`)
    },
    [2, 3],
    12,
    0,
  )

  law(
    'implicit',
    ({ n, random, field, options, at, value }) => {
      const f = `5*y + tanh(A*y) - (${field(['vector']).replaceAll(/\by\b/g, 'x')})`
      const x = pick(random, ['x', 't'])
      const order = x === 't' ? pick(random, [1, 2]) : 1
      /** Of which the equation has a zero, by Newton's fixed-point steps. */
      const root = (p: Point): number[] => {
        let y = entries(n).map(() => 0)
        for (let k = 0; k < 40; k++) {
          const residual = value(f, { ...p, y })
          y = y.map((v, j) => v - (residual[j] as number) / 5)
        }
        return y
      }
      const d = implicit(f, 'y', x, order, options)
      const there = { ...at, y: root(at) }
      const line = (direction: Entries) => (h: number) => root(along(at, [x], { [x]: direction }, h))
      if (x === 't') {
        const wanted = order === 1 ? slope(line(1)) : second(line(1))
        expectNear(value(d, there), wanted, 4, `implicit ${order} ${f} = 0: ${d}`)
      } else {
        const columns = entries(n).map(k => slope(line(unit(n, k))))
        const wanted = entries(n).flatMap(i => columns.map(c => c[i] as number))
        expectNear(value(d, there), wanted, 4, `implicit ${f} = 0: ${d}`)
      }
    },
    [1, 2, 3],
    15,
  )

  law('inverse', ({ n, field, options, at, value }) => {
    const f = `9*x + tanh(${field(['vector'])})`
    const d = inverse(f, 'x', 1, options)
    const columns = entries(n).map(k => slope(h => value(f, along(at, ['x'], { x: unit(n, k) }, h))))
    const found = value(d, at)
    const product = entries(n).flatMap(i =>
      entries(n).map(j =>
        entries(n).reduce((s, k) => s + (found[i * n + k] as number) * (columns[j]?.[k] as number), 0),
      ),
    )
    expectNear(
      product,
      entries(n).flatMap(i => unit(n, i)),
      6,
      `inverse of ${f}: ${d}`,
    )
  })
})

/**
 * THE TABLE, all of it: each fact of each row is checked against its kernels, against the other facts, or against
 * another program. A function is added by its row; these tests find it by themselves.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DomainError } from '../../src/errors.js'
import { complex } from '../../src/evaluate/complex.js'
import { call, num, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { freeSymbols, postorder } from '../../src/expr/walk.js'
import { aboutOf } from '../../src/functions/help.js'
import { notesOf, numericOf } from '../../src/functions/numerics.js'
import { ARGUMENTS, arity, type NamedRow, type Numeric } from '../../src/functions/row.js'
import { allForms, allNames, allRows, define, row } from '../../src/functions/table.js'
import * as api from '../../src/index.js'
import * as C from '../../src/number/complex.js'
import { Rational } from '../../src/number/rational.js'
import { parse } from '../../src/parse/parse.js'
import { latex } from '../../src/print/latex/latex.js'
import { POINTS } from '../cases/trees.js'
import { agree, isDefined, valueAt } from '../cases/value.js'
import { accepted } from '../print/katex.js'

const forms = [...allForms()]
const label = (r: NamedRow): string => `${r.name}(${ARGUMENTS.slice(0, Math.min(arity(r)[0] || 0, 4)).join(', ')})`

/** The kernels; undefined for a function that is differentiated and printed but not evaluated. */
function kernels(r: NamedRow): Numeric | undefined {
  try {
    return numericOf(r)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no-kernel') return undefined
    throw error
  }
}

const read = (text: string): Expr => parse(text, { bound: ARGUMENTS })

/** Whether everything in an expression can be evaluated. */
function isEvaluable(e: Expr): boolean {
  return postorder(e).every(n => {
    const r = n.kind === 'call' ? row(n.head, n.args.length) : undefined
    return r === undefined || kernels(r) !== undefined
  })
}

/** Forms whose arguments are numbers, with a kernel. */
const numeric = forms.filter(r => kernels(r) !== undefined && r.lists === undefined)
const count = (r: NamedRow): number => (r.fold ? 2 : arity(r)[0])
/** With real values somewhere; hankel1 and its like have none. */
const functions = numeric.filter(r => count(r) > 0 && r.realWhen !== 'false')
const complexOnly = numeric.filter(r => count(r) > 0 && r.realWhen === 'false')
const real = (r: NamedRow) => kernels(r)?.real as (...xs: number[]) => number

// ── points ──────────────────────────────────────────────────────────────────────────────────────────────────────

const GRID = [-4.4, -2.3, -1.6, -0.7, -0.35, 0.2, 0.45, 0.8, 1.3, 2.7, 5.1]
const ORDERS = [0, 1, 2, 3]

function combinations<T>(parts: readonly (readonly T[])[]): T[][] {
  return parts.reduce<T[][]>((all, xs) => all.flatMap(p => xs.map(x => [...p, x])), [[]])
}

/** At most so many points, evenly from the list. */
function thinned(points: number[][], most: number): number[][] {
  const step = Math.max(1, points.length / most)
  return Array.from({ length: Math.min(most, points.length) }, (_, k) => points[Math.floor(k * step)] as number[])
}

/** Points of all kinds; where an argument must be an integer, others give NaN and drop out. */
function pointsOf(r: NamedRow): number[][] {
  const n = count(r)
  if (n === 1) return GRID.map(x => [x])
  if (n === 2)
    return combinations([
      [...ORDERS, ...GRID],
      [...GRID, 2, 3],
    ])
  const few = [-0.7, 0.3, 0.45, 1.3, 2]
  const all = combinations(Array.from({ length: n }, (_, k) => (k < n - 1 ? [...few, 1] : [...few, -1.6])))
  return thinned(all, n === 3 ? 216 : 60)
}

const at = (xs: readonly number[]) => new Map(xs.map((x, k) => [ARGUMENTS[k] ?? '', C.complex(x)] as const))

/** Whether the row says that the value is real there. */
function isRealAt(r: NamedRow, xs: readonly number[]): boolean {
  if (r.realWhen === undefined) return true
  if (r.realWhen === 'false') return false
  const value = valueAt(read(r.realWhen), at(xs))
  return isDefined(value) && value.z.re === 1
}

const farFromKinks = (r: NamedRow, xs: readonly number[]): boolean =>
  (notesOf(r)?.kinks ?? []).every(text => {
    const { z } = valueAt(read(text), at(xs))
    return Number.isNaN(z.re) || C.abs(z) > 0.05
  })

/** The derivative by Ridders' extrapolation of central differences, with an estimate of its error. */
function ridders(f: (h: number) => number): { value: number; error: number } {
  const table: number[][] = []
  let best = { value: NaN, error: Infinity }
  for (let i = 0, h = 0.04; i < 10; i++, h /= 1.6) {
    const line = [(f(h) - f(-h)) / (2 * h)]
    for (let j = 1, factor = 1.6 ** 2; j <= i; j++, factor *= 1.6 ** 2) {
      const [a, b] = [line[j - 1] as number, table[i - 1]?.[j - 1] as number]
      const next = (a * factor - b) / (factor - 1)
      line.push(next)
      const error = Math.max(Math.abs(next - a), Math.abs(next - b))
      if (error < best.error) best = { value: next, error }
    }
    table.push(line)
  }
  return best
}

// ── the tests ───────────────────────────────────────────────────────────────────────────────────────────────────

describe('names', () => {
  it('each name and synonym belongs to one row', () => {
    const all = [...allRows()].flatMap(r => [r.name, ...(r.aliases ?? [])])
    expect(new Set(all).size).toBe(all.length)
    expect([...allNames()].sort()).toEqual([...all].sort())
    for (const r of allRows()) for (const name of [r.name, ...(r.aliases ?? [])]) expect(row(name)?.name).toBe(r.name)
  })
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])('%j is not a function', name =>
    expect(row(name)).toBeUndefined(),
  )
  it('a name cannot be defined twice', () => expect(() => define('ln', { derivative: ['1'] })).toThrow(TypeError))
  it('every row has a line of help that is not its name', () => {
    for (const r of allRows()) expect(aboutOf(r)?.length, r.name).toBeGreaterThan(3)
  })
  it('has the functions that were promised', () => {
    const promised = 'exp log log2 log10 sqrt cbrt root abs sign max min atan2 sigmoid softplus relu'.split(' ')
    const families = ['sin', 'cos', 'tan', 'sec', 'csc', 'cot'].flatMap(f => [f, `a${f}`, `${f}h`, `a${f}h`])
    for (const name of [...promised, ...families]) expect(row(name), name).toBeDefined()
  })
})

describe('texts', () => {
  it.each(forms.map(r => [label(r), r] as const))('those of %s are read, and use its arguments alone', (_, r) => {
    const given = new Set<string>(ARGUMENTS.slice(0, r.fold ? 2 : arity(r)[1]))
    const operations = ['entriesproduct', 'entriesplusone']
    const texts = [
      ...r.derivative,
      notesOf(r)?.definition,
      r.realWhen === 'false' ? undefined : r.realWhen,
      ...(notesOf(r)?.kinks ?? []),
    ]
    for (const text of texts) {
      if (text === null || text === undefined) continue
      const e = parse(text, { bound: ARGUMENTS, functions: operations })
      expect(
        [...freeSymbols(e)].filter(name => !given.has(name)),
        text,
      ).toEqual([])
      const unknown = postorder(e).filter(
        n => n.kind === 'call' && n.args.length > 0 && /^[a-z]\w*$/.test(n.head) && row(n.head) === undefined,
      )
      const structure = [
        'add',
        'mul',
        'pow',
        'piecewise',
        'list',
        'lt',
        'le',
        'gt',
        'ge',
        'eq',
        'ne',
        'and',
        'or',
        'not',
        ...operations,
      ]
      expect(
        unknown.flatMap(n => (n.kind === 'call' && !structure.includes(n.head) ? [n.head] : [])),
        text,
      ).toEqual([])
    }
  })
  it('there is a derivative, or null, for each argument', () => {
    for (const r of forms)
      expect([r.name, r.derivative.length]).toEqual([
        r.name,
        r.fold ? 2 : Math.max(...[r.derivative.length, arity(r)[0]]),
      ])
  })
})

describe('an argument that is NaN gives NaN, whatever the others are', () => {
  // The hypotenuse of an infinite side is infinite, as in every language (IEEE 754-2019, 9.2.1).
  const cases = numeric.filter(r => count(r) > 0 && !r.structure && r.name !== 'hypot')
  const others = [0, 1, -1, 0.5, -2, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  it.each(cases.map(r => [label(r), r] as const))('%s', (_, r) => {
    const n = count(r)
    const rest = combinations(Array.from({ length: n - 1 }, () => (n > 3 ? others.slice(0, 4) : others)))
    const all = rest.flatMap(xs => Array.from({ length: n }, (_, k) => [...xs.slice(0, k), Number.NaN, ...xs.slice(k)]))
    const inComplex = complex.kernel(r)
    const isNaNThere = (xs: readonly number[]): boolean => {
      const z = inComplex(...xs.map(x => C.complex(x)))
      return Number.isNaN(real(r)(...xs)) && (Number.isNaN(z.re) || Number.isNaN(z.im))
    }
    expect(all.filter(xs => !isNaNThere(xs))).toEqual([])
  })
  it('in the lists of a hypergeometric function as well', () => {
    const r = row('hypergeom') as NamedRow
    const given = [2, 0, 1, 1, 3, 0.5]
    for (const k of [1, 2, 4, 5]) expect(real(r)(...given.with(k, Number.NaN))).toBeNaN()
  })
})

describe('derivatives against differences of the kernel', () => {
  const cases = functions.flatMap(r =>
    r.derivative.flatMap((text, k) => {
      if (text === null || k >= count(r) || r.lists !== undefined) return []
      const e = read(text)
      return isEvaluable(e) ? [[`${label(r)} by ${ARGUMENTS[k]}: ${text}`, r, e, k] as const] : []
    }),
  )
  it('most can be compared', () => expect(cases.length).toBeGreaterThan(60))

  it.each(cases)('%s', (_, r, e, k) => {
    let compared = 0
    for (const xs of pointsOf(r)) {
      if (compared >= 40) break
      if (!isRealAt(r, xs) || !farFromKinks(r, xs) || !Number.isFinite(real(r)(...xs))) continue
      const want = ridders(h => real(r)(...xs.with(k, (xs[k] as number) + h)))
      const got = valueAt(e, at(xs))
      const scale = Math.abs(want.value) + 1e-6 * Math.abs(real(r)(...xs))
      if (!(want.error < 1e-7 * scale + 1e-11) || !isDefined(got) || got.error > 1e-7 * scale) continue
      if (Math.abs(got.z.im) > 1e-9 * scale)
        expect.fail(`at ${xs} the derivative is not real: ${JSON.stringify(got.z)}`)
      expect(Math.abs(got.z.re - want.value), `at ${xs}: ${got.z.re} for ${want.value}`).toBeLessThan(
        2e-6 * scale + 1e-10,
      )
      compared++
    }
    expect(compared).toBeGreaterThanOrEqual(3)
  })
})

describe('functions without real values', () => {
  const cases = complexOnly.flatMap(r =>
    r.derivative.flatMap((text, k) =>
      text !== null && isEvaluable(read(text))
        ? [[`${label(r)} by ${ARGUMENTS[k]}: ${text}`, r, read(text), k] as const]
        : [],
    ),
  )
  it.skipIf(cases.length === 0).each(cases)('%s', (_, r, e, k) => {
    const f = kernels(r)?.complex as (...zs: C.Complex[]) => C.Complex
    const value = (xs: readonly number[]): C.Complex => f(...xs.map(x => C.complex(x)))
    let compared = 0
    for (const xs of thinned(pointsOf(r), 60)) {
      const moved = (h: number): C.Complex => value(xs.with(k, (xs[k] as number) + h))
      const [re, im] = [ridders(h => moved(h).re), ridders(h => moved(h).im)]
      const [want, got] = [C.complex(re.value, im.value), valueAt(e, at(xs))]
      const scale = C.abs(want) + 1e-6 * C.abs(value(xs))
      if (!(re.error + im.error < 1e-7 * scale) || !isDefined(got) || got.error > 1e-7 * scale) continue
      expect(C.abs(C.sub(got.z, want)), `at ${xs}: ${JSON.stringify([got.z, want])}`).toBeLessThan(2e-6 * scale)
      compared++
    }
    expect(compared).toBeGreaterThanOrEqual(3)
  })
})

describe('fields against each other', () => {
  const both = functions.filter(r => count(r) === 1 && kernels(r)?.complex !== undefined)
  it.each(both.map(r => [label(r), r] as const))('%s is the same over the real and the complex numbers', (_, r) => {
    let compared = 0
    for (const x of [...GRID, -40, -1, 0, 1, 1e-5, 30]) {
      const want = real(r)(x)
      // The real lgamma is log|gamma|, whose complex continuation has an imaginary part below 0.
      if (!Number.isFinite(want) || (r.name === 'lgamma' && x < 0)) continue
      const got = kernels(r)?.complex?.(C.complex(x)) ?? C.complex(NaN)
      if (x === 0 && Number.isNaN(got.re)) continue
      expect(Math.abs(got.re - want), `${x}: ${got.re} for ${want}`).toBeLessThanOrEqual(1e-12 * Math.abs(want) + 1e-15)
      expect(Math.abs(got.im), `${x}`).toBeLessThanOrEqual(1e-12 * Math.abs(want) + 1e-15)
      compared++
    }
    expect(compared).toBeGreaterThanOrEqual(3)
  })

  const exact = functions.filter(r => r.exact !== undefined)
  it.each(exact.map(r => [label(r), r] as const))('%s is the same exactly', (_, r) => {
    const some = ['-8', '-2', '-1/2', '0', '3/8', '1', '2', '3', '4', '27', '32'].map(t =>
      Rational.of(BigInt(t.split('/')[0] ?? 0), BigInt(t.split('/')[1] ?? 1)),
    )
    let compared = 0
    for (const us of combinations(Array.from({ length: count(r) }, () => some))) {
      const value = r.exact?.(...us)
      if (value === undefined) continue
      const want = real(r)(...us.map(u => u.toNumber()))
      expect(Math.abs(value.toNumber() - want), us.join(', ')).toBeLessThanOrEqual(1e-13 * Math.abs(want))
      compared++
    }
    expect(compared).toBeGreaterThanOrEqual(2)
  })
})

describe('facts', () => {
  const having = (fact: keyof NamedRow) => functions.filter(r => r[fact] !== undefined).map(r => [label(r), r] as const)

  it.each(having('parity'))('%s is odd or even as it says', (_, r) => {
    let compared = 0
    for (const x of [...GRID, 0.001, 11]) {
      const [plus, minus] = [real(r)(x), real(r)(-x)]
      expect(Number.isNaN(plus)).toBe(Number.isNaN(minus))
      if (Number.isNaN(plus)) continue
      expect(Math.abs(minus - (r.parity === 'odd' ? -plus : plus))).toBeLessThanOrEqual(1e-14 * Math.abs(plus))
      compared++
    }
    expect(compared).toBeGreaterThanOrEqual(3)
    const f = kernels(r)?.complex
    for (const z of f ? POINTS : []) {
      const [plus, minus] = [f?.(z), f?.(C.principal(C.neg(z)))] as [C.Complex, C.Complex]
      if (C.abs(z) === 0 || !isDefined({ z: plus, error: 0 }) || C.abs(plus) > 1e6) continue
      const image = r.parity === 'odd' ? C.neg(plus) : plus
      expect(C.abs(C.sub(minus, image)), JSON.stringify(z)).toBeLessThanOrEqual(1e-11 * C.abs(plus))
    }
  })

  it.each(having('values'))('%s has its special values', (_, r) => {
    for (const [where, value] of Object.entries(r.values ?? {})) {
      const args = where.split(',').map(text => valueAt(read(text), new Map()).z)
      const want = valueAt(read(value), new Map())
      const f = kernels(r)?.complex
      const got = args.every(z => z.im === 0) ? C.complex(real(r)(...args.map(z => z.re))) : (f?.(...args) as C.Complex)
      expect(C.abs(C.sub(got, want.z)), `${r.name}(${where})`).toBeLessThan(1e-14 * C.abs(want.z) + 2e-16)
    }
  })

  const defined = functions.flatMap(r => {
    const text = notesOf(r)?.definition
    return text !== undefined && isEvaluable(read(text)) ? [[label(r), r, read(text)] as const] : []
  })
  it.each(defined)('%s is what its definition says', (_, r, definition) => {
    let compared = 0
    for (const xs of pointsOf(r)) {
      if (!isRealAt(r, xs) || !farFromKinks(r, xs)) continue
      const [got, want] = [real(r)(...xs), valueAt(definition, at(xs))]
      if (!isDefined(want) || !Number.isFinite(got) || want.error > 1e-9 * Math.abs(got) + 1e-13) continue
      expect(C.abs(C.sub(C.complex(got), want.z)), `${xs}: ${got} for ${want.z.re}`).toBeLessThan(
        1e-10 * Math.abs(got) + 1e-12,
      )
      compared++
    }
    expect(compared).toBeGreaterThanOrEqual(3)
    const name = call(r.name, ARGUMENTS.slice(0, count(r)).map(sym))
    for (const z of count(r) === 1 && kernels(r)?.complex !== undefined ? POINTS : []) {
      const point = new Map([['u', z]])
      const [got, want] = [valueAt(name, point), valueAt(definition, point)]
      expect([JSON.stringify(z), agree(want, got) === 'different' ? [got.z, want.z] : 'same']).toEqual([
        JSON.stringify(z),
        'same',
      ])
    }
  })

  it.each(having('inverse'))('%s undoes its inverse', (_, r) => {
    const composed = call(r.name, [call(r.inverse ?? '', [sym('u')])])
    const verdicts = POINTS.map(z => agree(valueAt(composed, new Map([['u', z]])), { z, error: 0 }))
    expect(verdicts).not.toContain('different')
    expect(verdicts.filter(v => v === 'same').length).toBeGreaterThan(8)
  })

  it.each(having('sign'))('%s has the sign that it says', (_, r) => {
    for (const xs of pointsOf(r)) {
      const value = real(r)(...xs)
      if (!isRealAt(r, xs) || Number.isNaN(value)) continue
      if (r.sign === 'positive' && value !== 0) expect(value, `${xs}`).toBeGreaterThan(0)
      expect(value, `${xs}`).toBeGreaterThanOrEqual(0)
    }
  })

  it.each(having('realWhen'))('%s is real where it says', (_, r) => {
    const inside = pointsOf(r).filter(xs => isRealAt(r, xs))
    expect(inside.filter(xs => !Number.isNaN(real(r)(...xs))).length).toBeGreaterThanOrEqual(1)
    if (count(r) === 1) expect(inside.filter(xs => Number.isNaN(real(r)(...xs)))).toEqual([])
  })

  it.each(functions.filter(r => r.realWhen === undefined && count(r) === 1).map(r => [label(r), r] as const))(
    '%s, without such a condition, is real wherever it is defined',
    (_, r) => {
      for (const x of GRID) {
        const z = kernels(r)?.complex?.(C.complex(x))
        if (z === undefined || r.name === 'lgamma' || Number.isNaN(z.re)) continue
        expect(Math.abs(z.im), `${x}`).toBeLessThan(1e-12 * C.abs(z) + 1e-14)
      }
    },
  )

  it.each(having('fold'))('%s of three is that of two, twice', (_, r) => {
    const f = real(r)
    for (const [a, b, c] of combinations([
      [-1, 0.5, 2],
      [-1, 0.5, 2],
      [-1, 0.5, 2],
    ]) as [number, number, number][]) {
      expect(f(f(a, b), c)).toBeCloseTo(f(a, f(b, c)), 12)
    }
  })

  it.each(forms.filter(r => arity(r)[1] === 0).map(r => [r.name, r] as const))(
    'the constant %s has a value',
    (_, r) => {
      const k = kernels(r)
      const z = k?.complex?.() ?? C.complex(k?.real() ?? NaN)
      expect(Number.isNaN(z.re) || Number.isNaN(z.im)).toBe(false)
      if (k && !Number.isNaN(k.real()) && k.complex) expect(k.real()).toBe(z.re)
    },
  )
})

describe('notation', () => {
  it.each(forms.filter(r => r.lists === undefined).map(r => [label(r), r] as const))('%s is typeset', (_, r) => {
    const e = call(r.name, ARGUMENTS.slice(0, arity(r)[0]).map(sym))
    accepted(latex(e))
    if (arity(r)[0] > 0) accepted(latex(api.call('pow', [e, num(2)])))
  })
})

describe('a minimal row', () => {
  // In modules of its own, since the row stays in their table.
  beforeEach(() => void vi.resetModules())
  afterEach(() => void vi.resetModules())

  it('is enough to add a function everywhere', async () => {
    const table = await import('../../src/functions/table.js')
    const { definePracticeOf } = await import('../../src/functions/numerics.js')
    const api = await import('../../src/index.js')
    table.define('cubeplus', { derivative: ['3*u^2'] })
    definePracticeOf(table.row('cubeplus') as NamedRow, { real: u => u ** 3 + 1 })
    expect(String(api.parse('2*cubeplus(x)'))).toBe('2*cubeplus(x)')
    expect(String(api.diff('cubeplus(sin(x))', 'x'))).toBe('3*sin(x)^2*cos(x)')
    expect(api.evaluate('cubeplus(x)', { x: 2 })).toBe(9)
    expect(api.compile('cubeplus(x) + x', ['x'])(2)).toBe(11)
    expect(api.latex('cubeplus(x)')).toBe('\\operatorname{cubeplus}(x)')
    accepted(api.latex('cubeplus(x)^2'))
    expect(api.check('cubeplus(x)', { at: { x: 2 } }).ok).toBe(true)
  })
})

/**
 * Numbers for derivatives that have no closed form, such as that of besselj by its order: symmetric differences of twelfth
 * order along the real or the imaginary direction of the argument, with ever shorter steps until two of them agree to
 * ten digits; NaN where none do. So a formal derivative in the middle of a bigger answer does not keep it from having a
 * value. Weights: B. Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids" (1988).
 */
import { readFormal, rowOf, type Slot } from '../expr/formal.js'
import type { Call } from '../expr/node.js'
import { definePracticeOf, isAnalyticRow, knownNumeric } from '../functions/numerics.js'
import type { NamedRow, Numeric } from '../functions/row.js'
import * as C from '../number/complex.js'
import { glance, spend } from '../work.js'

/** Each order multiplies the work by a dozen, and loses digits. */
const MOST_ORDERS = 2
const MOST_ROWS = 1000

type Complex = C.Complex

const rows = new Map<string, NamedRow>()

/** A row for a formal derivative of a function of the table; undefined where it cannot be had in numbers. */
export function formalRow(e: Call): NamedRow | undefined {
  const key = `${e.head} ${e.args.length}`
  const old = rows.get(key)
  if (old !== undefined) return old
  const formal = readFormal(e.head)
  const { slots } = formal
  const base = rowOf(formal, e.args.length)
  const numeric = base && knownNumeric(base)
  if (base === undefined || numeric === undefined || !isWanted(base, slots)) return undefined
  const fresh: NamedRow = {
    name: e.head,
    args: e.args.length,
    derivative: [],
    ...(base.lists && { lists: base.lists }),
  }
  definePracticeOf(fresh, slopeOf(numeric, slots, base.lists ?? []))
  if (rows.size >= MOST_ROWS) rows.clear()
  rows.set(key, fresh)
  return fresh
}

/** What has a closed form is not asked for, and what is not analytic has no slope. */
function isWanted(base: NamedRow, slots: readonly Slot[]): boolean {
  const isEntry = (s: Slot): boolean => (base.lists?.includes(s.argument - 1) ?? false) === (s.entry !== undefined)
  const isOpen = slots.some(s => base.derivative[s.argument - 1] === null)
  return isOpen && slots.length <= MOST_ORDERS && slots.every(isEntry) && isAnalyticRow(base)
}

function slopeOf({ real, complex }: Numeric, slots: readonly Slot[], lists: readonly number[]): Numeric {
  const onLine = (...args: Complex[]): Complex => ({ re: real(...args.map(z => z.re)), im: 0 })
  const alongLine = differentiated(onLine, slots, lists, [REAL])
  const inPlane = complex && differentiated(complex, slots, lists, [REAL, IMAGINARY])
  return { real: (...args) => alongLine(...args.map(re => ({ re, im: 0 }))).re, ...(inPlane && { complex: inPlane }) }
}

type Kernel = (...args: Complex[]) => Complex

/** Steps that one value of a special function takes, about. */
const VALUE = 6

const REAL: Complex = { re: 1, im: 0 }
const IMAGINARY: Complex = { re: 0, im: 1 }

function differentiated(
  f: Kernel,
  slots: readonly Slot[],
  lists: readonly number[],
  directions: readonly Complex[],
): Kernel {
  return (...args) => {
    const places = slots.map(s => place(s, args, lists))
    if (places.some(at => args[at] === undefined)) return C.NOTHING
    // Where there is no value there is no derivative, and nothing to be looked for with two dozen steps.
    if (args.some(z => Number.isNaN(z.re)) || Number.isNaN(f(...args).re)) return C.NOTHING
    let largest = 0
    const sized: Kernel = (...moved) => {
      spend(VALUE)
      glance()
      const value = f(...moved)
      largest = Math.max(largest, C.abs(value))
      return value
    }
    for (const direction of directions) {
      const value = settled(h => {
        largest = 0
        const slope = difference(sized, args, places, { re: h * direction.re, im: h * direction.im })
        // What is smaller than the rounding of the function over so many steps is not seen.
        return (ROUNDING * largest) / h ** places.length <= LEAST * C.abs(slope) ? slope : C.NOTHING
      })
      if (!Number.isNaN(value.re)) return value
    }
    return C.NOTHING
  }
}

/** Where an argument stands among those of a kernel, which gets a list as its length and then its entries. */
function place(slot: Slot, args: readonly Complex[], lists: readonly number[]): number {
  let at = 0
  for (let k = 0; k < slot.argument - 1; k++) at += lists.includes(k) ? 1 + (args[at]?.re ?? 0) : 1
  const length = slot.entry === undefined ? 0 : (args[at]?.re ?? 0)
  return (slot.entry ?? 0) <= length ? at + (slot.entry ?? 0) : -1
}

const WIDEST = 1 / 8
const STEPS = 24
const ENOUGH = 1e-13
const LEAST = 1e-10
const ROUNDING = 2 ** -54

/** The value on which two steps agree best; NaN where none do. Once they agree, further steps only add rounding. */
function settled(at: (h: number) => Complex): Complex {
  let before = C.NOTHING
  let best = C.NOTHING
  let closest = LEAST
  for (let k = 0; k < STEPS && closest > ENOUGH; k++) {
    const value = at(WIDEST / 2 ** k)
    const gap = C.abs(C.sub(value, before))
    const size = C.abs(value)
    if (gap <= closest * size) [best, closest] = [value, size === 0 ? 0 : gap / size]
    else if (closest < LEAST) break
    before = value
  }
  return best
}

/** The weights of f(p + jh) - f(p - jh) for j = 1, ..., 6: (-1)^(j+1) m!^2/(j (m - j)! (m + j)!), m = 6. */
const WEIGHTS = [6 / 7, -15 / 56, 5 / 63, -1 / 56, 1 / 385, -1 / 5544]

/** The derivative by the arguments at one or two places, with steps h. */
function difference(f: Kernel, args: readonly Complex[], [at, other]: readonly number[], h: Complex): Complex {
  const moved = (k: number, j: number): Complex[] => {
    const p = args[k] as Complex
    return args.with(k, { re: p.re + j * h.re, im: p.im + j * h.im })
  }
  const slot = at as number
  if (other === slot) return second(j => f(...moved(slot, j)), h)
  return first(j => {
    const there = moved(slot, j)
    return other === undefined ? f(...there) : difference(f, there, [other], h)
  }, h)
}

const weighted = (sum: Complex, weight: number, z: Complex): Complex => ({
  re: sum.re + weight * z.re,
  im: sum.im + weight * z.im,
})

function first(f: (j: number) => Complex, h: Complex): Complex {
  const rise = WEIGHTS.reduce((sum, w, k) => weighted(sum, w, C.sub(f(k + 1), f(-k - 1))), C.complex(0))
  return C.div(rise, h)
}

function second(f: (j: number) => Complex, h: Complex): Complex {
  const middle = f(0)
  const bend = WEIGHTS.reduce((sum, w, k) => {
    const both = C.sub(C.sub(f(k + 1), middle), C.sub(middle, f(-k - 1)))
    return weighted(sum, (2 * w) / (k + 1), both)
  }, C.complex(0))
  return C.div(bend, C.mul(h, h))
}

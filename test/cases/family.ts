/**
 * The tests that every family of functions passes: its kernels against the tables that families-reference.py made, and
 * the derivative by every argument, as the rows state it, against the kernel's own values on a small circle (Cauchy).
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { derivative } from '../../src/diff/derivative.js'
import { complex as complexField } from '../../src/evaluate/complex.js'
import { lower } from '../../src/evaluate/lower.js'
import { run } from '../../src/evaluate/run.js'
import { call, list, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { numericOf } from '../../src/functions/numerics.js'
import { arity, type NamedRow } from '../../src/functions/row.js'
import { allForms, row } from '../../src/functions/table.js'
import * as C from '../../src/number/complex.js'

type Complex = C.Complex

export const z = (re: number, im = 0): Complex => ({ re, im })

/** The complex kernel of a function. */
export function kernel(name: string): (...args: Complex[]) => Complex {
  const r = row(name)
  const f = r && numericOf(r).complex
  if (f === undefined) throw new TypeError(`${name} has no complex kernel`)
  return f
}

/** |a - b| relative to |b|. */
export const distance = (a: Complex, b: Complex): number => C.abs(C.sub(a, b)) / C.abs(b)

const pairs = (flat: readonly number[]): Complex[] =>
  Array.from({ length: flat.length / 2 }, (_, k) => z(flat[2 * k] ?? NaN, flat[2 * k + 1] ?? NaN))

/** Every row of the family's table within its bound; the real kernel where all is real. */
export function describeReference(family: string, bounds: Readonly<Record<string, number>>, usual = 2e-14): void {
  const url = new URL(`./${family}-reference.json`, import.meta.url)
  const tables: Record<string, number[][]> = JSON.parse(readFileSync(url, 'utf8'))
  describe(`${family} against mpmath`, () => {
    it.each(Object.keys(tables))('%s', name => {
      const rows = (tables[name] ?? []).map(pairs)
      expect(rows.length).toBeGreaterThan(40)
      const real = numericOf(row(name) as NamedRow).real
      const wrong = rows.flatMap(all => {
        const [args, want] = [all.slice(0, -1), all.at(-1) as Complex]
        const onReals = all.every(a => a.im === 0) ? [z(real(...args.map(a => a.re)))] : []
        const values = [kernel(name)(...args), ...onReals]
        return values.filter(got => !(distance(got, want) <= (bounds[name] ?? usual))).map(got => ({ args, want, got }))
      })
      expect(wrong).toEqual([])
    })
  })
}

/** The value of an expression in named complex variables. */
export function evaluated(e: Expr, at: ReadonlyMap<string, Complex>): Complex {
  const names = [...at.keys()]
  const tape = lower([e], names)
  return run(tape, complexField, [...at.values()])[tape.outputs[0] as number] as Complex
}

const CIRCLE = 24
const RADIUS = 0.04

/** The derivative of an analytic function from its values on a circle; the error is of the order of RADIUS^CIRCLE. */
export function cauchy(f: (w: Complex) => Complex, at: Complex): Complex {
  let sum = z(0)
  for (let k = 0; k < CIRCLE; k++) {
    const angle = (2 * Math.PI * (k + 0.5)) / CIRCLE
    const spoke = z(Math.cos(angle), Math.sin(angle))
    sum = C.add(sum, C.div(f(C.add(at, C.mul(z(RADIUS), spoke))), spoke))
  }
  return C.mul(z(1 / (CIRCLE * RADIUS)), sum)
}

export interface DerivativeOptions {
  /** Arguments (from 0) that stay real, such as the order of a Bessel function. */
  readonly real?: readonly number[]
  /** How a call is made of so many variables, where it is not simply the function of them. */
  readonly calls?: Readonly<Record<string, (x: readonly Expr[]) => Expr>>
}

/** The derivatives of all forms of the named functions at complex points, by every argument with a closed form. */
export function describeDerivatives(names: Iterable<string>, options: DerivativeOptions = {}): void {
  const wanted = new Set(names)
  const forms = [...allForms()].filter(r => wanted.has(r.name))
  describe('derivatives at complex points', () => {
    it.each(forms.map(r => [`${r.name}/${arity(r)[0]}`, r] as const))('%s', (_, r) => {
      const variables = 'abcdef'.split('').slice(0, r.lists ? 4 : arity(r)[0])
      const symbols = variables.map(sym)
      const e = options.calls?.[r.name]?.(symbols) ?? call(r.name, symbols)
      let tried = 0
      for (let sample = 0; sample < 6; sample++) {
        const at = new Map(variables.map((name, k) => [name, point(sample, k, options.real?.includes(k) ?? false)]))
        for (const [k, name] of variables.entries()) {
          const d = derivative(e, sym(name))
          if (String(d).includes("'")) continue
          const want = cauchy(w => evaluated(e, new Map([...at, [name, w]])), at.get(name) as Complex)
          expect(distance(evaluated(d, at), want), `by argument ${k + 1} at ${JSON.stringify([...at])}`).toBeLessThan(
            1e-9,
          )
          tried++
        }
      }
      expect(tried).toBeGreaterThan(0)
    })
  })
}

/** Points off the axes, spread evenly by the golden ratio. */
function point(sample: number, k: number, real: boolean): Complex {
  const spread = (seed: number): number => (seed * 0.6180339887498949) % 1
  const n = 7 * sample + k + 1
  return z(0.25 + 0.9 * spread(n), real ? 0 : 0.15 + 0.5 * spread(n * 3.7))
}

/** hypergeom([a, b], [c], d) of four variables. */
export const gauss = ([a, b, c, d]: readonly Expr[]): Expr =>
  call('hypergeom', [list([a as Expr, b as Expr]), list([c as Expr]), d as Expr])

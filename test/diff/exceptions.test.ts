/** No derivative divides by exactly zero because two arguments coincide, or because one is 0 or 1: every row, with every such pattern. */
import { describe, expect, it } from 'vitest'
import { derivative } from '../../src/diff/derivative.js'
import { ShapeError } from '../../src/errors.js'
import { call, list, neg, num, sub, sym } from '../../src/expr/build.js'
import { type Expr, isCall } from '../../src/expr/node.js'
import { postorder } from '../../src/expr/walk.js'
import type { NamedRow } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { certificate, diff, simplify } from '../../src/index.js'

const x = sym('x')
const POOL: readonly Expr[] = [x, num(0), num(1), num(2), neg(x), sub(num(1), x)]
/** These have no value either: a root of degree 0 or of 0, a series with the lower parameter 0. */
const VALUELESS: Readonly<Record<string, readonly number[]>> = { root: [0, 1], hypergeom: [1], appellf1: [3] }

/** gamma(0)/gamma(u). */
const VALUELESS_ANYWHERE: ReadonlySet<string> = new Set(['pochhammer(x, -x)', 'pochhammer(-x, x)'])

function patterns(r: NamedRow): Expr[] {
  const [least, most] = typeof r.args === 'number' ? [r.args, r.args] : r.args
  const count = Math.max(least, Math.min(most, 2))
  let all: Expr[][] = [[]]
  // Of many arguments the last ones, which are the variables, take every value.
  for (let k = 0; k < count; k++) {
    const pool = count > 3 && k < count - 3 ? POOL.slice(0, 2) : POOL
    all = all.flatMap(args => pool.map(p => [...args, p]))
  }
  const without = VALUELESS[r.name] ?? []
  return all
    .filter(args => args.includes(x) && without.every(k => args[k] !== num(0)))
    .flatMap(args => made(r, args))
    .filter(e => isCall(e, r.name) && !e.singular && !VALUELESS_ANYWHERE.has(String(e)))
}

/** Some have no such values: they are refused where they are made. */
function made(r: NamedRow, args: readonly Expr[]): Expr[] {
  try {
    return [
      call(
        r.name,
        args.map((a, k) => (r.lists?.includes(k) ? list([a, x]) : a)),
      ),
    ]
  } catch (error) {
    if (error instanceof ShapeError) return []
    throw error
  }
}

describe('coinciding arguments', () => {
  const forms = [...allForms()].filter(r => r.args !== 0)
  it.each(forms.map(r => [r.name, r.args, r] as const))('%s of %j', (_, __, r) => {
    const bad = patterns(r).filter(e =>
      postorder(derivative(e, x)).some(n => n.kind === 'call' && n.singular && !isCall(n, 'list')),
    )
    expect(bad.slice(0, 5).map(String)).toEqual([])
  })

  it.each([
    ['ellipticpi(x, x)', '(x*(elliptice(x) + elliptick(x)) + elliptice(x) - elliptick(x))/(2*x*(1 - x)^2)'],
    ['chebyshevu(x, 1)', '1'],
    ['ellipticpi(x, 2, x)', undefined],
    ['ellipticpi(2*x, x, 2*x)', undefined],
  ])('the derivative of %s', (f, answer) => {
    const d = diff(f, 'x', { simplify: false })
    expect(certificate(f, 'x', d).verdict).toBe('verified')
    if (answer !== undefined) expect(String(simplify(d))).toBe(answer)
  })
})

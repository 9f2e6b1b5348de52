/** Reverse mode: its work is a few operations per operation, and it grows as its input does. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { adjoints } from '../../src/diff/adjoint.js'
import { derivative } from '../../src/diff/derivative.js'
import { gradient, hessian, jacobian } from '../../src/diff/gradient.js'
import { Variables } from '../../src/diff/variables.js'
import { ShapeError } from '../../src/errors.js'
import { add, call, list, mul, num, pow, product, sum, sym, zero } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { countNodes, postorder } from '../../src/expr/walk.js'
import { parse } from '../../src/index.js'
import { working } from '../../src/work.js'
import { pick, type Random, seeded } from '../cases/random.js'

const NAMES = ['x', 'y', 'z', 'w']
const variables = NAMES.map(sym)
const names = (n: number, letter = 'x'): Expr[] => Array.from({ length: n }, (_, k) => sym(`${letter}${k + 1}`))

/** The gradient by the sweep alone, without what gradient.ts settles. */
function swept(e: Expr, by: readonly Expr[]): Expr[] {
  const found = adjoints([{ of: e, weight: num(1) }], new Variables(by))
  return by.map((_, k) => found.get(k) ?? zero)
}

describe('a branch that is not taken has no say, whether or not it has a value', () => {
  it.each<[string, string]>([
    ['piecewise(sqrt(x), x > 0, 0)', 'x'],
    ['piecewise(sqrt(x), x > 0, 0) + piecewise(sqrt(x), x > y, 0)', 'x'],
    ['piecewise(sqrt(x) + y, x > 0, y) * piecewise(3*sqrt(x), x > 0, 5)', 'x'],
    ['piecewise(piecewise(log(x), x > 0, y), y > 0, x)', 'x'],
    ['piecewise(sin(sqrt(x)), x > 0, piecewise(sqrt(-x), x > -9, y))', 'x'],
    ['max(y, sqrt(x))', 'x'],
    ['max(sqrt(y), x, 2)', 'y'],
    ['y*sin(max(x, log(y), log(x)))', 'x'],
  ])('%s by %s', (text, by) => {
    const e = parse(text)
    const x = sym(by)
    const f = compile([swept(e, [sym('x'), sym('y')])[by === 'x' ? 0 : 1] as Expr, derivative(e, x)], ['x', 'y'])
    let both = 0
    for (const a of [-3.5, -1.25, 0.5, 2.75]) {
      for (const b of [-3.25, -0.5, 1.5, 9]) {
        const [ours, theirs] = f(a, b)
        if (!Number.isFinite(theirs)) continue
        both++
        expect([a, b, ours]).toEqual([a, b, expect.closeTo(theirs, 9)])
      }
    }
    expect(both).toBeGreaterThan(3)
  })
})

describe('what is settled', () => {
  it.each<[string, string[], string[]]>([
    ['relu(x) - relu(-x)', ['x', 'y'], ['1', '0']],
    ['piecewise(x^2, x != 0, 0)', ['x'], ['2*x']],
    ['conj(x)*y', ['x'], ['y']],
    ['x[1]*x[2]', ['x[2]', 'x[1]'], ['x[1]', 'x[2]']],
    ['x*y', ['y', 'y', 'x'], ['x', 'x', 'y']],
    ['f(x, y)', ['x', 'y'], ["f'[1](x, y)", "f'[2](x, y)"]],
    ['0^x', ['x'], ['piecewise(0, x > 0)']],
  ])('gradient of %s by %j', (text, by, answer) => {
    const e = parse(text)
    expect(
      gradient(
        e,
        by.map(b => parse(b)),
      ).map(String),
    ).toEqual(answer)
  })
  it('a variable and a component of another are apart', () => {
    expect(gradient(parse('y*a[1]'), [parse('a[1]'), sym('y')]).map(String)).toEqual(['y', 'a[1]'])
  })
  it('nothing is differentiated by a vector as a whole', () =>
    expect(() => gradient(parse('y*x[1]'), [sym('y'), sym('x')])).toThrow(ShapeError))
  it.each([list([sym('x')]), call('lt', [sym('x'), sym('y')])])('%s has no gradient', e =>
    expect(() => gradient(e, [sym('x')])).toThrow(ShapeError),
  )
  it('structural zeros are zeros', () => {
    const e = parse('x*y + sin(z)')
    expect(hessian(e, [sym('x'), sym('y'), sym('z')]).map(String)).toEqual(['0,1,0', '1,0,0', '0,0,-sin(z)'])
    expect(jacobian([parse('x*y'), parse('z'), parse('3')], variables).map(String)).toEqual([
      'y,x,0,0',
      '0,0,1,0',
      '0,0,0,0',
    ])
  })
  it('rows and columns agree', () => {
    const shared = parse('exp(x*y) + sin(x)')
    const outputs = [1, 2, 3, 4, 5].map(k => pow(shared, num(k + 1)))
    const [byColumn, byRow] = [jacobian(outputs, [sym('x')]), outputs.map(f => gradient(f, [sym('x')]))]
    const f = compile([byColumn.flat(), byRow.flat()], ['x', 'y'])
    const [a, b] = f(0.7, -0.4)
    expect(a).toEqual(b?.map(v => expect.closeTo(v, 9)))
  })
})

/** A random DAG of binary operations and functions, each node used by those after it. */
function randomDag(random: Random, size: number, leaves: number): Expr {
  const nodes = names(leaves)
  const recent = (): Expr => nodes[Math.max(0, nodes.length - 1 - Math.floor(random() * 12))] as Expr
  for (let k = 0; k < size; k++) {
    const kind = random()
    if (kind < 0.3) nodes.push(add(recent(), recent()))
    else if (kind < 0.65) nodes.push(mul(recent(), recent()))
    else if (kind < 0.75) nodes.push(mul(recent(), pow(recent(), num(-1))))
    else nodes.push(call(pick(random, ['sin', 'cos', 'tanh', 'exp', 'log', 'atan']), [recent()]))
  }
  return sum(nodes.slice(-6))
}

/** The operations that a function is written with, each node once. Compiled it takes fewer, since products share factors. */
const operationsOf = (e: Expr): number =>
  postorder(e).reduce((n, x) => n + (x.kind !== 'call' ? 0 : Math.max(1, x.args.length - 1)), 0)

describe('the work of value and gradient', () => {
  it.each([1, 2, 3])('is at most five operations per operation of a random DAG, seed %i', seed => {
    const random = seeded(seed)
    for (const [size, leaves] of [
      [40, 8],
      [150, 20],
      [600, 60],
      [1500, 10],
    ] as const) {
      const e = randomDag(random, size, leaves)
      const by = names(leaves)
      const args = by.map(String)
      const alone = operationsOf(e)
      const together = compile([e, gradient(e, by)], args).steps
      expect(together, `${size} nodes: ${alone} operations`).toBeLessThanOrEqual(5 * alone)
    }
  })
})

describe('growth', () => {
  const SHAPES: Readonly<Record<string, (n: number) => { readonly e: Expr; readonly by: readonly Expr[] }>> = {
    'a long sum': n => ({ e: sum(names(n).map(x => call('sin', [x]))), by: names(n) }),
    'a long product': n => ({ e: product(names(n)), by: names(n) }),
    'a deep chain': n => ({ e: names(n).reduce((e, w) => call('tanh', [mul(w, e)]), sym('x')), by: names(n) }),
    'a ladder': n => ({
      e: names(n).reduce((e, w) => add(call('sin', [e]), mul(w, e)), sym('x')),
      by: [sym('x'), ...names(n)],
    }),
    softmax: n => {
      const exps = names(n).map(x => call('exp', [x]))
      return {
        e: sum(exps.map((u, k) => mul(sym(`y${k}`), call('log', [mul(u, pow(sum(exps), num(-1)))])))),
        by: names(n),
      }
    },
    logsumexp: n => ({ e: call('logsumexp', names(n)), by: names(n) }),
    'max of many': n => ({ e: call('max', names(n)), by: names(n) }),
    'many variables': n => ({ e: pow(sum(names(n).map((x, k) => mul(x, sym(`y${k}`)))), num(2)), by: names(n) }),
    'a deep chain of cases': n => ({
      e: names(n).reduce((e, w) => call('piecewise', [mul(w, e), call('gt', [e, zero]), mul(num(2), e)]), sym('x')),
      by: names(n),
    }),
  }
  it.each(Object.keys(SHAPES))('nodes of the gradient and its operations: %s', shape => {
    const at = (n: number): [nodes: number, steps: number] => {
      const { e, by } = (SHAPES[shape] as (n: number) => { e: Expr; by: Expr[] })(n)
      const slopes = gradient(e, by)
      const args = [...by.map(String), 'x', ...Array.from({ length: n }, (_, k) => `y${k}`)]
      return [countNodes(slopes), compile(slopes, [...new Set(args)]).steps]
    }
    const [[n1, s1], [n2, s2], [n4, s4]] = [at(100), at(200), at(400)] as const
    for (const [a, b, c] of [
      [n1, n2, n4],
      [s1, s2, s4],
    ] as const) {
      expect(b).toBeLessThanOrEqual(2.2 * a + 10)
      expect(c).toBeLessThanOrEqual(2.2 * b + 10)
    }
  })
  it('references of the gradient of a product of n factors are not n^2', () => {
    const references = (n: number): number => {
      const slopes = gradient(product(names(n)), names(n))
      const seen = new Set<Expr>()
      const stack = [...slopes]
      let count = 0
      for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
        if (seen.has(e) || e.kind !== 'call') continue
        seen.add(e)
        count += e.args.length
        stack.push(...e.args)
      }
      return count
    }
    expect(references(800)).toBeLessThanOrEqual(2.2 * references(400))
  })
  it.each([1000, 2000, 4000])('steps of a ladder whose tree is larger than all doubles, of %i rungs', n => {
    const x = sym('x')
    const e = names(n).reduce(e => add(call('sin', [e]), mul(e, x)), x)
    expect(working({ limits: { steps: 40 * n } }, () => gradient(e, [x]))).toHaveLength(1)
  })
  it('the Hessian of a chain of neighbours', () => {
    const at = (n: number): number => {
      const xs = names(n)
      const e = sum(xs.slice(1).map((x, k) => pow(add(x, mul(num(-1), pow(xs[k] as Expr, num(2)))), num(2))))
      return countNodes(hessian(e, xs).flat())
    }
    expect(at(200)).toBeLessThanOrEqual(2.2 * at(100))
  })
})

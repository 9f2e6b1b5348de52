/** Hessians and Jacobians times vectors, of vectors and matrices: what is printed, values against differences, refusals. */
import { describe, expect, it } from 'vitest'
import { compile, hvp, jvp, vjp } from '../../src/index.js'

const LET = 'A:[n,n]; x:[n]; v:[n]; W:[m,n]; V:[m,n]; b:[m]; u:[m]; y:[m]; r:real; s:real'
const given = { let: LET }

describe('products are written as a person would', () => {
  it.each([
    ['hvp', "x'*A*x", ['x'], ['v'], ["A*v + A'*v"]],
    ['hvp', 'sum(exp(W*x))', ['x'], ['v'], ["W'*(exp(W*x).*(W*v))"]],
    [
      'hvp',
      'norm2(W*x-y)^2',
      ['W', 'x'],
      ['V', 'v'],
      ["2*(W*v + V*x)*x' + 2*(W*x - y)*v'", "2*W'*(W*v + V*x) + 2*V'*(W*x - y)"],
    ],
    ['hvp', 'r*sum(x.^3)', ['r', 'x'], [2, 'x'], ['3*sum(x.^3)', '6*(r + 1)*x.^2']],
    ['hvp', 'logdet(A)', ['A'], ["v*x'"], ["-inv(A)'*x*v'*inv(A)'"]],
    ['jvp', 'W*x+b', ['W', 'x'], ['V', 'v'], ['W*v + V*x']],
    ['jvp', 'tanh(W*x+b)', ['W'], ['V'], ['sech(W*x + b).^2.*(V*x)']],
    ['jvp', 'softmax(x)', ['x'], ['v'], ["softmax(x).*(v - softmax(x)'*v)"]],
    ['jvp', 'inv(A)', ['A'], ['A'], ['-inv(A)']],
    ['vjp', 'W*x+b', ['W', 'x', 'b'], ['u'], ["u*x'", "W'*u", 'u']],
    ['vjp', ['W*x', 'sum(x)'], ['W', 'x'], ['u', 'r'], ["u*x'", "W'*u + r"]],
    ['vjp', '[W*x; sum(x)]', ['x'], ['[u; r]'], ["W'*u + r"]],
  ] as const)('%s of %s by %s along %s', (kind, f, variables, vector, expected) => {
    const product = { hvp, jvp, vjp }[kind] as (...args: readonly unknown[]) => unknown[]
    expect(product(f, variables, vector, given).map(String)).toEqual(expected)
  })
})

const AT: Readonly<Record<string, unknown>> = {
  A: [
    [2, 0.5],
    [0.25, 3],
  ],
  x: [0.3, 1.1],
  v: [0.7, -0.4],
  W: [
    [0.2, -0.4],
    [1.3, 0.6],
    [0.9, 0.1],
  ],
  V: [
    [0.4, 0.3],
    [-0.2, 0.5],
    [0.1, 0.8],
  ],
  b: [0.5, 1.5, 0.75],
  u: [0.6, 0.2, -0.3],
  y: [1, 0.4, 0.7],
  r: 1.5,
  s: 0.8,
}
const NAMES = Object.keys(AT)
const flat = (w: unknown): number[] => (Array.isArray(w) ? w.flatMap(flat) : [w as number])
const value = (f: unknown, at: Readonly<Record<string, unknown>> = AT): number[] =>
  flat((compile(f as string, NAMES, given) as (...args: unknown[]) => unknown)(...NAMES.map(n => at[n])))
const moved = (a: unknown, d: unknown, h: number): unknown =>
  Array.isArray(a) ? a.map((e, k) => moved(e, (d as unknown[])[k], h)) : (a as number) + h * (d as number)

describe('along a direction the products have the value of differences', () => {
  it.each([
    ['tanh(W*x+b)', ['W', 'x'], ['V', 'v']],
    ['[W*x; sum(x); r]', ['x', 'r'], ['v', 's']],
    ['inv(A)*x', ['A', 'x'], ["x*v'", 'v']],
    ['softmax(W*x)', ['W', 'b'], ['V', 'u']],
    ["x*x'*A", ['x'], ['v']],
    ['sqrt(r)*W', ['r', 'W'], ['s', 'V']],
  ])('%s by %s along %s', (f, variables, vector) => {
    const h = 1e-4
    const directions = vector.map(v =>
      (compile(v, NAMES, given) as (...args: unknown[]) => unknown)(...NAMES.map(n => AT[n])),
    )
    const at = (step: number) => ({
      ...AT,
      ...Object.fromEntries(variables.map((x, k) => [x, moved(AT[x], directions[k], step)])),
    })
    const [plus, minus] = [value(f, at(h)), value(f, at(-h))]
    const slope = plus.map((p, k) => (p - (minus[k] as number)) / (2 * h))
    const [found] = jvp(f, variables, vector, given)
    expect(value(found)).toEqual(slope.map(d => expect.closeTo(d, 6)))
  })

  it.each([
    ['norm2(W*x-y)^2*r', ['W', 'x', 'r'], ['V', 'v', 's']],
    ['sum(log(1+exp(A*x)))', ['A', 'x'], ["x*v'", 'v']],
    ['logdet(A)', ['A'], ["v*x'"]],
  ])('the Hessian of %s by %s along %s', (f, variables, vector) => {
    const h = 1e-4
    const directions = vector.map(v =>
      (compile(v, NAMES, given) as (...args: unknown[]) => unknown)(...NAMES.map(n => AT[n])),
    )
    const at = (step: number) => ({
      ...AT,
      ...Object.fromEntries(variables.map((x, k) => [x, moved(AT[x], directions[k], step)])),
    })
    const slopes = vjp(f, variables, [1], given)
    for (const [k, found] of hvp(f, variables, vector, given).entries()) {
      const [plus, minus] = [value(slopes[k], at(h)), value(slopes[k], at(-h))]
      expect(value(found)).toEqual(plus.map((p, j) => expect.closeTo((p - (minus[j] as number)) / (2 * h), 5)))
    }
  })
})

describe('what does not fit is refused', () => {
  it.each([
    [() => hvp('norm2(W*x)^2', ['W'], ['x'], given), 'the part of the vector for W has the shape [n], and W has [m,n]'],
    [() => hvp('x', ['x'], ['v'], given), 'a Hessian is that of a scalar'],
    [() => jvp('W*x', ['x'], ['v', 'v'], given), 'the vector has 2 entries, where there are 1 variables'],
    [() => vjp('W*x', ['x'], ['x'], given), 'the part of the vector for output 1 has the shape [n]'],
  ])('%s', (f, message) => {
    expect(f).toThrow(message)
  })
})

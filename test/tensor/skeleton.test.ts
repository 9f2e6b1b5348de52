/** Vectors and matrices under the laws of scalars: the same verbs, and the same values at random arrays. */
import { describe, expect, test } from 'vitest'
import {
  apart,
  collect,
  diff,
  equivalent,
  expand,
  factor,
  gradient,
  type Options,
  program,
  reading,
  simplify,
  together,
  trigReduce,
} from '../../src/index.js'

const LET = { let: 'x:[n]; A:[n,n]; t:positive; p:[n] positive; c:[]' } satisfies Options

describe('verbs', () => {
  const cases: readonly (readonly [run: () => unknown, result: string])[] = [
    [() => simplify("sin(x'*x)^2 + cos(x'*x)^2", LET), '1'],
    [() => simplify('sin(x).^2 + cos(x).^2', LET), 'ones(n)'],
    [() => simplify('A*(sin(x).^2 + cos(x).^2)', LET), 'sum(A, 2)'],
    [() => simplify('sinh(x)./cosh(x)', LET), 'tanh(x)'],
    [() => simplify('sqrt(p.^2)', LET), 'p'],
    [() => simplify('sqrt(x.^2)', LET), 'abs(x)'],
    [() => simplify('tr(A)^2 - tr(A)*tr(A)', LET), '0'],
    [() => expand("(x'*x+1)^2 - (x'*x)^2", LET), "2*x'*x + 1"],
    [() => expand('(x+1).^2 - x.^2', LET), '2*x + 1'],
    [() => factor('tr(A)^2 - 1', LET), '(tr(A) + 1)*(tr(A) - 1)'],
    [() => together('1/tr(A) + 1/c', LET), '(tr(A) + c)/(c*tr(A))'],
    [() => apart('1/(tr(A)^2 - 1)', undefined, LET), '(1/(tr(A) - 1) - 1/(tr(A) + 1))/2'],
    [() => collect("c*x'*x + t*x'*x", 'c', LET), "(c + t)*x'*x"],
    [() => trigReduce('sin(x).^2', LET), '1/2 - cos(2*x)/2'],
    [() => diff("log(cosh(x'*x))", 'x', LET), "2*tanh(x'*x)*x"],
    [() => diff('sum(log(cosh(x)))', 'x', LET), 'tanh(x)'],
    [() => diff('log(abs(det(A)))', 'A', LET), "inv(A)'"],
    [() => diff('abs(t)*x', 't', LET), 'x'],
    [() => diff('sum(sw(x))', 'x', { ...LET, functions: { sw: 'u^2 + c*u' } }), '2*x + c'],
    [() => simplify('halve(2*x)', { ...LET, functions: { halve: 'u/2' } }), 'x'],
    [() => simplify('sin(x) + sin(c)', { ...LET, rules: ['small: sin(u) => u'] }), 'x + c'],
    [() => diff("(x'*x)^2", 'x', { ...LET, form: 'expanded' }), "4*(x'*x)*x"],
    [() => program("q = A*x; f = q'*q", LET).bindings.map(b => `${b.name} = ${b.value}`), "q = A*x,f = x'*A'*A*x"],
    [() => reading("x'*A*x", LET).text, "((x')*A)*x"],
    [() => diff('[3*t, 2*t]', 't', 2), '[0, 0]'],
  ]
  test.each(cases)('%s', (run, result) => {
    expect(String(run())).toBe(result)
  })
})

test('what is refused is told in names that people wrote', () => {
  expect(() => collect('c*tanh(c*x)', 'c', LET)).toThrow('c also occurs inside a function:')
})

describe('a text of scalars is read and answered as where nothing else is declared', () => {
  test.each<[string, (options: Options) => unknown]>([
    ['simplify', o => simplify('sin(t)^2 + cos(t)^2', o)],
    ['diff', o => diff('log(cosh(t))', 't', o)],
    ['roots', o => simplify('sqrt(t^2)', o)],
    ['absolute values', o => diff('abs(t)', 't', o)],
    ['factor', o => factor('t^2 - 1', o)],
    ['apart', o => apart('1/(t^2 - 1)', 't', o)],
    ['functions', o => diff('sw(t)', 't', { ...o, functions: { sw: 'u*sigmoid(u)' } })],
    ['program', o => program('q = t + 1; q^2', o).result],
    ['LaTeX', o => diff('\\frac{t^2}{2}', 't', o)],
    ['gradient', o => gradient('t^2*c', undefined, o)],
    ['equivalence', o => equivalent('sqrt(t^2)', 't', o).verdict],
    ['decimals', o => diff('0.3*t^2', 't', o)],
  ])('%s', (_, run) => {
    expect(String(run(LET))).toBe(String(run({ let: 't:positive' })))
  })
})

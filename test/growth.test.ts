/** What is n times as long takes about n times the steps: reading, differentiating, printing and compiling, by the shape of the text. */
import { describe, expect, it } from 'vitest'
import {
  compile,
  diff,
  type Expr,
  explain,
  FluxionError,
  jvp,
  latex,
  parse,
  program,
  text,
  trace,
} from '../src/index.js'
import { stepsLeft, working } from '../src/work.js'

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1)
const term = (k: number): string => `a${k % 50}*sin(x*${k})^2/(${k} + x)`

const read = (n: number, of: (n: number) => string): Expr => parse(of(n))
const TEXTS: Readonly<Record<string, (n: number) => string>> = {
  'a sum': n => upTo(n).map(term).join(' + '),
  'a product of sums': n =>
    upTo(n)
      .map(k => `(a${k} + sin(x*${k}) + ${k})`)
      .join('*'),
  'a list': n => `[${upTo(n).map(term).join(', ')}]`,
  'a polynomial': n =>
    upTo(n)
      .map(k => `${k}*x^${k}`)
      .join(' + '),
  'nested calls': n => `${'sin('.repeat(n)}x${')'.repeat(n)}`,
  'nested sums': n =>
    `${upTo(n)
      .map(k => `(${k} + x*`)
      .join('')}x${')'.repeat(n)}`,
  'one call of many arguments': n =>
    `max(${upTo(n)
      .map(k => `a${k}*x + ${k}`)
      .join(', ')})`,
}

const SHAPES: Readonly<Record<string, (n: number) => Expr>> = {
  ...Object.fromEntries(Object.entries(TEXTS).map(([title, of]) => [title, (n: number) => read(n, of)])),
  'a program': n =>
    program(
      `q0 = x; ${upTo(n)
        .map(k => `q${k} = sin(q${k - 1}) + x*${k % 9}`)
        .join('; ')}; q${n}`,
    ).result,
  'definitions of functions, each by the one before it': n =>
    parse(`f${n}(x)`, {
      functions: Object.fromEntries(upTo(n).map(k => [`f${k}`, k === 1 ? 'u^2' : `sin(f${k - 1}(u))/2 + u`])),
    }),
}

const STEPS: Readonly<Record<string, (e: Expr) => unknown>> = {
  'the derivative': e => diff(e, 'x'),
  'the canonical derivative': e => diff(e, 'x', { form: 'raw' }),
  text: e => text(e, { shared: true }),
  LaTeX: e => latex(e, { shared: true }),
  'LaTeX of the derivative': e => latex(diff(e, 'x'), { shared: true }),
  'compiled code': e => compile(e, e.symbols()),
  'compiled code of the derivative': e => compile(diff(e, 'x', { form: 'raw' }), e.symbols()),
}

/** The steps that a call takes. */
const steps = (run: () => unknown): number =>
  working({ limits: { steps: 1e9 } }, () => {
    const before = stepsLeft()
    run()
    return before - stepsLeft()
  })

const N = 300

describe.each(Object.entries(SHAPES))('%s', (_, make) => {
  it('is read in steps by its length', () => {
    expect(steps(() => make(2 * N)) / steps(() => make(N))).toBeLessThan(2.3)
  })
  it.each(Object.entries(STEPS))('%s', (_title, run) => {
    const [small, large] = [make(N), make(2 * N)]
    expect(steps(() => run(large)) / steps(() => run(small))).toBeLessThan(2.3)
  })
})

describe('what takes more than its length is bounded', () => {
  const LET = { let: 'A:[n,n]; B:[n,n]; x:[n]; y:[n]' }
  const layers = (n: number): string => `norm(${'relu(A*'.repeat(n)}x${' + y)'.repeat(n)})^2`
  const logarithms = (n: number): string =>
    upTo(n)
      .map(k => `logdet(A + ${k}*B)`)
      .join(' + ')
  const sums = (n: number): string =>
    upTo(n)
      .map(k => `sum(i, 1, n, x_i^${k})`)
      .join(' + ')
  const power = (n: number): string => `diff(sin(x^2)*exp(x), x, ${n})`
  const GROWTH: Readonly<Record<string, readonly [run: (n: number) => unknown, n: number, exponent: number]>> = {
    'layers explained': [n => explain(layers(n), 'A', LET), 8, 2.6],
    'a sum of logarithms explained': [n => explain(logarithms(n), 'A', LET), 12, 2.3],
    'sums over components': [n => diff(sums(n), 'x', LET), 100, 1.3],
    'a derivative of high order, written': [n => parse(power(n)), 20, 2.3],
  }
  it.each(Object.entries(GROWTH))('%s', (_, [run, n, exponent]) => {
    expect(Math.log2(steps(() => run(2 * n)) / steps(() => run(n)))).toBeLessThan(exponent)
  })

  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  const many = Array.from({ length: 4_000 }, () => 'x')
  const REFUSED: Readonly<Record<string, readonly [run: () => unknown, code: string]>> = {
    'more intermediate results than are read': [() => explain(logarithms(60), 'A', LET), 'budget'],
    'a product of 4,000 derivatives by 4,000 names': [
      () => jvp(many, many, many, { limits: { steps: 1e6 } }),
      'budget',
    ],
    'a value that holds itself': [() => trace('x^2', { x: cyclic as unknown as number }), 'not-a-number'],
  }
  it.each(Object.entries(REFUSED))('%s is refused', (_, [run, code]) => {
    expect(run).toThrow(FluxionError)
    expect(run).toThrow(expect.objectContaining({ code }))
  })
  it('of brief explanations as many are told as ever', () => {
    expect(String(explain(logarithms(60), 'A', { ...LET, level: 'brief' }))).toContain('logdet')
  })
})

/** What is n times as long takes about n times the steps: reading, differentiating, printing and compiling, by the shape of the text. */
import { describe, expect, it } from 'vitest'
import { compile, diff, type Expr, latex, parse, program, text } from '../src/index.js'
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

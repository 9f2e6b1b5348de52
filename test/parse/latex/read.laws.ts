/**
 * What is printed as LaTeX is read back as the same expression. LaTeX does not tell whether x_{1} is the symbol x_1, the symbol x1
 * or the component x[1], nor a constant from a symbol of its name: so the names of symbols and functions are given. Without
 * them the same comes out, or it is refused.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolve } from '../../../src/diff/resolve.js'
import { ParseError } from '../../../src/errors.js'
import { add, call, mul, sym } from '../../../src/expr/build.js'
import { readFormal } from '../../../src/expr/formal.js'
import type { Expr } from '../../../src/expr/node.js'
import { equal } from '../../../src/expr/order.js'
import { freeSymbols, postorder } from '../../../src/expr/walk.js'
import { arity } from '../../../src/functions/row.js'
import { allForms } from '../../../src/functions/table.js'
import { ACCENTS } from '../../../src/parse/characters.js'
import { readLatex } from '../../../src/parse/latex/read.js'
import { parse } from '../../../src/parse/parse.js'
import { type LatexOptions, latex } from '../../../src/print/latex/latex.js'
import { aligned } from '../../../src/print/latex/lines.js'
import { runs } from '../../cases/runs.js'
import { expression, scalar } from '../../print/expressions.js'

const headsOf = (e: Expr): Set<string> =>
  new Set(postorder(e).flatMap(n => (n.kind === 'call' ? [readFormal(n.head).name] : [])))

/**
 * What LaTeX does not say: x_{1} is a symbol, not a component; \ln|\Gamma(x)| is what it says; E_1(x) is expint(x), not
 * expint(1, x); a cube root is cbrt(x), not root(x, 3); a letter that is both a symbol and a function is one of them.
 */
function isSaid(e: Expr): boolean {
  const heads = headsOf(e)
  const twice = [...freeSymbols(e)].some(name => heads.has(name))
  const alike = postorder(e).some(n => {
    const [a, b] = n.kind === 'call' ? n.args.map(String) : []
    if (n.kind !== 'call' || n.args.length !== 2) return false
    return (n.head === 'expint' && a === '1') || (n.head === 'root' && (b === '2' || b === '3'))
  })
  return !twice && !alike && !heads.has('index') && !heads.has('lgamma')
}

const told = (e: Expr) => ({ bound: freeSymbols(e), functions: headsOf(e) })

function expectBack(e: Expr, options: LatexOptions = {}): void {
  const written = latex(e, options)
  const names = options.names === undefined ? {} : { names: options.names }
  const read = parse(written, { syntax: readLatex, ...told(e), ...names })
  // Derivatives of unknown functions may be written in two ways.
  if (!equal(resolve(read), resolve(e))) expect([written, String(read)]).toEqual([written, String(e)])
}

const said = expression.filter(isSaid)

describe('print then parse is the identity', () => {
  test('of random expressions', () => {
    fc.assert(
      fc.property(said, e => expectBack(e)),
      runs(150),
    )
  })

  test.each([
    { multiply: 'cdot' },
    { fractions: 'dfrac' },
    { fractions: 'tfrac' },
    { fractions: 'slash' },
    { fractions: 'power' },
    { roots: 'power' },
    { derivatives: 'prime' },
    { derivatives: 'leibniz' },
    { inverse: 'arc' },
    { inverse: 'power' },
    { upright: true },
    { upright: 'd' },
    { names: { x: '\\mathbf{x}', rate: '\\eta', w_0: '\\hat{w}_0', theta: '\\vartheta' } },
  ] as readonly LatexOptions[])('with %j', options => {
    fc.assert(
      fc.property(said, e => expectBack(e, options)),
      runs(15),
    )
  })

  test('of the shared form', () => {
    const square = (e: Expr): Expr => add(mul(e, e), e)
    const shared = scalar.filter(isSaid).map(e => mul(add(e, square(e)), square(e)))
    fc.assert(
      fc.property(shared, e => expectBack(e, { shared: true })),
      runs(30),
    )
  })

  test('of broken lines', () => {
    fc.assert(
      fc.property(said, e => expectBack(e, { lines: aligned(12) })),
      runs(30),
    )
  })
})

describe('other spellings mean the same', () => {
  test.each([
    ['x^{2}', (s: string) => s.replace(/\^(\d)/g, '^{$1}')],
    ['x_1', (s: string) => s.replace(/_\{(\d)\}/g, '_$1')],
    ['\\bigl(', (s: string) => s.replaceAll('\\left(', '\\bigl(').replaceAll('\\right)', '\\bigr)')],
    ['\\left(', (s: string) => s.replace(/(?<!\\left)\(/g, '\\left(').replace(/(?<!\\right)\)/g, '\\right)')],
    ['[ ]', (s: string) => s.replaceAll('\\left(', '\\left (').replace(/([-+=])/g, ' $1 ')],
    ['\\times', (s: string) => s.replaceAll('\\cdot ', '\\times ')],
    ['\\dfrac', (s: string) => s.replace(/\\c?frac(?![A-Za-z])/g, '\\dfrac')],
    ['\\le', (s: string) => s.replaceAll('\\leq', '\\le').replaceAll('\\geq', '\\ge')],
    ['\\log', (s: string) => s.replace(/\\ln(?![A-Za-z\\])/g, '\\log')],
    ['$ $', (s: string) => `$$\\displaystyle ${s}.$$`],
    ['{x}', (s: string) => s.replace(/(?<![A-Za-z\\])([xyz])(?![A-Za-z'])/g, '{$1}')],
    // Not within a length behind a line break, as in [4pt].
    ['spaces', (s: string) => s.replace(/([a-z])(?=[a-z])(?!t\])(?<!\\[A-Za-z]*)(?<!\{[A-Za-z]*)/g, '$1 ')],
  ] as const)('%s', (_, respelt) => {
    fc.assert(
      fc.property(said, e => {
        const read = parse(respelt(latex(e)), { syntax: readLatex, ...told(e) })
        if (!equal(read, e)) expect(String(read)).toBe(String(e))
      }),
      runs(15),
    )
  })
})

describe('accents', () => {
  test.each([...ACCENTS])('%s stands over a letter, with and without a subscript', accent => {
    for (const name of [`x_${accent}`, `theta_${accent}`, `x_${accent}_12`, `x_${accent}_max`, `x_${accent}_i_j`]) {
      const e = mul(sym(name), sym('x'))
      expectBack(e)
      expect(String(parse(latex(e), { syntax: readLatex }))).toBe(String(e))
    }
  })
})

describe('every function of the table', () => {
  const functions = [...allForms()].filter(r => arity(r)[1] > 0 && r.structure !== true && r.name !== 'lgamma')
  const [x, y, z] = [sym('x'), sym('y'), sym('z')]
  const operands = [x, add(x, y), mul(y, z), call('sin', [x]), add(call('sqrt', [y]), z)]
  const cases = functions.map(r => [`${r.name}, ${arity(r)[0]}`, r] as const)

  test.each(cases)('%s', (_, r) => {
    for (let shift = 0; shift < operands.length; shift++) {
      const args = Array.from({ length: arity(r)[0] }, (_arg, k): Expr => {
        const of = operands[(k + shift) % operands.length] as Expr
        return r.lists?.includes(k) ? call('list', [of, y]) : of
      })
      const e = call(r.name, args)
      expectBack(e)
      expectBack(mul(e, sym('a')))
      expectBack(call('pow', [e, sym('n')]))
      expectBack(call('diff', [e, sym('a')]))
    }
  })
})

describe('without the names', () => {
  /** Reads as the same, or is refused: never as something else. */
  const isSafe = (e: Expr): boolean => isSaid(e) && !freeSymbols(e).has('x10')

  test('nothing else comes out', () => {
    let read = 0
    let refused = 0
    fc.assert(
      fc.property(expression.filter(isSafe), e => {
        try {
          const back = parse(latex(e), { syntax: readLatex })
          read++
          if (!equal(back, e)) expect(String(back)).toBe(String(e))
        } catch (error) {
          if (!(error instanceof ParseError)) throw error
          refused++
        }
      }),
      runs(150),
    )
    // About one in eleven is refused: letters that are also functions.
    expect(refused).toBeLessThan(read / 5)
  })
})

import { describe, expect, test } from 'vitest'
import { add, call, e, i, mul, num, pi, pow, sym } from '../../../src/expr/build.js'
import { parse } from '../../../src/parse/parse.js'
import { latex, latexShared } from '../../../src/print/latex/latex.js'
import { latexFunctionName, latexName } from '../../../src/print/latex/names.js'
import { accepted, rendered } from '../katex.js'

describe('names that only the API can make', () => {
  test.each([
    ['a b', '\\text{a\\ b}'],
    ['', '\\text{}'],
    ['x^2', '\\text{x\\textasciicircum{}2}'],
    ['\\frac', '\\text{\\textbackslash{}frac}'],
    ['a{b}', '\\text{a\\{b\\}}'],
    ['50%#&$~', '\\text{50\\%\\#\\&\\$\\textasciitilde{}}'],
    ['x_', '\\mathrm{x\\_}'],
    ['x__y', '\\mathrm{x\\_\\_y}'],
    ['x_%', 'x_{\\text{\\%}}'],
    ['a\u0000b', '\\text{aU+0000b}'],
    ['😀', '\\text{U+1F600}'],
    ['\ud800', '\\text{U+D800}'],
    ['θ', '\\theta'],
    ['Ω_max', '\\Omega_{\\mathrm{max}}'],
    ['x_hat', '\\hat{x}'],
    ['theta_bar_12', '\\bar{\\theta}_{12}'],
    ['x_ddot_i_j', '\\ddot{x}_{i,j}'],
    ['rate_hat', '\\mathrm{rate\\_hat}'],
    ['x_hat_', '\\mathrm{x\\_hat\\_}'],
    ['toString', '\\mathrm{toString}'],
  ])('%j', (name, expected) => {
    expect(accepted(latexName(name))).toBe(expected)
    accepted(latex(mul(sym(name), pow(sym(name), sym(name)), call(name, [sym(name)]))))
  })

  test('every character that is set as itself is accepted; the others are written as code points', () => {
    const plain: string[] = []
    // Above U+3000 stand Han and Hangul, alike in their thousands: every 61st.
    for (let code = 0; code < 0x10000; code += code < 0x3100 ? 1 : 61) {
      const character = String.fromCharCode(code)
      const written = latexName(`a${character}b`)
      if (written.includes(character))
        plain.push(written, latexName(character), latexName(`x_${character}`), latexFunctionName(character))
      else expect(written).toMatch(/^\\text\{a(?:U\+[0-9A-F]{4}|\\.+)b\}$/)
    }
    expect(plain.length).toBeGreaterThan(1000)
    for (let k = 0; k < plain.length; k += 100) rendered(plain.slice(k, k + 100).join('+'))
  })
})

describe('names of functions', () => {
  test.each([
    ['f', 'f'],
    ['phi', '\\phi'],
    ['g_1', 'g_{1}'],
    ['foo', '\\operatorname{foo}'],
    ['foo_bar', '\\operatorname{foo\\_bar}'],
    ['\\sin', '\\text{\\textbackslash{}sin}'],
  ])('%j', (name, expected) => {
    expect(accepted(latexFunctionName(name))).toBe(expected)
  })
})

describe('options', () => {
  test('names are used as they are', () => {
    const names = { v: '\\mathbf{v}', w: 'w^*' }
    expect(accepted(latex(parse('v*w^2'), { names }))).toBe('\\mathbf{v}{w^*}^2')
  })

  test('names are looked up among those given only', () => {
    expect(latex(mul(sym('constructor'), sym('toString')), { names: {} })).toBe(
      '\\mathrm{constructor}\\,\\mathrm{toString}',
    )
  })

  test.each([
    ['2*x*y', '2\\cdot x\\cdot y'],
    ['2*x*(x+1)*sin(x)', '2\\cdot x\\cdot (x+1)\\cdot \\sin x'],
    ['x*(x^2+1)', 'x\\cdot (x^2+1)'],
  ])('%s with dots', (input, expected) => {
    expect(accepted(latex(parse(input), { multiply: 'cdot' }))).toBe(expected)
  })
})

describe('a symbol named like a constant', () => {
  test.each([
    [mul(sym('e'), pow(e, sym('x'))), 'e\\cdot x'],
    [add(sym('i'), i), ''],
    [add(sym('pi'), pi), ''],
  ])('%#', constant => {
    const [letter, upright] = [latex(constant), '\\mathrm{']
    expect(accepted(letter)).toContain(upright)
  })

  test('alone it is a letter', () => {
    expect(latex(add(sym('e'), num(1)))).toBe('e+1')
  })
})

test('a shared form is a list of definitions', () => {
  const shared = accepted(latexShared(parse('(sin(x)^2 + 1)*sin(x)*e^(sin(x)^2 + 1)')))
  expect(shared).toBe('\\begin{aligned}t_{1}&=\\sin x\\\\t_{2}&=t_{1}^2+1\\\\&t_{1}t_{2}e^{t_{2}}\\end{aligned}')
})

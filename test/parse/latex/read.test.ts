/** LaTeX as people and programs write it: what it means, and where and how it is refused. */
import { describe, expect, test } from 'vitest'
import { BudgetError, ParseError } from '../../../src/errors.js'
import type { Expr } from '../../../src/expr/node.js'
import { equal } from '../../../src/expr/order.js'
import { diff, parseLatex as parseByApi, parse as parseText } from '../../../src/index.js'
import { readLatex } from '../../../src/parse/latex/read.js'
import { type ParseOptions, parse } from '../../../src/parse/parse.js'
import { latex } from '../../../src/print/latex/latex.js'
import { REFUSED, SNIPPETS } from '../../cases/latex.js'

const parseLatex = (text: string, options: ParseOptions = {}) => parse(text, { ...options, syntax: readLatex })

/** The error of a text that must have one. */
function errorOf(text: string): ParseError {
  try {
    parseLatex(text)
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(text)} was accepted`)
}

const expectSame = (text: string, meaning: string, options: ParseOptions = {}): void => {
  const found = parseLatex(text, options)
  const wanted = parse(meaning, options)
  if (!equal(found, wanted)) expect(String(found)).toBe(String(wanted))
}

describe('formulas from documents and programs', () => {
  test('are many', () => expect(SNIPPETS.length).toBeGreaterThanOrEqual(200))
  test.each(SNIPPETS)('%s is %s', (text, meaning) => expectSame(text, meaning))
  test.each(SNIPPETS)('%s as printed again', text => {
    const first = parseLatex(text)
    const again = parseLatex(latex(first), { functions: ['sigmoid', 'besselj', 'legendre', 'polylog', 'conj'] })
    if (!equal(again, first)) expect(String(again)).toBe(String(first))
  })
})

describe('what is decided', () => {
  test.each([
    ['\\sin x y', 'sin(x*y)'],
    ['{\\sin ^2}x', 'sin(x)^2'],
    ['{{x}^{2}}{{\\cos }^{3}}2x', 'x^2*cos(2*x)^3'],
    ['{{\\log }_{2}}x', 'log2(x)'],
    ['0{,}5x', '0.5*x'],
    ['1{,}5', '1.5'],
    ['3{,}14159', '3.14159'],
    ['10{,}000', '10000'],
    ['\\sin x\\cos y', 'sin(x)*cos(y)'],
    ['\\sin x\\cdot y', 'sin(x)*y'],
    ['2\\cos\\theta\\sin\\theta', '2*cos(theta)*sin(theta)'],
    ['\\sin(x)y', 'sin(x)*y'],
    ['\\sin(x)^2', 'sin(x)^2'],
    ['\\sin x^2', 'sin(x^2)'],
    ['\\sin -x', 'sin(-x)'],
    ['\\sin^{-1}x', 'asin(x)'],
    ['\\sin^{-2}x', 'sin(x)^(-2)'],
    ['\\sin^n x', 'sin(x)^n'],
    ['\\sin^{n+1}(x)', 'sin(x)^(n+1)'],
    ['\\ln n!', 'log(n!)'],
    ['\\ln\\Gamma(x)', 'loggamma(x)'],
    ['xy', 'x*y'],
    ['x y^2 z', 'x*y^2*z'],
    ['-x^2', '-(x^2)'],
    ['2^{3^2}', '2^9'],
    ['a/b\\cdot c', 'a*c/b'],
    ['a/b/c', 'a/(b*c)'],
    ['\\frac{1}{2}x', 'x/2'],
    ['x^\\frac12', 'x^(1/2)'],
    ['x^\\alpha y', 'x^alpha*y'],
    ['x^2y', 'x^2*y'],
    ['{x}^2', 'x^2'],
    ['{\\sin x}{\\cos x}', 'sin(x)*cos(x)'],
    ['x(y+1)', 'x*(y+1)'],
    ['x^2(\\ln x)^2', 'x^2*log(x)^2'],
    ['\\sigma(x)\\sigma(-x)', 'sigmoid(x)*sigmoid(-x)'],
    ['\\sigma(wx+b)(1-\\sigma(z))', 'sigmoid(w*x+b)*(1-sigmoid(z))'],
    ['\\frac{I_{n-1}(x)+I_{n+1}(x)}{2}', '(besseli(n-1,x)+besseli(n+1,x))/2'],
    ['x\\,(y)', 'x*y'],
    ['g(x)f(y)', 'g(x)*f(y)'],
    ['e^x', 'exp(x)'],
    ['i', 'i'],
    ['d', 'd'],
    ['\\log x', 'log(x)'],
    ['\\lg x', 'log10(x)'],
    ['\\frac{d}{dx}x^2\\sin x+x', 'diff(x^2*sin(x), x)+x'],
    ['\\frac{d}{dx}x\\cdot y', 'diff(x*y, x)'],
    ['x\\frac{d}{dx}x^2', 'x*diff(x^2, x)'],
    ['-\\frac{d}{dx}x^2', '-diff(x^2, x)'],
    ['2xy\\,dx+x^2\\,dy', '2*x*y*dx + x^2*dy'],
    ['dx+x\\,d\\theta', 'dx + x*dtheta'],
    ['-\\frac{1}{x}\\,\\mathrm{d}x', '-dx/x'],
    ['\\int_0^1 x\\,dx+y\\,dy', 'integral(x, 0, 1, x) + y*dy'],
    ['\\frac{d}{dx}\\frac{d}{dy}xy', 'diff(diff(x*y, y), x)'],
    ['\\frac{d}{dx}(x+1)^2', 'diff((x+1)^2, x)'],
    ['\\partial_{xy}g(x,y)', 'diff(g(x,y), x, y)'],
    ['\\partial_x^2 x^3', 'diff(x^3, x, 2)'],
    ['x_1+x_{12}+x_{max}+x_{i,j}+x_\\alpha', 'x_1+x_12+x_max+x_i_j+x_alpha'],
    ['\\mathrm{learning\\_rate}', 'learning_rate'],
    ['\\mathbf{x}_1', 'x_1'],
    ['|a|b|c|', 'abs(a)*b*abs(c)'],
    ['\\ln|x|y', 'log(abs(x))*y'],
    ['\\left\\{x+1\\right\\}^2', '(x+1)^2'],
    ['\\left[a, b\\right]', '[a, b]'],
    ['\\begin{bmatrix}a&b\\end{bmatrix}', '[[a,b]]'],
    ['a<b<c', 'a < b and b < c'],
    ['\\lnot(x<1)\\land y\\ne0', 'not (x<1) and y != 0'],
    ['\\begin{aligned}t&=x^2\\\\s&=t+1\\\\&st\\end{aligned}', 't=x^2; s=t+1; s*t'],
    ['\\begin{aligned}y&=x^2\\\\&\\quad-3x\\end{aligned}', 'y=x^2-3x'],
    ['\\begin{aligned}&a\\\\&+b\\end{aligned}', 'a+b'],
    ['\\begin{aligned}y&=x^2\\\\&\\quad-3y\\end{aligned}', 'y=x^2-3y'],
    ['\\begin{aligned}t_1&=x^2\\\\&-3t_1\\end{aligned}', '-3x^2'],
    ['\\begin{aligned}x&=1\\\\[x+1]^2\\end{aligned}', '4'],
    ['\\begin{cases}1&x>0\\\\[2pt]0&x<0\\end{cases}', 'piecewise(1, x > 0, 0, x < 0)'],
    ['\\begin{equation}x^2\\end{equation}', 'x^2'],
    ['\\[x^2.\\]', 'x^2'],
    ['\\(x\\)', 'x'],
    ['$$ x $$', 'x'],
    ['x^2,', 'x^2'],
  ])('%s is %s', (text, meaning) => expectSame(text, meaning))
})

describe('what is refused', () => {
  test.each(REFUSED.map(([text, offset, code, hint]) => [text, offset, code, hint] as const))(
    '%j at %i: %s',
    (text, offset, code, hint) => {
      const error = errorOf(text)
      expect([error.code, error.offset]).toEqual([code, offset])
      if (hint !== undefined) expect(error.hint).toContain(hint)
      expect(error.source).toBe(text)
      expect(error.offset + error.length).toBeLessThanOrEqual(text.length)
    },
  )

  test('says where, with the line and a caret', () => {
    expect(errorOf('x+\\foo').message).toBe('"\\foo" is not understood\n  x+\\foo\n    ^^^^')
  })
})

describe('a declared function, whatever the table calls so', () => {
  const names =
    'psi sigma Gamma zeta beta eta gamma K J e i d th tg log log2 log_2 sin sqrt abs re step max erf digamma sigmoid floor diff sum j_1'
  const forms = ['#(x)', '#(x)^2', '#(x+1)', '#(u(x))', '#(x)*y', '1/#(2*x)^3']
  test.each(names.split(' '))('%s is read as it is printed, with its derivatives', name => {
    const options = { let: `${name}:function u:function` }
    for (const form of forms)
      for (const order of [0, 1, 2]) {
        const first = diff(form.replace('#', name), 'x', order, options)
        const again = parseByApi(latex(first), options)
        const written = [again, first].map(e => String(parseText(String(diff(e, 'x')), options)))
        expect([latex(first), written[0]]).toEqual([latex(first), written[1]])
      }
  })

  test.each([
    ['\\sigma(x)', { let: 'sigmoid:function' }, 'sigmoid(x)'],
    ['\\overline{z}', { let: 'conj:function' }, 'conj(z)'],
    ['\\psi(x)', { let: 'digamma:function' }, 'digamma(x)'],
  ])('%s is that of the table where %j is written nowhere', (text, options, meaning) => {
    expect(String(parseLatex(text, options))).toBe(meaning)
  })

  test.each(["\\psi'(x)", "\\sigma'(x)", "\\operatorname{th}'(x)"])('%s undeclared says how to declare it', text =>
    expect(errorOf(text).hint).toMatch(/let: "(?:psi|sigma|th):function"/),
  )
})

describe('what the caller declares', () => {
  test.each([
    ['\\sigma(x+1)', 'sigma*(x+1)', { bound: ['sigma'] }],
    ['\\sigma(x+1)', 'sigmoid(x+1)', { functions: ['sigmoid'] }],
    ['P_0(1+r)', 'P_0*(1+r)', { bound: ['P_0'] }],
    ['P_0(1+r)', 'legendre(0,1+r)', { functions: ['legendre'] }],
    ['H_2(x)', 'hermite(2,x)', { functions: ['hermite'] }],
    ['K(m)', 'elliptick(m)', { functions: ['elliptick'] }],
    ['(a)_n', 'pochhammer(a,n)', { functions: ['pochhammer'] }],
    ['\\overline{z}', 'conj(z)', { functions: ['conj'] }],
    ['x^T', 'x^T', { bound: ['T'] }],
    ['dx+1', 'd*x+1', { bound: ['d'] }],
    ['2\\,dx', '2*d*x', { bound: ['d'] }],
    ['2x dx', '2*x*dx', { bound: ['dx'] }],
    ['\\frac{\\Delta y}{\\Delta x}', 'k/h', { names: { h: '\\Delta x', k: '\\Delta y' } }],
    ['\\chi(x)', 'g(x)', { functions: ['g'], names: { g: '\\chi' } }],
    ['y(x+1)', 'y(x+1)', { functions: ['y'] }],
    ["\\theta'(x)", "theta'(x)", { functions: ['theta'] }],
    ['\\operatorname{foo}(x)', 'foo(x)', { functions: ['foo'] }],
    ['f(x+1)', 'f*(x+1)', { bound: ['f'] }],
    ['e^x', 'e^x', { bound: ['e'] }],
    ['x_{1}', 'x1', { bound: ['x1'] }],
    ['\\frac{d}{dx}', 'd/(d*x)', { bound: ['d', 'x'] }],
    ['\\eta\\cdot\\mathbf{v}', 'lr*v', { names: { lr: '\\eta' } }],
    ['\\dot{x}+x', 'v+x', { names: { v: '\\dot{x}' } }],
    ['3\\mathbf{i}', '3*i', { bound: ['i'] }],
    ['\\frac{V_{max}[S]}{K_m+[S]}', 'V_max*S/(K_m+S)', { names: { S: '[S]' } }],
    ['k[A]^2[B]', 'k*A^2*B', { names: { A: '[A]', B: '[B]' } }],
    ['J_2(R/r)', 'J_2*R/r', { bound: ['J_2'] }],
    ['J_2(R/r)', 'besselj(2,R/r)', { functions: ['besselj'] }],
    ['\\sin x\\,dx', 'sin(x)*dx', { names: { dx: 'dx' } }],
    ['\\hat{x}(t)', 'x_hat(t)', { functions: ['x_hat'] }],
    ['{\\mathbf{v}_1}^2', 'v^2', { names: { v: '\\mathbf{v}_1' } }],
  ] as readonly (readonly [string, string, ParseOptions])[])('%s is %s', (text, meaning, options) => {
    expectSame(text, meaning, options)
  })

  test.each([
    ...[
      'x1*x_1',
      'x1 + x_1 + x_2',
      'alpha1*alpha_1',
      'x_12*x12',
      'x1_2*x_1_2*x_12',
      'v0/v_0',
      'E1^2*E_1',
      'x11*x_11*x1_1',
    ],
    ...['foo_bar*foobar', 'x_max*xmax', 'x_hat*xhat', 'hat_x*x_hat', 'dx1*dx_1', 'xi*x_i', 'x__1*x_1'],
  ])('names that look alike stay apart: %s', text => {
    const e = parseText(text)
    const written = latex(e)
    expect(String(parseLatex(written, { bound: e.symbols() }))).toBe(String(e))
    expectOrRefused(written, e)
  })

  test.each(['f1(x)*f_1(x)', "f1'(x) + f_1(x)", 'g1(x)*g_1(x)^2', 'f1*f_1(x)', 'f_1*f1(x)'])(
    'functions that look alike stay apart: %s',
    text => {
      const e = parseText(text)
      const functions = ['f1', 'f_1', 'g1', 'g_1'].filter(f => text.includes(`${f}(`) || text.includes(`${f}'`))
      const written = latex(e)
      expect(String(parseLatex(written, { bound: e.symbols(), functions }))).toBe(String(e))
      expectOrRefused(written, e)
    },
  )

  test.each([
    ...['sin*(1 + x)', 'sin*x', 'max*(x + 1)', 'log*(1 + x)/2', 'a*sin^2', 'sin^2*y', 'erf*(x + 1)', 'sin/x', 'x^sin'],
    ...['Gamma*(x + 1)', 'gamma*(x + 1)', 'zeta*(x + 1)', 'zeta*(x)', 'besselj*(x + 1)', 'f*(x + 1)'],
  ])('a symbol with the name of a function is not applied: %s', text => {
    const [name = ''] = /sin|max|log|erf|Gamma|gamma|zeta|besselj|f/.exec(text) ?? []
    const e = parseText(text, { bound: [name] })
    const written = latex(e)
    expect(String(parseLatex(written, { bound: [name] }))).toBe(String(e))
    expectOrRefused(written, e)
  })
})

/** Without the names the same comes out, or it is refused. */
function expectOrRefused(written: string, e: Expr): void {
  try {
    expect(String(parseLatex(written))).toBe(String(e))
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
  }
}

describe('the option of the API', () => {
  test('is seldom needed: a backslash is LaTeX', () => {
    expect(String(parseText('\\frac{x^2}{2}'))).toBe('x^2/2')
    expect(String(parseText('xy'))).toBe('xy')
    expect(String(parseText('xy', { syntax: 'latex' }))).toBe('x*y')
    expect(String(parseByApi('\\frac{d}{dx}x^3'))).toBe('3*x^2')
  })
})

describe('limits', () => {
  test('of length', () => expect(() => parseLatex('x+1', { limits: { length: 2 } })).toThrow(BudgetError))
  test('of depth', () => expect(() => parseLatex('{{x}}', { limits: { depth: 1 } })).toThrow(BudgetError))
  test('of digits', () => expect(() => parseLatex('1234', { limits: { digits: 3 } })).toThrow(BudgetError))
})

/** Formats of other tools: what is written, what is read, what is refused and why; and that every function has its place in each. */
import { describe, expect, it, test } from 'vitest'
import { arity } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import {
  convert,
  diff,
  fromMathJson,
  gradient,
  parse,
  readers,
  toMathJson,
  type WrittenFormat,
} from '../../src/index.js'
import { INTERCHANGE } from '../../src/interchange/formats/index.js'
import { MATHJS } from '../../src/interchange/mathjs-nodes.js'
import { Spelling, type Vocabulary } from '../../src/interchange/spelling.js'
import { READ_FORMATS, type ReadFormat, WRITTEN_FORMATS } from '../../src/signatures/options.js'

/** Our text, and the text there; both ways. */
const BOTH_WAYS: Readonly<Record<WrittenFormat, readonly (readonly [ours: string, theirs: string])[]>> = {
  sympy: [
    ['x^2/2 - sin(x)*y + e^x', 'x**2/2 - y*sin(x) + exp(x)'],
    ['-x^2*(a + b)', '-x**2*(a + b)'],
    ['x^(y^z) + (x^y)^z', 'x**y**z + (x**y)**z'],
    ['if(x > 0 and y < 1, x, 1 - x)', 'Piecewise((x, (x > 0) & (y < 1)), (1 - x, True))'],
    ['atan2(y, x)', 'atan2(y, x)'],
    ['abs(x)*sign(y)', 'Abs(x)*sign(y)'],
    ['lambertw(1, x)', 'LambertW(x, 1)'],
    ['cbrt(x)', 'real_root(x, 3)'],
    ['hypergeom([a, b], [c], x)', 'hyper([a, b], [c], x)'],
    ['hypergeom([], [2], x)', 'hyper([], [2], x)'],
    ['lambda + E + x', "Symbol('E') + Symbol('lambda') + x"],
    ['f(x)', "Function('f')(x)"],
    ['0.5*x', '0.5*x'],
    ['i*pi + eulergamma', 'EulerGamma + I*pi'],
  ],
  srepr: [
    ['x/2', "Mul(Symbol('x'), Rational(1, 2))"],
    ['2*x - 1', "Add(Mul(Integer(2), Symbol('x')), Integer(-1))"],
    ['sin(x)^2', "Pow(sin(Symbol('x')), Integer(2))"],
    ['1/x', "Pow(Symbol('x'), Integer(-1))"],
    ['0.25*x', "Mul(Float('0.25'), Symbol('x'))"],
    ['x <= 1', "Le(Symbol('x'), Integer(1))"],
    ['hypergeom([], [2], x)', "hyper([], [Integer(2)], Symbol('x'))"],
  ],
  wolfram: [
    ['sin(x)^2', 'Sin[x]^2'],
    ['e^(-x)/(1 + e^(-x))^2', 'Exp[-x]/(1 + Exp[-x])^2'],
    ['atan2(y, x) + atan(x)', 'ArcTan[x] + ArcTan[x, y]'],
    ['if(x > 0 and y < 1, x, 1 - x)', 'Piecewise[{{x, x > 0 && y < 1}}, 1 - x]'],
    ['polygamma(2, x) + trigamma(x) + digamma(x)', 'PolyGamma[0, x] + PolyGamma[2, x] + PolyGamma[1, x]'],
    ['uppergamma(a, x)*lowergamma(a, x)*gamma(a)', 'Gamma[a]*Gamma[a, 0, x]*Gamma[a, x]'],
    ['clamp(x, 0, 1)', 'Clip[x, {0, 1}]'],
    ['x[1]*y[1,2]', 'x[[1]]*y[[1, 2]]'],
    ['6.022e23*x', '6.022*^23*x'],
    ['x!^2 + (-x)!', 'x!^2 + (-x)!'],
    ['(-2)^x', '(-2)^x'],
    ['hypergeom([], [2], x)', 'HypergeometricPFQ[{}, {2}, x]'],
  ],
  mathjson: [
    ['sin(x)/2', '["Divide", ["Sin", "x"], 2]'],
    ['x - 1/3', '["Subtract", "x", ["Rational", 1, 3]]'],
    ['-x^2', '["Negate", ["Power", "x", 2]]'],
    ['if(x > 0, 1, x)', '["Which", ["Greater", "x", 0], 1, "True", "x"]'],
    ['log10(x) + log2(x) + log(x)', '["Add", ["Ln", "x"], ["Lb", "x"], ["Lg", "x"]]'],
    ['12345678901234567890*x', '["Multiply", {"num": "12345678901234567890"}, "x"]'],
    ['hypergeom([a, b], [c], x)', '["Hypergeometric2F1", "a", "b", "c", "x"]'],
    ['pi*i', '["Multiply", "ImaginaryUnit", "Pi"]'],
  ],
  'mathml-content': (
    [
      ['x^2', '<apply><power/><ci>x</ci><cn type="integer">2</cn></apply>'],
      ['3/2', '<cn type="rational">3<sep/>2</cn>'],
      ['log2(x)', '<apply><log/><logbase><cn type="integer">2</cn></logbase><ci>x</ci></apply>'],
      ['sqrt(x)', '<apply><root/><ci>x</ci></apply>'],
      ['6.022e23', '<cn type="e-notation">6.022<sep/>23</cn>'],
      ['e + pi', '<apply><plus/><exponentiale/><pi/></apply>'],
      [
        'piecewise(1, x < 0, x)',
        '<piecewise><piece><cn type="integer">1</cn><apply><lt/><ci>x</ci><cn type="integer">0</cn></apply></piece><otherwise><ci>x</ci></otherwise></piecewise>',
      ],
    ] as const
  ).map(([ours, theirs]) => [ours, `<math xmlns="http://www.w3.org/1998/Math/MathML">${theirs}</math>`] as const),
}

/** What is not carried out. */
const CALCULUS: Readonly<Record<WrittenFormat, readonly (readonly [ours: string, theirs: string])[]>> = {
  sympy: [
    ["f'(x)", "Derivative(Function('f')(x), x)"],
    ["f''(x)", "Derivative(Function('f')(x), (x, 2))"],
    ["f'(x^2)", "Subs(Derivative(Function('f')(_xi_1), _xi_1), _xi_1, x**2)"],
    ["f'[1,2](x, x*y)", "Subs(Derivative(Function('f')(_xi_1, _xi_2), _xi_1, _xi_2), (_xi_1, _xi_2), (x, x*y))"],
    ['diff(f(x, y), x, 2, y)', "Derivative(Function('f')(x, y), (x, 2), y)"],
    ['sum(k, 1, n, x^k)', 'Sum(x**k, (k, 1, n))'],
    ['sum(S, 1, n, x^S)', "Sum(x**Symbol('S'), (Symbol('S'), 1, n))"],
    ['prod(k, 1, n, sum(j, k, n, x + j))', 'Product(Sum(j + x, (j, k, n)), (k, 1, n))'],
    ['integral(t, 0, x, exp(-t^2))', 'Integral(exp(-t**2), (t, 0, x))'],
  ],
  srepr: [
    ["f'(x)", "Derivative(Function('f')(Symbol('x')), Symbol('x'))"],
    ["f'(2)", "Subs(Derivative(Function('f')(Symbol('_xi_1')), Symbol('_xi_1')), Symbol('_xi_1'), Integer(2))"],
    ['sum(k, 1, n, k)', "Sum(Symbol('k'), Tuple(Symbol('k'), Integer(1), Symbol('n')))"],
  ],
  wolfram: [
    ["f''(x^2)", "f''[x^2]"],
    ["f'''(x)", 'Derivative[3][f][x]'],
    ["f'[1,2](x, x*y)", 'Derivative[1, 1][f][x, x*y]'],
    ['sum(k, 1, n, x^k)', 'Sum[x^k, {k, 1, n}]'],
    ['sum(N, 1, n, x^N)', 'Sum[x^N1, {N1, 1, n}]'],
    ['integral(t, 0, x, exp(-t^2))', 'Integrate[Exp[-t^2], {t, 0, x}]'],
  ],
  mathjson: [
    ["f''(x)", '["D", ["f", "x"], "x", "x"]'],
    ["f'(x^2)", '["Apply", ["Derivative", "f"], ["Power", "x", 2]]'],
    ['diff(f(x, y), x, y)', '["D", ["f", "x", "y"], "x", "y"]'],
    ['sum(i, 1, n, x^i)', '["Sum", ["Power", "x", "i1"], ["Tuple", "i1", 1, "n"]]'],
    ['integral(t, 0, x, sin(t))', '["Integrate", ["Sin", "t"], ["Tuple", "t", 0, "x"]]'],
  ],
  'mathml-content': [
    ["f'(x^2)", '<apply><apply><diff/><ci>f</ci></apply><apply><power/>'],
    ["f'[1,2](x, y)", '<apply><partialdiff/><list><cn type="integer">1</cn><cn type="integer">2</cn></list><ci>f</ci>'],
    ['sum(k, 1, n, x^k)', '<apply><sum/><bvar><ci>k</ci></bvar><lowlimit><cn type="integer">1</cn></lowlimit>'],
    ['integral(t, 0, x, sin(t))', '<uplimit><ci>x</ci></uplimit><apply><sin/><ci>t</ci></apply>'],
  ],
}

describe.each(WRITTEN_FORMATS)('%s', format => {
  test.each(BOTH_WAYS[format])('%s is %s', (ours, theirs) => {
    expect(convert(ours, format)).toBe(theirs)
    expect(String(parse(theirs, { syntax: format }))).toBe(String(parse(ours)))
  })

  it('writes what is deep without recursion', () => {
    const deep = `${'sin('.repeat(5_000)}x${')'.repeat(5_000)}`
    const text = convert(deep, format)
    expect(parse(text, { syntax: format }).equals(parse(deep))).toBe(true)
  })

  it.each(CALCULUS[format])('%s is %s, and back', (ours, theirs) => {
    expect(convert(ours, format)).toContain(theirs)
    expect(parse(convert(ours, format), { syntax: format }).equals(parse(ours))).toBe(true)
  })

  it('has no notation for derivatives by entries of a list', () =>
    expect(() => convert(diff('hypergeom([a], [b], x)', 'a'), format)).toThrow(
      expect.objectContaining({ code: 'no-notation' }),
    ))

  it('has none for matrices', () => {
    expect(() => convert("x'*W*x", format, { let: 'W:[n,n]; x:[n]' })).toThrow(/components/)
  })

  it('limits the length of what is read', () => {
    expect(() => parse(' '.repeat(100), { syntax: format, limits: { length: 99 } })).toThrow(/limit is 99/)
  })
})

test.each([
  ['sympy', 'Subs(Derivative(f(_x), (_x, 1000000000)), _x, 2)'],
  ['sympy', 'DiracDelta(x, 1000000000)'],
  ['wolfram', 'Derivative[600, 600][f][x, y]'],
] as const)('%s: %s is beyond all orders', (syntax, text) =>
  expect(() => parse(text, { syntax })).toThrow(expect.objectContaining({ code: 'budget', limit: 'order' })),
)

/** What is read besides. */
const READ: Readonly<Record<ReadFormat, readonly (readonly [theirs: string, ours: string])[]>> = {
  sympy: [
    ["Add(Symbol('x', positive=True), Rational(-1, 2))", 'x - 1/2'],
    ['2**-x**2', '2^(-x^2)'],
    ['-x**2', '-x^2'],
    ['x < y < z', 'x < y and y < z'],
    ['x//2 + x % 3', 'floor(x/2) + mod(x, 3)'],
    ['root(x, 3)*S(2)', '2*x^(1/3)'],
    ['Piecewise((x, x > 0), (0, True))', 'piecewise(x, x > 0, 0)'],
    ['e + E', 'e + exp(1)'],
    ['diff(f(x), x, 2) + Derivative(sin(y), y)', "cos(y) + f''(x)"],
    ['Sum(x**i*j, (i, 1, j), (j, 1, n))', 'sum(j, 1, n, sum(i, 1, j, j*x^i))'],
    ['Subs(Derivative(f(x, _xi_2), (_xi_2, 2), x), _xi_2, x*y)', "f'[1,2,2](x, x*y)"],
    ['Matrix([[x, 1], [2, y]])', '[[x, 1], [2, y]]'],
    ['hyper((), (Rational(4, 3),), Abs(x))', 'hypergeom([], [4/3], abs(x))'],
    ['DiracDelta(x, 0) + DiracDelta(x)', '2*dirac(x)'],
    ['DiracDelta(x, 2)', "dirac''(x)"],
  ],
  srepr: [
    ["Float('0.5', precision=53)", '0.5'],
    ["Function('g')(Symbol('x'))", 'g(x)'],
    ["Pow(Symbol('x'), Rational(1, 2), evaluate=False)", 'sqrt(x)'],
    [
      "Piecewise(ExprCondPair(Symbol('x'), StrictGreaterThan(Symbol('x'), Integer(0))), ExprCondPair(Integer(0), true))",
      'piecewise(x, x > 0, 0)',
    ],
  ],
  wolfram: [
    ['Exp[-x]', 'e^(-x)'],
    ['2x y^2', '2*x*y^2'],
    ['x(x+1)', 'x*(x + 1)'],
    ['2 Sin[x] Cos[x]', '2*cos(x)*sin(x)'],
    ['Log[2, x]', 'log(x)/log(2)'],
    ['a/b c', 'a*c/b'],
    ['1.5*^-3 x', '0.0015*x'],
    ['\\[Alpha]^2 + \\[Pi] + π', 'alpha^2 + 2*pi'],
    ['x (* a note *) y', 'x*y'],
    ['a < b <= c', 'a < b and b <= c'],
    ['foo[x]', 'foo(x)'],
    ['Which[x > 0, 1, True, 2]', 'piecewise(1, x > 0, 2)'],
    ['Piecewise[{{1, x > 0}}]', 'piecewise(1, x > 0, 0)'],
    ['Times[2, Power[x, -1]]', '2/x'],
    ['e + E', 'e + exp(1)'],
    ['2^3^2', '512'],
    ['-x^2', '-x^2'],
  ],
  spreadsheet: [
    ['=EXP(-(A1^2)/2)', 'e^(-A1^2/2)'],
    ['=-A1^2', 'A1^2'],
    ['=2-A1^2', '2 - A1^2'],
    ['=2^3^2', '64'],
    ['=$A$1^2*$b2', 'A1^2*B2'],
    ['=POWER(A1, 3) + Ln(A1)*pi()', 'A1^3 + pi*log(A1)'],
    ['=LOG(A1) + LOG(A1, 2)', 'log(A1)/log(2) + log10(A1)'],
    ['=IF(AND(A1>0, A1<>B1), A1%, 0)', 'piecewise(A1/100, A1 > 0 and A1 != B1, 0)'],
    ['=IF(A1=B1, 1, 2)', 'piecewise(1, A1 == B1, 2)'],
    ['=ATAN2(A1, B1)', 'atan2(B1, A1)'],
    ['=SUM(A1, A2, A3)/PRODUCT(B1, B2)', '(A1 + A2 + A3)/(B1*B2)'],
    ['=NORM.S.DIST(A1, FALSE)', 'e^(-A1^2/2)/sqrt(2*pi)'],
    ['=1E-3*rate', '0.001*rate'],
    ['=SIN(RADIANS(A1))', 'sin(pi*A1/180)'],
    ['=+A1-B1-C1', 'A1 - B1 - C1'],
    ['=ACOT(A1)', 'pi/2 - atan(A1)'],
    ['=BESSELJ(A1, 2)', 'besselj(2, A1)'],
    ['=e*A1', 'A1*e'],
  ],
  asciimath: [
    ['|~x~|', 'ceil(x)'],
    ['2^|__x/y__|', '2^floor(x/y)'],
    ['lfloor x rfloor + lceiling x rceiling', 'ceil(x) + floor(x)'],
    ['sin^2 x/(1+x)', 'sin(x)^2/(x + 1)'],
    ['sin x/y', 'sin(x)/y'],
    ['sqrt x^2', 'x'],
    ['root(3)(x)', 'cbrt(x)'],
    ['frac{x}{y}', 'x/y'],
    ['e^(-x^2/2)', 'e^(-x^2/2)'],
    ['2xx3x', '6*x'],
    ['alpha beta', 'alpha*beta'],
    ['|x-1|', 'abs(x - 1)'],
    ['log_2 x', 'log2(x)'],
    ['d/dx x^2', '2*x'],
    ['(x+1)(x-1)', '(x + 1)*(x - 1)'],
    ['x^-2', '1/x^2'],
  ],
  mathjson: [
    ['["Arccot", -2]', 'atan(2) + pi/2'],
    ['["Log", "x"]', 'log10(x)'],
    ['["Complex", 1, -2]', '1 - 2*i'],
    ['{"fn": ["Sin", {"sym": "x"}]}', 'sin(x)'],
    ['["Power", "ExponentialE", "x"]', 'e^x'],
    ['["Square", "x"]', 'x^2'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['0.1', '0.1'],
  ],
  'mathml-content': [
    ['<apply><root/><degree><cn>3</cn></degree><ci>x</ci></apply>', 'x^(1/3)'],
    ['<apply><minus/><ci>x</ci><cn>-1.5</cn></apply>', 'x + 1.5'],
    ['<m:math xmlns:m="x"><m:apply><m:sin/><m:ci>x</m:ci></m:apply></m:math>', 'sin(x)'],
    ['<!-- a note --><apply><log/><ci>x</ci></apply>', 'log10(x)'],
    ['<ci>&#x3b1;</ci>', 'alpha'],
    // Elements that SymPy makes.
    ['<apply><arctan/><ci>y</ci><ci>x</ci></apply>', 'atan2(y, x)'],
    ['<apply><gamma/><apply><erf/><apply><sign/><ci>x</ci></apply></apply></apply>', 'gamma(erf(sign(x)))'],
  ],
}

/** What is refused, with the code and words of the advice. */
const REFUSED: Readonly<Record<ReadFormat, readonly (readonly [theirs: string, code: string, words: string])[]>> = {
  sympy: [
    ['Sine(x)', 'unknown-function', 'do you mean sin?'],
    ['x^2', 'unexpected', 'write ** for a power'],
    ['x y', 'missing-operator', 'operator'],
    ['sin(x', 'unclosed', 'never closed'],
    ['sin', 'argument-count', 'argument in brackets'],
    ['sin(x, y)', 'argument-count', '2 arguments'],
    ['x +', 'unexpected-end', 'too early'],
    ['Derivative(x**2, 2)', 'derivative', '(x, 2)'],
    ['Derivative(x**2)', 'derivative', 'Derivative(f(x), x)'],
    ['Subs(x**2, x, 3)', 'unknown-function', 'unknown functions alone'],
    ['Subs(Derivative(f(x, x), x), x, 3)', 'unknown-function', 'unknown functions alone'],
    ['Subs(Derivative(f(y), x), x, 3)', 'unknown-function', 'unknown functions alone'],
    ['Sum(k, (k, 5, 1))', 'binder', 'backwards'],
    ['Limit(sin(x)/x, x, 0)', 'unknown-function', 'Limit'],
    ["Symbol('x', commutative=False)", 'assumption', 'real numbers'],
    ["Symbol('z', complex=True)", 'assumption', 'real numbers'],
    ['zoo', 'no-value', 'no number'],
    ['constructor(x)', 'unknown-function', 'constructor'],
    ["Function('sin')(x)", 'function-name', 'rename'],
    ['', 'unexpected-end', 'too early'],
    ['x[1]', 'missing-operator', 'operator'],
    ['Integral(x, x)', 'binder', 'two bounds'],
  ],
  srepr: [
    ['Integer(x)', 'number', 'no number'],
    ["Symbol(Symbol('x'))", 'symbol', 'as a text'],
  ],
  wolfram: [
    ['Simplify[x^2]', 'command', 'fluxion'],
    ['D[x^2, x + 1]', 'derivative', '{x, 2}'],
    ['Sine[x]', 'unknown-function', 'do you mean Sin?'],
    ['sin[x]', 'unknown-function', 'do you mean Sin?'],
    ['Sin(x)', 'product', 'square brackets: Sin[x]'],
    ['Sin x', 'argument-count', 'argument in brackets'],
    ["f'", 'derivative', "f'[x]"],
    ["Sin'[x]", 'unknown-function', 'Sin'],
    ['x_', 'unexpected', 'patterns'],
    ['1.5`20', 'unexpected', 'precision'],
    ['x = 2', 'unexpected', '=='],
    ['x /. y -> 2', 'unexpected', 'replacements'],
    ['Mod[x, 3, 1]', 'argument-count', '3 arguments'],
    ['Round[x]', 'unknown-function', 'Round'],
    ['Integrate[x, x]', 'binder', 'two bounds'],
    ['Abs[x]]', 'unexpected', ']'],
    ['(a, b)', 'unknown-function', 'Sequence'],
    ['Indeterminate', 'no-value', 'no number'],
    ['a ** b', 'unexpected', 'write ^'],
  ],
  spreadsheet: [
    ['=SUM(A1:A3)', 'unexpected', 'the cells one by one'],
    ['=Sheet1!A1*2', 'unexpected', 'without the name of its sheet'],
    ['=IF(A1>0; A1; 0)', 'unexpected', 'with commas'],
    ['=IF(A1>0, A1)', 'cases', 'two values'],
    ['=Add(A1, 2)', 'unknown-function', 'Add'],
    ['=VLOOKUP(A1, B1, 2)', 'unknown-function', 'VLOOKUP'],
    ['=ROUND(A1, 2)', 'argument-count', 'ROUND'],
    ['="a"', 'unexpected', 'quotation marks'],
    ['=2A1', 'missing-operator', 'operator'],
  ],
  asciimath: [
    ['(x', 'asciimath', 'never closed'],
    ['x)', 'asciimath', 'closes nothing'],
    ['x ~~ y', 'asciimath', '~ is not understood here as AsciiMath'],
    ['x \\ y', 'asciimath', 'is not understood'],
    ['int x dx', 'binder', 'no indefinite integrals'],
    ['2^3^2', 'latex', 'superscripts'],
  ],
  mathjson: [
    ['["Sine", "x"]', 'unknown-function', 'do you mean Sin?'],
    ['["Limit", ["Sin", "x"], 0]', 'unknown-function', 'diff'],
    ['["Sum", "k", "k"]', 'binder', 'Tuple'],
    ['[', 'mathjson', 'JSON'],
    ['["Sin"]', 'argument-count', '0 arguments'],
    ['[1, 2]', 'mathjson', 'name of a function'],
    ['null', 'mathjson', 'no expression'],
    ['{"__proto__": {"num": "1"}}', 'mathjson', 'object'],
    ['["__proto__", "x"]', 'unknown-function', '__proto__'],
    ['{"num": "NaN"}', 'mathjson', 'no number'],
  ],
  'mathml-content': [
    ['<mfrac><mi>x</mi><mn>2</mn></mfrac>', 'mathml', 'presentation'],
    ['<apply><diff/><bvar><cn>2</cn></bvar><ci>x</ci></apply>', 'mathml', '<bvar> for each name'],
    ['<apply><sum/><bvar><ci>k</ci></bvar><ci>k</ci></apply>', 'mathml', 'two limits'],
    ['<apply><apply><inverse/><sin/></apply><ci>x</ci></apply>', 'mathml', 'unknown functions'],
    ['<apply><zeta/><ci>x</ci></apply>', 'unknown-function', 'zeta'],
    ['<apply><sin/>', 'xml', 'never closed'],
    ['<cn base="16">FF</cn>', 'mathml', 'base 10'],
    ['<cn type="integer">1 2</cn>', 'mathml', 'no number'],
    ['<ci>&file;</ci>', 'xml', 'entity'],
    ['x + 1', 'xml', 'outside'],
  ],
}

describe.each(READ_FORMATS)('reading %s', format => {
  test.each(READ[format])('%s is %s', (theirs, ours) => {
    expect(String(parse(theirs, { syntax: format }))).toBe(ours)
  })

  test.each(REFUSED[format])('%s is refused: %s, %s', (theirs, code, words) => {
    let error: unknown
    try {
      parse(theirs, { syntax: format })
    } catch (e) {
      error = e
    }
    const { message = '', code: given } = (error ?? {}) as { message?: string; code?: string }
    expect(message).toContain(words)
    if (format !== 'asciimath') expect(given).toBe(code)
  })
})

describe('the functions', () => {
  it('convert nested answers', () => {
    expect(convert(gradient('x^2*y', ['x', 'y']), 'sympy')).toBe('[2*x*y, x**2]')
  })

  it('take readers wherever a text is read', () => {
    expect(String(diff('Sin[x]^2', 'x', { syntax: readers.wolfram }))).toBe('2*sin(x)*cos(x)')
    expect(String(diff('E^e', 'e', { syntax: readers.wolfram }))).toBe('exp(e)')
  })

  it('say how a format is read where its name is not known', () => {
    expect(() => diff('Sin[x]', 'x', { syntax: 'wolfram' })).toThrow(/readers\.wolfram/)
    expect(() => diff('x', 'x', { syntax: 'mathml-content' })).toThrow(/readers\['mathml-content'\]/)
  })

  it('refuse a format that there is not', () => {
    expect(() => convert('x', 'wolfrm' as never)).toThrow(/'mathjson' or .*, not "wolfrm"/)
    expect(() => convert('x', 'constructor' as never)).toThrow(expect.objectContaining({ code: 'argument-format' }))
    expect(() => parse('x', { syntax: 'toString' as never })).toThrow(
      expect.objectContaining({ code: 'option-syntax' }),
    )
  })

  it('take and make MathJSON as values', () => {
    expect(toMathJson('sin(x)/2')).toEqual(['Divide', ['Sin', 'x'], 2])
    expect(String(fromMathJson(['Divide', ['Sin', 'x'], 2]))).toBe('sin(x)/2')
    expect(String(fromMathJson(['foo', 'x'], { functions: ['foo'] }))).toBe('foo(x)')
    expect(() => toMathJson(parse('e + 1', { bound: ['e'] }))).toThrow(/rename the variable/)
  })
})

const WRITTEN: readonly (readonly [string, Vocabulary])[] = [
  ...WRITTEN_FORMATS.map((f): [string, Vocabulary] => [f, INTERCHANGE[f].vocabulary as Vocabulary]),
  ['mathjs', MATHJS],
]

const MATHML_LACKS = `catalan root atan2 dirac gelu gamma loggamma lgamma digamma trigamma polygamma beta binomial pochhammer erf erfc erfinv
  erfcinv erfi erf2 erfcx dawson ei expint/2 expint/1 li si ci shi chi fresnels fresnelc uppergamma lowergamma lambertw/1 lambertw/2 zeta/1
  zeta/2 dirichleteta polylog lerchphi besselj bessely besseli besselk hankel1 hankel2 jn yn airyai airybi airyaiprime airybiprime elliptick
  ellipticf elliptice/1 elliptice/2 ellipticpi/2 ellipticpi/3 hypergeom appellf1 legendre assoclegendre gegenbauer jacobi hermite laguerre
  genlaguerre`

/** Functions that a format cannot say. */
const LACKS: Readonly<Record<string, string>> = {
  mathjson: `dirac expint/2 expint/1 lambertw/2 lerchphi legendre assoclegendre chebyshevt chebyshevu gegenbauer jacobi hermite laguerre
    genlaguerre`,
  'mathml-content': MATHML_LACKS,
  mathjs: `${MATHML_LACKS.replace(/\b(?:root|atan2|gelu|gamma|lgamma|beta|binomial|pochhammer|erf|erfc|erf2|erfcx|zeta\/1)\s+/g, '')} eulergamma`,
  sympy: '',
  srepr: '',
  wolfram: '',
}

describe.each(WRITTEN)('the names of %s', (format, vocabulary) => {
  const spelling = new Spelling(vocabulary)
  const forms = [...allForms()]
  const countOf = (r: (typeof forms)[number]): number => Math.max(arity(r)[0], r.fold ? 2 : 0)

  it('every function has one, or is written by its definition, or is refused for a reason', () => {
    const fates = forms.map(r => [r, spelling.fate(r.name, countOf(r))] as const)
    const refused = fates.flatMap(([r, fate]) => (typeof fate === 'object' ? [{ r, reason: fate.refused }] : []))
    expect(refused.filter(({ reason }) => reason.length < 10)).toEqual([])
    const several = (name: string): boolean => forms.filter(r => r.name === name).length > 1
    const names = refused.map(({ r }) => (several(r.name) ? `${r.name}/${countOf(r)}` : r.name))
    expect(names.sort()).toEqual(LACKS[format]?.split(/\s+/).filter(Boolean).sort())
  })

  it('names nothing that is no function', () => {
    const known = new Set(forms.map(r => r.name))
    const operations =
      'add mul div neg pow exp sqrt list index true false lt le eq ne gt ge and or not piecewise sum prod integral diff partial'.split(
        ' ',
      )
    const names = [...Object.keys(vocabulary.spells), ...Object.keys(vocabulary.builds ?? {})].map(
      n => n.split('/')[0] ?? n,
    )
    expect(names.filter(n => !known.has(n) && !operations.includes(n))).toEqual([])
  })
})

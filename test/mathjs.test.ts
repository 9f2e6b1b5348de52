/** The module for mathjs: nodes both ways, `derivative` and `simplify` in the place of its own, and its numbers and matrices as values. */
import fc from 'fast-check'
import * as math from 'mathjs'
import { describe, expect, it, test } from 'vitest'
import { FluxionError } from '../src/errors.js'
import { evaluate, parse, subs } from '../src/index.js'
import { derivative, forMathjs, fromMathjs, simplify, toMathjs } from '../src/mathjs.js'
import { DERIVATIVES, OTHER_VALUES, REFUSED, SIMPLIFIED } from './cases/mathjs-derivative.js'
import { FUNCTIONS, randomExpr, SLOW, seeded } from './cases/random.js'
import { runs } from './cases/runs.js'

const POINTS = [
  { x: 0.37, y: 1.3, z: 0.7 },
  { x: 1.9, y: 0.4, z: 2 },
]

/** A value of mathjs as real and imaginary part. */
const partsOf = (value: unknown): readonly [number, number] =>
  typeof value === 'object' && value !== null && 're' in value
    ? [Number(value.re), Number((value as { im?: unknown }).im)]
    : [Number(value), 0]

const near = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((u, k) => Object.is(u, b[k]) || Math.abs(u - (b[k] ?? Number.NaN)) <= 1e-9 * Math.max(1, Math.abs(u)))

const sameValues = (a: string, b: string): boolean =>
  POINTS.every(at => near(partsOf(math.evaluate(a, { ...at })), partsOf(math.evaluate(b, { ...at }))))

const withOurs = (rows: typeof DERIVATIVES): readonly (readonly [input: string, theirs: string, ours: string])[] =>
  rows.map(([input, theirs, ours = theirs]) => [input, theirs, ours])

describe('derivative, by the public tests of mathjs', () => {
  test.each(withOurs(DERIVATIVES))('%s', (input, theirs, ours) => {
    expect(String(derivative(input, 'x', { simplify: false }))).toBe(ours)
    expect(sameValues(ours, theirs)).toBe(!OTHER_VALUES.has(input))
  })

  test.each(withOurs(SIMPLIFIED))('%s, simplified', (input, theirs, ours) => {
    expect(String(derivative(input, 'x'))).toBe(ours)
    expect(String(derivative(input, 'x', { simplify: true }))).toBe(ours)
    expect(String(derivative(math.parse(input), math.parse('x')))).toBe(ours)
    expect(sameValues(ours, theirs)).toBe(true)
  })

  test.each(REFUSED)('%s by %s: %s, %s', (input, variable, ours) => {
    if (ours.startsWith('[')) expect(String(derivative(input, variable))).toBe(ours)
    else expect(() => derivative(input, variable)).toThrow(expect.objectContaining({ code: ours }))
  })

  it('refuses operators whose arguments it would drop', () => {
    const [a, b] = [new math.ConstantNode(12), new math.ConstantNode(4)]
    const node = new math.OperatorNode('/' as never, 'myDivide' as never, [a, b, new math.SymbolNode('x')])
    expect(() => derivative(node as unknown as math.MathNode, 'x')).toThrow(FluxionError)
  })

  it('takes operators of three arguments', () => {
    const x = math.parse('x')
    const node = new math.OperatorNode('*' as never, 'multiply' as never, [math.parse('3'), x, math.parse('sin(x)')])
    expect(String(derivative(node as unknown as math.MathNode, 'x'))).toBe('3 * (sin(x) + x * cos(x))')
  })

  it.each([
    ['x > 1 ? x^2 : x', '(x > 1) ? (2 * x) : 1'],
    ['erf(x)', '2 * exp(-x ^ 2) / sqrt(pi)'],
    ['floor(x)*x', 'floor(x)'],
    ['atan2(y, x)', '-y / (y ^ 2 + x ^ 2)'],
    ['max(x, y)', '(x >= y) ? 1 : 0'],
  ])('knows more: %s', (input, answer) => {
    expect(() => math.derivative(input, 'x')).toThrow()
    expect(String(derivative(input, 'x'))).toBe(answer)
  })

  it('differentiates by a name that is a constant elsewhere', () => {
    expect(String(derivative('e^x + e', 'e'))).toBe('x * e ^ (x - 1) + 1')
  })

  it('answers nodes of mathjs', () => {
    const node = derivative('x^3', 'x')
    expect(math.isNode(node)).toBe(true)
    expect((node as math.EvalFunction & math.MathNode).evaluate({ x: 2 })).toBe(12)
  })

  it.each([[1], [null], [{}]])('refuses %j for an expression', given => {
    expect(() => derivative(given as never, 'x')).toThrow(expect.objectContaining({ code: 'argument-expr' }))
  })
})

describe('simplify', () => {
  it.each([
    [simplify('2x + 3x'), '5 * x'],
    [simplify(math.parse('sin(x)^2 + cos(x)^2')), '1'],
    [simplify('x*y', { x: 3 }), '3 * y'],
    [simplify('x*y', new Map<string, unknown>([['y', math.parse('x + 1')]])), 'x * (x + 1)'],
    [simplify('x*y', { y: math.fraction(1, 3) }), 'x / 3'],
    [simplify('x*y', { y: math.bignumber('0.125') }), '0.125 * x'],
    // Rules and options of mathjs are carried out by mathjs.
    [simplify('f(x) + f(x)', ['n1 + n1 -> 2*n1']), '2 * f(x)'],
    [
      simplify('x / 4', {}, { exactFractions: false }),
      math.simplify('x / 4', {}, { exactFractions: false }).toString(),
    ],
  ])('%s', (node, answer) => {
    expect(String(node)).toBe(answer)
    expect(math.isNode(node)).toBe(true)
  })
})

describe('nodes', () => {
  it.each([
    ['a*(b+c) - (d-e)', 'a * (b + c) - d + e'],
    ['2^70*x', '1180591620717411303424 * x'],
    ['0.12345678901234567890123*x', '0.12345678901234567890123 * x'],
    ['-x*y/3', '-x * y / 3'],
    ['1/(x*y)', '1 / (x * y)'],
    ['(-x)^2*(-2)^y', '(-2) ^ y * x ^ 2'],
    ['not (x > 1 and y < 2)', 'not (x > 1 and y < 2)'],
    ['log2(x) + softplus(x)', 'log2(x) + log(1 + exp(x))'],
    ['x[1] + A[1,2]', 'A[1, 2] + x[1]'],
    ['[x, y^2]', '[x, y ^ 2]'],
  ])('of %s: %s', (input, text) => expect(String(toMathjs(input))).toBe(text))

  it.each([
    ['1.5e3 x^-2', '1500/x^2'],
    ['1 < x < 2', '1 < x and x < 2'],
    ['square(x) + cube(y)', 'y^3 + x^2'],
    ['log(x, 2)', 'log(x)/log(2)'],
    ['x .* y ./ z', 'x*y/z'],
    ['tau', '2*pi'],
    ['nthRoot(x)', 'sqrt(x)'],
    ['x mod 3', 'mod(x, 3)'],
  ])('%s is read as %s', (input, text) => expect(String(fromMathjs(math.parse(input)))).toBe(text))

  it.each([
    ['x = 3', 'mathjs'],
    ['"text"', 'mathjs'],
    ['{a: 1}', 'mathjs'],
    ['1:3', 'mathjs'],
    ['a; b', 'mathjs'],
    ['x.y', 'mathjs'],
    ['constructor(x)', 'unknown-function'],
    ['NaN', 'no-value'],
    ['5 to cm', 'unknown-function'],
  ])('%s is refused: %s', (input, code) =>
    expect(() => fromMathjs(math.parse(input))).toThrow(expect.objectContaining({ code })),
  )

  it.each([
    ['digamma(x)', 'no-notation'],
    ["f'(x)", 'no-notation'],
  ])('%s has none: %s', (input, code) =>
    expect(() => toMathjs(parse(input, { functions: ['f'] }))).toThrow(expect.objectContaining({ code })),
  )

  it('tells apart a symbol and the constant of its name, or refuses', () => {
    expect(() => toMathjs(parse('pi + exp(1)', { bound: ['e'] }))).not.toThrow()
    const both = parse('t*pi', {}).equals(parse('t*pi'))
      ? subs(parse('t*pi'), { t: parse('pi', { bound: ['pi'] }) })
      : undefined
    expect(() => toMathjs(both as never)).toThrow(/rename the symbol/)
  })

  it('are those of the instance that is given', () => {
    const own = math.create(math.all as math.FactoryFunctionMap, { number: 'BigNumber' })
    const node = forMathjs(own as never).derivative('x^2/3', 'x')
    expect(node).toBeInstanceOf(own.OperatorNode)
    expect(String(node)).toBe('2 * x / 3')
  })

  it('nest to any depth', () => {
    let node: math.MathNode = math.parse('x')
    for (let k = 0; k < 20_000; k++) node = new math.FunctionNode(new math.SymbolNode('sin'), [node])
    expect(() => fromMathjs(node)).not.toThrow()
  })
})

describe('values of mathjs', () => {
  const matrix = math.matrix([
    [1, 2],
    [3, 4],
  ])
  it.each<readonly [string, Parameters<typeof evaluate>[1], object, unknown]>([
    ['x^2', { x: math.fraction(1, 2) } as never, {}, 0.25],
    ['x/4', { x: math.bignumber('0.5') } as never, {}, 0.125],
    ['sum(W*x)', { W: matrix, x: math.matrix([1, 1]) } as never, { let: 'W:[2,2]; x:[2]' }, 10],
    ['exp(z)', { z: math.complex(0, 0) } as never, { field: 'complex' }, { re: 1, im: 0 }],
  ])('%s', (f, at, options, value) => expect(evaluate(f, at, options)).toEqual(value))

  it('stay exact', () => {
    expect(String(subs('x + 1', { x: math.fraction(1, 3) } as never))).toBe('4/3')
    expect(String(subs('x', { x: math.bignumber('0.1') } as never))).toBe('0.1')
  })
})

describe('laws', () => {
  const functions = FUNCTIONS.filter(r => !SLOW.has(r.name) && r.name in math && !(r.name === 'zeta' && r.args === 2))
  const seeds = fc.integer({ min: 0, max: 2 ** 31 })
  const draw = (seed: number) => randomExpr(seeded(seed), { symbols: ['x', 'y'], depth: 3, functions })

  it('a node is read back as the same expression', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const e = draw(seed)
        expect(String(fromMathjs(toMathjs(e)))).toBe(String(e))
      }),
      runs(200),
    )
  })

  it('a node has the value of its expression in mathjs', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const e = draw(seed)
        const at = { x: 0.7, y: 1.6 }
        const ours = evaluate(e, at, { undefined: 'nan' })
        if (!Number.isFinite(ours) || Math.abs(ours) > 1e8) return
        const [re] = partsOf((toMathjs(e) as math.MathNode & { evaluate(scope: object): unknown }).evaluate({ ...at }))
        expect(Math.abs(re - ours)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(ours)))
      }),
      runs(200),
    )
  })
})

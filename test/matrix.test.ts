/** Each call of the library with vectors and matrices: what it answers, and what it refuses. */
import { all, create } from 'mathjs'
import { describe, expect, test } from 'vitest'
import {
  certificate,
  check,
  compile,
  DomainError,
  diff,
  equation,
  equivalent,
  evaluate,
  gradient,
  hessian,
  type Input,
  isTensor,
  jacobian,
  latex,
  ParseError,
  parse,
  ShapeError,
  simplify,
  subs,
  Tensor,
  text,
  UnboundError,
  unicode,
} from '../src/index.js'

const LET = { let: 'A:[m,n]; B:[n,n]; S:[n,n] symmetric; x:[n]; y:[m]; z:[n]; s:[]; W:[2,3]; u:[2]; v:[3]' }
const A = [
  [1, 2],
  [3, 4],
]
const at = (values: object): never => values as never
const shapeOf = (e: unknown): unknown => (e as Tensor).shape

describe('answers', () => {
  test('are tensors, which are expressions', () => {
    const t = diff("y'*A*x", 'A', LET)
    expect(isTensor(t)).toBe(true)
    expect(t).toBeInstanceOf(Tensor)
    expect([String(t), text(t), latex(t), unicode(t)]).toEqual(
      ["y*x'", "y*x'", 'yx^\\top ', "y*x'"].map(s => expect.stringContaining(s.trim())),
    )
    expect(shapeOf(t)).toEqual(['m', 'n'])
  })

  test('have the sizes that were declared', () => {
    expect(shapeOf(diff("W'*u", 'W', LET))).toEqual([3, 2, 3])
    expect(shapeOf(diff('sum(x)', 'x', LET))).toEqual(['n'])
    expect(shapeOf(parse('x', { let: 'x:[2*k]' }))).toEqual(['2*k'])
    expect(shapeOf(parse("x'*x", LET))).toEqual([])
  })

  test('can be given to every other call without the declarations', () => {
    const slope = diff('norm2(A*x - y)^2', 'x', LET)
    expect(String(diff(slope, 'y'))).toBe("-2*A'")
    expect(String(jacobian(slope, ['x'])[0]?.[0])).toBe("2*A'*A")
    expect(evaluate(slope, at({ A, x: [1, 1], y: [0, 5] }))).toEqual([18, 28])
    expect(String(subs(slope, { y: [0, 5], A, x: [1, '1/2'] }))).toBe(String(parse('[4, 8]')))
    expect(compile(slope, ['A', 'x', 'y'])(A as never, [1, 1] as never, [0, 5] as never)).toEqual([18, 28])
    expect(equivalent(slope, "2*A'*A*x - 2*A'*y", LET).verdict).toBe('verified')
    expect(check(slope, { at: at({ A, x: [1, 1], y: [0, 5] }) }).ok).toBe(true)
  })
})

describe('derivatives', () => {
  test.each<readonly [call: () => unknown, result: string]>([
    [() => diff("x'*S*x", 'x', LET), '2*S*x'],
    [() => diff("x'*S*x", 'x', 2, LET), '2*S'],
    [() => diff("x'*S*x", 'x', 'x', LET), '2*S'],
    [() => diff("x'*B*x", 'x', 0, LET), "x'*B*x"],
    [() => diff("s^2*x'*x", 's', LET), "2*s*x'*x"],
    [() => diff("x'*z", { ...LET, let: 'x:[n]; z:[n]' }), 'name the variable'],
    [() => diff("x'*x", { let: 'x:[n]' }), '2*x'],
    [() => diff('W*v', 'W[1,2]', LET), '[v[2], 0]'],
    [() => diff("x'*z", parse('x'), LET), 'z'],
    // What is differentiated by, or given a value, is that name, whatever else it may mean.
    [() => gradient("e^2*x'*x", ['e'], LET)[0], "2*e*x'*x"],
    [() => diff('pi*A*x', 'pi', LET), 'A*x'],
    [() => hessian("i^2*x'*x", ['i'], LET)[0]?.[0], "2*x'*x"],
    [() => jacobian(['e*A*x'], ['e'], LET)[0]?.[0], 'A*x'],
    [() => subs("e*x'*x", { e: 2 }, LET), "2*x'*x"],
    [() => evaluate("e*x'*x", at({ e: 2, x: [1, 2] }), LET), '10'],
    [() => diff('A*x', 'x', { ...LET, layout: 'denominator' }), "A'"],
    [() => diff('A*x', 'x', { ...LET, layout: 'numerator' }), 'A'],
    [() => diff("y'*A*x", 'A', { ...LET, layout: 'numerator' }), "x*y'"],
    [() => diff("y'*A*x", 'A', { ...LET, layout: 'denominator' }), "y*x'"],
    [() => diff('A*x', 'A', { ...LET, form: 'kron' }), "kron(x', eye(m))"],
    [() => gradient("y'*A*x", ['x', 'y'], LET).map(String).join('; '), "A'*y; A*x"],
    [() => gradient("y'*A*x", undefined, LET).map(String).join('; '), "y*x'; A'*y; A*x"],
    [() => jacobian(['A*x', 'B*x'], ['x'], LET).join('; '), 'A; B'],
    [() => hessian("x'*z*s", ['x', 's'], LET).join('; '), 'zeros(n, n),z; z,0'],
    [() => simplify("A'*y + A'*y", LET), "2*A'*y"],
    [() => equation("x'*x", 'x', LET), '\\frac{d}{dx}(x^\\top x)=2x'],
    [() => equation('A*x', 'A', { ...LET, name: 'f' }), '\\frac{\\partial}{\\partial A_{ij}}f_{k}=\\delta_{ki}x_{j}'],
    [() => diff("x'*S*x + sum(log(x))", 'x', { ...LET, verify: true }), '2*S*x + 1./x'],
  ])('%# %s', (call, result) => {
    const answer = (): string => {
      try {
        return String(call())
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(answer()).toContain(result)
  })
})

describe('steps', () => {
  test.each([
    ['norm2(A*x-y)^2', 'x', ['product: norm2(A*x - y)^2 has 1', 'sum: A*x - y has 2*A*x - 2*y']],
    ['A*x+y', 'x', ['sum: A*x + y has eye(m)']],
    ["z'*sin(x)", 'x', ["product: z'*sin(x) has 1", 'chain: sin(x) has z']],
  ])('of %s by %s', (f, x, expected) => {
    const steps: string[] = []
    diff(f, x, { ...LET, record: (rule, of, slope) => steps.push(`${rule}: ${of} has ${slope}`) })
    expect(steps).toEqual(expected)
  })
})

describe('substitution', () => {
  test.each<readonly [f: string, values: object, result: string]>([
    ['A*x', { A, x: [1, '1/3'] }, '[5/3, 13/3]'],
    ['A*x', { x: 'z + z' }, '2*A*z'],
    [
      'A*x',
      {
        A: [
          [1, 0],
          [0, 1],
        ],
        x: [5, 6],
      },
      '[5, 6]',
    ],
    [
      "x'*B*x",
      {
        B: [
          [2, 0],
          [0, 2],
        ],
        x: [1, 1],
      },
      '4',
    ],
    ['s*x', { s: 2 }, '2*x'],
    ['s*x', { s: 'r^2' }, 'r^2*x'],
    ['n*x', { x: [1, 2] }, '[2, 4]'],
    ['x + z', { x: new Float64Array([1, 2]), z: [0.5, 1] }, '[1.5, 3]'],
  ])('of %j with %j', (f, values, result) => {
    expect(String(subs(f, values as never, LET))).toBe(result)
  })

  test.each<readonly [f: string, values: object, error: unknown]>([
    ['A*x', { x: [[1, 2]] }, ShapeError],
    ['A*x', { x: [1, 2], A: [[1, 2, 3]] }, ShapeError],
    ['A*x', { x: [1, [2]] }, ShapeError],
    ['A*x', { x: [] }, ShapeError],
    ['A*x', { x: 'y' }, ShapeError],
    ['A*x', { x: [1, Number.NaN] }, DomainError],
    ['W*v', { v: [1, 2] }, ShapeError],
  ])('of %j with %j is refused', (f, values, error) => {
    expect(() => subs(f, values as never, LET)).toThrow(error as never)
  })
})

describe('numbers', () => {
  test('from nested arrays, typed arrays and matrices of mathjs', () => {
    const math = create(all ?? {})
    expect(evaluate('A*x', at({ A, x: [1, 1] }), LET)).toEqual([3, 7])
    expect(evaluate('A*x', at({ A, x: new Float64Array([1, 1]) }), LET)).toEqual([3, 7])
    expect(evaluate('A*x', at({ A: math.matrix(A), x: math.matrix([1, 1]) }), LET)).toEqual([3, 7])
    expect(evaluate("x'*x", at({ x: [3, 4] }), LET)).toBe(25)
  })

  test('in other fields', () => {
    expect(String(evaluate('A*x', at({ A, x: ['1/3', 1] }), { ...LET, field: 'exact' }))).toBe('7/3,5')
    expect(String(evaluate('sum(exp(x))', at({ x: [0, 1] }), { ...LET, precision: 20 }))).toBe('3.7182818284590452354')
  })

  test('at logits of a thousand', () => {
    const loss = { let: 'x:[3]; t:[3]' }
    const logits = { x: [1000, 0, -1000], t: [0, 1, 0] }
    expect(evaluate('-sum(t.*log(softmax(x)))', at(logits), loss)).toBe(1000)
    expect(evaluate(diff('-sum(t.*log(softmax(x)))', 'x', loss), at(logits))).toEqual([1, -1, 0])
    expect(evaluate(diff('sum(log(1 + exp(x)))', 'x', loss), at(logits))).toEqual([1, 0.5, 0])
  })

  test('compiled together', () => {
    const loss = 'norm2(A*x - y)^2'
    const f = compile({ loss, slope: gradient(loss, ['x'], LET)[0] as Input }, ['A', 'x', 'y'], LET)
    expect(f(A as never, [1, 1] as never, [0, 5] as never)).toEqual({ loss: 13, slope: [18, 28] })
  })

  test.each<readonly [f: string, values: object, error: unknown, message: RegExp]>([
    ['A*x', { A }, UnboundError, /x/],
    ['A*x', { A, x: [1, 2, 3] }, ShapeError, /sizes clash/],
    ['A*x', { A, x: [1, 2], y: [1, 2, 3] }, ShapeError, /clash/],
    ['S*x', { S: A, x: [1, 2] }, DomainError, /declared symmetric/],
    ['sum(log(x))', { x: [1, -1] }, DomainError, /log/],
    [
      'inv(B)',
      {
        B: [
          [1, 2],
          [2, 4],
        ],
      },
      DomainError,
      /singular/,
    ],
  ])('of %j at %j are refused', (f, values, error, message) => {
    const found = (): unknown => evaluate(f, at(values), LET)
    expect(found).toThrow(error as never)
    expect(found).toThrow(message)
  })
})

describe('check', () => {
  test('compares every entry, and knows the worst', () => {
    const report = check("x'*z", { ...LET, at: at({ x: [1, 2], z: [3, 4] }), claimed: { x: 'z', z: '2*x' } })
    expect(report.variables.map(v => [v.variable, v.symbolic, v.verdict])).toEqual([
      ['x[1]', 3, 'ok'],
      ['x[2]', 4, 'ok'],
      ['z[1]', 2, 'wrong'],
      ['z[2]', 4, 'wrong'],
    ])
    expect(report.worst?.variable).toBe('z[1]')
    expect(report.ok).toBe(false)
  })

  test('takes tensors as claims, and refuses those of another shape', () => {
    const point = { ...LET, at: at({ x: [1, 2], z: [3, 4] }) }
    expect(check("x'*z", { ...point, claimed: { x: diff("x'*z", 'x', LET) } }).ok).toBe(true)
    expect(() => check("x'*z", { ...point, claimed: { x: "z*z'" } })).toThrow(/the one claimed \[n,n\]/)
  })
})

describe('certificates', () => {
  test.each([
    ["x'*x", 'x', '2*x', 'verified'],
    ["x'*x", 'x', '3*x', 'refuted'],
    ["y'*A*x", 'A', "y*x'", 'verified'],
    ["y'*A*x", 'A', "2*y*x'", 'refuted'],
    ["x'*S*x", 'S', "x*x'", 'verified'],
    ["x'*S*z", 'S', "(x*z' + z*x')/2", 'verified'],
    ['softmax(x)', 'x', "diag(softmax(x)) - softmax(x)*softmax(x)'", 'verified'],
    ['softmax(x)', 'x', 'diag(softmax(x))', 'refuted'],
    ['s*sum(x)', 's', 'sum(x)', 'verified'],
  ])('of %j by %s: %s is %s', (f, x, d, verdict) => {
    expect(certificate(f, x, d, LET).verdict).toBe(verdict)
  })

  test('of a claim of another shape are refused', () => {
    expect(() => certificate("x'*x", 'x', "x*x'", LET)).toThrow(ShapeError)
  })
})

describe('equivalence', () => {
  test.each([
    ["(A*x)'", "x'*A'", 'verified'],
    ['inv(B)*B*x', 'x', 'verified'],
    ['B*(x + z)', 'B*x + B*z', 'verified'],
    ['(B + S)*B', 'B^2 + S*B', 'verified'],
    ['log(softmax(x))', 'x - logsumexp(x)', 'verified'],
    ['norm2(x - z)^2', "x'*x - 2*x'*z + z'*z", 'verified'],
    ["det(B')", 'det(B)', 'verified'],
    ['B*z', 'B*z + 1e-3*z', 'refuted'],
    ['B*S', 'S*B', 'refuted'],
    ["tr(A*A')", 'norm2(A)^2', 'verified'],
    ['log(det(B))', 'logdet(B)', 'verified'],
    ['softmax(x)', 'exp(x)/sum(exp(x))', 'verified'],
    ['softmax(x + s)', 'softmax(x)', 'verified'],
    ["x*x'", "z*z'", 'refuted'],
    ["kron(B,S)'", "kron(B',S)", 'verified'],
    ['tr(expm(B))', 'sum(exp(diag(B)))', 'refuted'],
  ])('of %j and %j: %s', (a, b, verdict) => {
    expect(equivalent(a, b, LET).verdict).toBe(verdict)
  })

  test('needs equal shapes', () => {
    expect(() => equivalent('x', 'y', LET)).toThrow(ShapeError)
  })
})

describe('what is refused', () => {
  test.each<readonly [call: () => unknown, error: unknown, message: RegExp]>([
    [() => diff('A*y', 'A', LET), ShapeError, /what fits: A'\*y/],
    [() => diff('x*z', 'x', LET), ShapeError, /x\.\*z/],
    [() => diff('x + y', 'x', LET), ShapeError, /n.*m|m.*n/],
    [() => diff('A*', 'A', LET), ParseError, /ends too early/],
    [() => diff("x'*x", 'n', LET), ShapeError, /n is a size/],
    [() => diff("x'*x", '2*x', LET), ShapeError, /a variable is a name/],
    [() => diff("x'*x", 'x[3]', { let: 'x:[2]' }), ShapeError, /no place 3/],
    [() => diff("x'*x", 'x[1,1]', { let: 'x:[2]' }), ShapeError, /one axis, not 2/],
    [() => diff("x'*x", 'x', 99, LET), ShapeError, /whole number up to/],
    [() => gradient('A*x', ['x'], LET), ShapeError, /a gradient is that of a scalar/],
    [() => hessian('A*x', ['x'], LET), ShapeError, /a Hessian is that of a scalar/],
    [() => diff("W'", 'W', { ...LET, form: 'kron' }), ShapeError, /no sum of Kronecker/],
    [() => diff('A*x', 'x', { ...LET, form: 'components' }), ShapeError, /size/],
    [() => diff('f(x)', 'x', LET), ShapeError, /not known/],
    [() => diff("x'*x", 'x', { let: 'x:[n]; x:[m]' }), ShapeError, /declared twice/],
    [() => diff("x'*x", 'x', { let: 'x:[0]' }), ShapeError, /positive/],
    [() => diff('tr(A)', 'A', LET), ShapeError, /square/],
  ])('%#', (call, error, message) => {
    expect(call).toThrow(error as never)
    expect(call).toThrow(message)
  })
})

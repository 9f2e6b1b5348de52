/** Every verb on vectors and matrices: it answers where the question has a meaning, else says with a code and advice that it has none. */
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { commandOf, VERBS } from '../../src/verbs/list.js'

const LET = { let: 'A:[2,2] x:[2] y:[2]' }
const SPACE = { let: 'w:[3] r:[3]' }
const AT = {
  A: [
    [2, 1],
    [1, 3],
  ],
  x: [1, 2],
  y: [3, 4],
  t: 0.5,
}
const SCALAR = "t*x'*A*x"
const VECTOR = 't*A*x'

/** A refusal: its code, and words that say what to do instead. */
const refused = (code: string, advice: RegExp) => ({ code, advice })
const scalarsOnly = refused('shape', /takes scalars; of vectors and matrices there are diff and jacobian/)

type Expected = string | RegExp | ReturnType<typeof refused>

/** By verb: arguments before the options, options, and what comes. */
const CASES: Readonly<Record<string, readonly (readonly [unknown[], object, Expected])[]>> = {
  apart: [
    [['1/(t*(t+1))*A*x'], LET, '(1/t - 1/(t + 1))*A*x'],
    [["1/(x'*y + tr(A))"], LET, refused('variable', /name the scalar/)],
  ],
  cancel: [[[`${SCALAR}/t`], LET, "x'*A*x"]],
  certificate: [[[SCALAR, 'x'], LET, /"verdict":"verified"/]],
  check: [
    [[SCALAR], { ...LET, at: AT }, /^value 9 at A = /],
    [['t^2'], { ...LET, at: AT }, /^value 0.25 at t = 0.5/],
  ],
  collect: [[["t*x'*y + t^2*x'*y + t*x'*x", 't'], LET, "t*x'*(t*y + y + x)"]],
  curl: [
    [['A*x', ['x']], LET, 'A[2,1] - A[1,2]'],
    [['cross(w, r)', ['r']], SPACE, '2*w'],
    [['r/norm2(r)^3', ['r']], SPACE, 'zeros(3)'],
    [['[r[2], -r[1], r[3]]', ['r']], SPACE, '[0, 0, -2]'],
    [['r', ['w']], SPACE, 'zeros(3)'],
    [["r'*r", ['r']], SPACE, refused('components', /two or three components by as many/)],
  ],
  diff: [
    [[SCALAR, 'x'], LET, "t*(A + A')*x"],
    [[VECTOR, 'x'], { ...LET, layout: 'denominator' }, "t*A'"],
    [["sin(t)^2*x'*x", 't'], { ...LET, simplify: false }, "2*cos(t)*sin(t)*x'*x"],
  ],
  differential: [
    [[SCALAR, ['x']], LET, "t*dx'*(A + A')*x"],
    [[VECTOR, ['x']], LET, 't*A*dx'],
    [['logdet(A)', ['A']], LET, 'tr(dA*inv(A))'],
    [['s*x', undefined], LET, 'ds*x + s*dx'],
    [["sin(t)*x'*x", ['t']], { ...LET, rules: ['no rule'] }, refused('rule', /not a rule/)],
    [["x'*x", ['x']], { let: 'x:[n]; dx:[n]' }, "2*x'*dx"],
    [
      ["x'*x", ['x']],
      { let: 'x:[n]; dx:[m]' },
      refused('variable', /dx is declared with the shape \[m\], and x has \[n\]/),
    ],
    [["x'*dx", ['x']], { let: 'x:[n]; dx:[n]' }, refused('variable', /dx is a name of the function itself/)],
  ],
  directional: [
    [[SCALAR, { x: 'y' }], LET, "t*y'*(A + A')*x/norm2(y)"],
    [[VECTOR, { x: 'y' }], LET, 't*A*y/norm2(y)'],
    [["x'*A*x", 'y'], LET, refused('variable', /name the variable/)],
    [["r'*r", 'w'], SPACE, "2*r'*w/norm2(w)"],
    [["r'*r", [1, 2, 2]], SPACE, "2*r'*[1, 2, 2]/3"],
    [["r'*r", { r: [1, 2, 2] }], { ...SPACE, at: { r: [1, 0, 0] } }, '2/3'],
    [["r'*r", 'w'], { ...SPACE, at: { r: '2*w' } }, '4*norm2(w)'],
    [["r'*r", { r: [1, 's', 2] }], { ...SPACE, at: { r: Float64Array.of(1, 0, 0) } }, '2/sqrt(s^2 + 5)'],
    [
      [
        "w'*A*w",
        [
          [0, 1],
          [0, 0],
        ],
      ],
      { let: 'A:[2,2]; w:[2]' },
      refused('variable', /name the variable/),
    ],
    [
      [
        'tr(A*A)',
        [
          [0, 1],
          [0, 0],
        ],
      ],
      LET,
      '2*sum(A.*[[0, 0], [1, 0]])',
    ],
  ],
  divergence: [
    [['A*x', ['x']], LET, 'tr(A)'],
    [['x.^2', ['x']], LET, '2*sum(x)'],
    [["x'*x", ['x']], LET, refused('components', /has its shape \[2\]/)],
  ],
  emit: [
    [[VECTOR], { ...LET, language: 'c' }, /A\[2, 2\], t, x\[2\]/],
    [[VECTOR], { ...LET, language: 'excel' }, refused('no-emission', /form: components/)],
  ],
  equivalent: [[[SCALAR, "t*x'*A'*x"], LET, /"verdict":"verified"/]],
  evaluate: [
    [[SCALAR, AT], LET, '9'],
    [[VECTOR, AT], LET, '2,3.5'],
    [['4*t^2', AT], LET, '1'],
    [['0', AT], LET, '0'],
  ],
  expand: [
    [["(x'*y+t)^2"], LET, "(x'*y)^2 + 2*t*x'*y + t^2"],
    [["(x + y)'*(x - y)"], LET, "x'*x - y'*y"],
    [['norm2(x - y)^2'], LET, "x'*x - 2*x'*y + y'*y"],
    [['(A + eye(2))^2*x'], LET, 'A^2*x + 2*A*x + x'],
    [['(t + 1)^2*x'], LET, 'x + 2*t*x + t^2*x'],
    [["exp((x + y)'*(x - y))"], LET, "exp(x'*x - y'*y)"],
  ],
  explain: [[[SCALAR, 'x'], LET, /∂f\/∂x = t\*\(A \+ A'\)\*x/]],
  factor: [[["t*x'*y + t^2*x'*y"], LET, "t*(t + 1)*x'*y"]],
  gradient: [
    [[SCALAR, ['x', 't']], LET, "t*(A + A')*x,x'*A*x"],
    [[VECTOR], LET, refused('shape', /take diff, or sum it/)],
  ],
  hessian: [
    [[SCALAR, ['x']], LET, "t*(A + A')"],
    [[VECTOR], LET, refused('shape', /take diff, or sum it/)],
  ],
  horner: [
    [["t^3*x'*y + t^2*x'*y + t"], LET, "t*(t*(t + 1)*x'*y + 1)"],
    // By a vector entry by entry.
    [['x.^3 + 2*x', 'x'], LET, 'x.*(x.^2 + 2)'],
  ],
  hvp: [[[SCALAR, ['x'], ['y']], LET, "t*(A + A')*y"]],
  implicit: [
    [["x'*x + t^2 = 1", 't', 'x'], LET, '-x/t'],
    [["x'*x + t^2 = 1", 't', 'x', 2], LET, "-x*x'/t^3 - eye(2)/t"],
    [['A*y == sin(x)', 'y', 'x'], LET, 'inv(A)*diag(cos(x))'],
    [['y + tanh(A*y) - x', 'y', 'x'], LET, 'inv(diag(sech(A*y).^2)*A + eye(2))'],
    [['A*y = exp(t)*x', 'y', 't', 2], LET, 'e^t*inv(A)*x'],
    [['A*y = x', 'y', 'x', 1], { ...LET, layout: 'denominator' }, "inv(A)'"],
    [["x'*A*y = 1", 'y', 'x'], LET, refused('shape', /one equation for each entry/)],
    [['A*B = C', 'A', 'B'], { let: 'A:[n,n] B:[n,n] C:[n,n]' }, refused('shape', /four axes/)],
    [["y'*y*x = x", 'x', 'y'], LET, "-2*x*y'/(y'*y - 1)"],
    [["y'*y*x = x", 'y', 'x'], LET, refused('no-inverse', /2\*x\*y', is a singular matrix/)],
    [['sum(y)*x = A*x', 'y', 'x'], LET, refused('no-inverse', /singular/)],
    [["x*x'*y + A*y = x", 'y', 'x'], LET, "-inv(x*x' + A)*(x*y' + (x'*y - 1)*eye(2))"],
    [['[y[1] + y[1]^3; y[1]] = x', 'y', 'x'], LET, refused('no-inverse', /singular/)],
    [['A*x = t', 'y', 'x'], LET, refused('dependent', /has no y/)],
    [['A*x = t', 'x', 'x'], LET, refused('dependent', /cannot depend on itself/)],
  ],
  inverse: [
    [['t*A*x', 'x'], LET, 'inv(A)/t'],
    [['t*A*x', 'x', 1], { ...LET, layout: 'denominator' }, "inv(A)'/t"],
    [["x'*y*t^3 + t", 't'], LET, "1/(3*t^2*x'*y + 1)"],
    [["x'*x", 'x'], LET, refused('shape', /one equation for each entry/)],
    [['inv(A)', 'A'], LET, refused('shape', /four axes/)],
    [['A*x', 'x', 2], LET, refused('order', /taken once/)],
    [["x'*x", 't'], LET, refused('no-inverse', /nothing changes with t/)],
  ],
  jacobian: [[[[VECTOR], ['x']], LET, 't*A']],
  jvp: [[[[VECTOR], ['x'], ['y']], LET, 't*A*y']],
  laplacian: [
    [["x'*A*x", ['x']], LET, '2*tr(A)'],
    [["x'*x*y", ['x']], LET, '4*y'],
  ],
  latex: [[[VECTOR], LET, 'tAx']],
  parametric: [[['t*x', 't'], LET, refused('shape', /takes scalars/)]],
  plot: [[[SCALAR, { t: '0..1' }], LET, refused('unsupported-shape', /take a component/)]],
  polar: [[[SCALAR, 't'], LET, scalarsOnly]],
  reading: [[[VECTOR], LET, /^\(t\*A\)\*x/]],
  simplify: [
    [["sin(x'*x)^2 + cos(x'*x)^2"], LET, '1'],
    // What scalars are as soon as they are built.
    [['exp(x).*exp(-x)'], LET, 'ones(2)'],
    [["exp(x'*x)*exp(-x'*x)"], LET, '1'],
    [['2.^x.*2.^(-x)'], LET, 'ones(2)'],
    [['max(x, x)'], LET, 'x'],
  ],
  sql: [[[SCALAR], LET, refused('shape', /form: components/)]],
  subs: [
    [[VECTOR, { x: 'y', t: 2 }], LET, '2*A*y'],
    [[VECTOR, { x: [1, 2] }], LET, 't*A*[1, 2]'],
    [['t^2/s', { x: [1, 2], s: 2 }], LET, 't^2/2'],
  ],
  tangent: [
    [[SCALAR, { t: 1 }], LET, "t*x'*A*x"],
    [["x'*x", { x: 'y' }], LET, "y'*y + 2*y'*(x - y)"],
    [["x'*x + t^2", { x: 'y', t: 3 }], LET, "y'*(y + 2*(x - y)) - 9 + 6*t"],
    [['logdet(A)', { A: 'B' }], { let: 'A:[n,n] B:[n,n]' }, 'logdet(B) + tr((A - B)*inv(B))'],
    [['A*sin(x)', { x: 'y' }], LET, 'A*sin(y) + A*((x - y).*cos(y))'],
    [["r'*r", { r: [1, 2, 2] }], SPACE, "9 + (r - [1, 2, 2])'*[2, 4, 4]"],
    [["x'*x", { x: 0 }], LET, '0'],
    [["x'*x = 25", { x: 'y' }], LET, "2*y'*(x - y) == 0"],
    [["x'*x == y'*y", { x: 'y' }], LET, "2*y'*(x - y) == 0"],
    [['A*sin(x) = b', { x: 'y' }], LET, 'A*((x - y).*cos(y)) == 0'],
    [["r'*r = 9", { r: [1, 2, 2] }], SPACE, "(r - [1, 2, 2])'*[2, 4, 4] == 0"],
    [["r'*r = 9", { r: [1, 2, 3] }], SPACE, refused('off-curve', /does not satisfy/)],
    [["x'*x", {}], LET, refused('point', /give one/)],
  ],
  taylor: [
    [["exp(y'*x)", 'x'], LET, "1 + y'*x + (y'*x)^2/2"],
    [['inv(A)', 'A', 'eye(2)', 1], LET, '2*eye(2) - A'],
    [['logdet(A)', 'A', 'eye(2)', 2], LET, 'tr(A) - 2 - tr((A - eye(2))^2)/2'],
    [['norm2(x)^2', 'x', 'y', 1], LET, "y'*y + 2*y'*(x - y)"],
    [[VECTOR, 'x', 'y', 2], LET, refused('order', /up to 1/)],
    [['norm2(x)^2', 'x', 'A'], LET, refused('shape', /the point has the shape/)],
    [['norm2(x)^2', 'x', '2*x'], LET, refused('point', /changes with x/)],
    [["exp(t)*x'*x", 't', 0, 3], LET, "(t^3/6 + t^2/2 + t + 1)*x'*x"],
    [['sin(t)*A*x', 't', 's', 1], LET, '((t - s)*cos(s) + sin(s))*A*x'],
  ],
  together: [[["1/t + 1/(x'*x)"], LET, "(x'*x + t)/(t*norm2(x)^2)"]],
  trace: [[[SCALAR, AT], LET, /df\/dx = df\/dq\*\(A \+ A'\)\*x = \[4, 7\]/]],
  trigExpand: [[['sin(2*t)*x'], LET, '2*cos(t)*sin(t)*x']],
  trigReduce: [[['sin(t)*cos(t)*x'], LET, 'sin(2*t)*x/2']],
  unicode: [[[VECTOR], LET, 't*A*x']],
  vjp: [[[[VECTOR], ['x'], ['y']], LET, "t*A'*y"]],
}

const shown = (answer: unknown): string => {
  if (Array.isArray(answer)) return answer.flat(2).map(String).join()
  const text = String(answer)
  return text === '[object Object]' ? JSON.stringify(answer) : text
}

function outcome(run: () => unknown): string | FluxionError {
  try {
    return shown(run())
  } catch (error) {
    if (error instanceof FluxionError) return error
    throw error
  }
}

describe.each(VERBS.map(v => [commandOf(v), v] as const))('%s', (_, verb) => {
  const cases = CASES[verb.row.name] ?? []

  it('has an example with shapes', () => expect(cases).not.toHaveLength(0))

  it.each(cases)('of %j', (args, options, expected) => {
    const found = outcome(() => Reflect.apply(verb, undefined, [...args, options]))
    if (typeof expected === 'string') expect(found).toBe(expected)
    else if (expected instanceof RegExp) expect(found).toMatch(expected)
    else expect(found).toMatchObject({ code: expected.code, message: expect.stringMatching(expected.advice) })
  })
})

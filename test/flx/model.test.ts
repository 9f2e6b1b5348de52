/** Expression files: what is understood, in which order arguments are, and what is refused with its place. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ModelError } from '../../src/flx/error.js'
import { flat } from '../../src/flx/point.js'
import { evaluate, gradient } from '../../src/index.js'
import { LAYER, modelOf, NEURON } from './files.js'

/** `f(x, y) = x*y` for each export. */
const told = (text: string): string[] =>
  modelOf(text).exports.map(
    e => `${e.name}(${e.arguments.join(', ')}) = ${e.results.map(r => String(r.value)).join(' and ')}`,
  )

function refusal(text: string): ModelError {
  try {
    modelOf(text)
  } catch (error) {
    if (error instanceof ModelError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const UNDERSTOOD: readonly (readonly [text: string, exports: readonly string[]])[] = [
  ['f = x^2\nexport f', ['f(x) = x^2']],
  ['export f = x^2', ['f(x) = x^2']],
  ['export f(y, x) = x^2', ['f(y, x) = x^2']],
  ['let b:real a:positive\nexport f = x*a*b', ['f(b, a, x) = a*b*x']],
  ['q = b + a\nexport f = a*q', ['f(b, a) = a*(a + b)']],
  ['q = x + y\nf = q*z\nexport d = diff f by q', ['d(x, y, z) = z']],
  ['f = w^3\n  - 1\nexport d = diff f by w, 2', ['d(w) = 6*w']],
  ['v = [x, x*y]\nexport J = jacobian v by x, y', ['J(x, y) = [[1, 0], [y, x]]']],
  ['export f = [x, x*y]\nexport J = jacobian f', ['f(x, y) = [x, x*y]', 'J(x, y) = [[1, 0], [y, x]]']],
  ['g(a, b) = a^2*b\nexport s = gradient g', ['s(a, b) = [2*a*b, a^2]']],
  ['g(a, b) = a^2*b\nexport s = diff g by b', ['s(a, b) = a^2']],
  ['g(a) = a^2 + u\nh(u) = g(2*u)\nexport h', ['h(u) = 4*u^2 + u']],
  ['g(a) = a^3\nexport d = diff g', ['d(a) = 3*a^2']],
  ["g(a) = a^3\nexport f = g'(x)", ['f(x) = 3*x^2']],
  ['export s = gradient (x+y)*z by x, y', ['s(x, y, z) = [z, z]']],
  ['export s = diff(x^3, x)', ['s(x) = 3*x^2']],
  ['f = x^2 + y\nexport gradient = gradient f by x, y', ['gradient(x, y) = [2*x, 1]']],
  ['gradient = x\nexport s = gradient*2', ['s(x) = 2*x']],
  ['f = x; export f; at x = 2; at x = 3', ['f(x) = x']],
  ['\uFEFFlet x:positive\r\nf = sqrt(x)\r\nexport f\r\n', ['f(x) = sqrt(x)']],
  ['f = max(x,\n  y)   # the larger\n\nexport f\nat x = 1,\n y = 2', ['f(x, y) = max(x, y)']],
  ['θ = x₁\nexport f = theta^2', ['f(x_1) = x_1^2']],
  ['__proto__ = x\nconstructor = __proto__^2\nexport constructor', ['constructor(x) = x^2']],
  ['f = x[1] + x[2]*y\nexport f', ['f(x[1], x[2], y) = x[2]*y + x[1]']],
]

test.each(UNDERSTOOD)('%j', (text, exports) => {
  expect(told(text).map(t => t.replace(/ /g, ''))).toEqual(exports.map(t => t.replace(/ /g, '')))
})

const REFUSED: readonly (readonly [text: string, place: string, code: string, says: string])[] = [
  ['', '1:1', 'name', 'nothing is exported'],
  ['f = x', '1:1', 'name', 'nothing is exported'],
  ['export f', '1:8', 'name', 'f is not defined'],
  ['f = x\nexport f, g', '2:8', 'statement', 'has no name'],
  ['export gradient f by x', '1:8', 'statement', 'has no name'],
  ['f = x*(\nexport f', '1:8', 'unexpected-end', 'not finished'],
  ['f =\nexport f', '1:4', 'unexpected-end', 'not finished'],
  ['f = |x\nexport f', '1:7', 'unexpected-end', 'not finished'],
  ['f = x*y)\nexport f', '1:8', 'unmatched-bracket', ')'],
  ['f = sinx(2)\nexport f', '1:5', 'unknown-function', 'did you mean sin?'],
  ['# remark\n  q = x + sinx(2)   # another\nexport f = q', '2:11', 'unknown-function', 'sinx'],
  ['exprt f', '1:1', 'statement', 'did you mean export?'],
  ['x^2 + y^2 = 1\nexport f', '1:1', 'statement', 'a statement is as'],
  ['f = q*z\nq = x + y\nexport f', '1:5', 'name', 'on line 2'],
  ['q = x\nq = y\nexport q', '2:1', 'name', 'on line 1'],
  ['export f = x\nexport f = y', '2:8', 'name', 'on line 1'],
  ['f = x\nexport f\nexport f', '3:8', 'name', 'exported already'],
  ['f = f + 1\nexport f', '1:5', 'name', 'made of itself'],
  ['let x:real\nx = 2\nexport x', '2:1', 'name', 'declared'],
  ['let x:real\nlet x:positive\nexport f = x', '2:5', 'name', 'declared'],
  ['let x:posive\nexport f = x', '1:7', 'unexpected-name', 'positive'],
  ['let x:real; q = x + y\nexport f = q', '1:13', 'name', 'line of its own'],
  ['let x:real; f(t) = t^2\nexport g = f(x)', '1:13', 'name', 'line of its own'],
  ['let W:[2,3]; x:[2]\nexport f = W*x', '2:14', 'shape', "W'*x"],
  ['f = x^2\ng = gradiant f by x\nexport g', '2:5', 'verb', 'gradient f by x'],
  ['f = x^2\ng = gradient f\nexport g', '2:5', 'verb', 'export g = gradient f'],
  ['f = x^2\nexport g = gradiant f', '2:12', 'verb', 'did you mean gradient?'],
  ['f(x) = hesian x^2\nexport f', '1:8', 'verb', 'did you mean hessian?'],
  ['f = x^2\nexport g = gradiant f by x', '2:12', 'verb', 'gradient f by x'],
  ['f = x^2\nexport g = gradient f by x,', '2:27', 'unexpected-end', 'missing'],
  ['f = x^2\nexport g = eval f', '2:12', 'verb', 'makes no function'],
  ['f = x*y\nexport g = diff f', '2:1', 'variable', 'name the variable'],
  ['f = x^2\nexport s = diff f\nexport t = s*2', '3:12', 'name', 's is an export'],
  ['g(x, x) = x\nexport g', '1:6', 'name', 'two arguments'],
  ['q = 1\ng(q) = q^2\nexport g', '2:3', 'name', 'defined'],
  ['sin(x) = x\nexport sin', '1:1', 'name', 'function of the library'],
  ['e = 3\nexport e', '1:1', 'name', 'constant'],
  ['by = 3\nexport by', '1:1', 'name', 'word of expression files'],
  ['f(x) = x^2\nexport h = f(1, 2)', '2:12', 'argument-count', '1 argument'],
  ['let A:[2,2]\ng(k) = k*A\nexport h = tr(g(2))', '3:12', 'name', 'can be exported but not called'],
  ['f = x\nexport f\nat y = 2', '3:4', 'name', 'no argument'],
  ['f = x*y\nexport f\nat x = 2', '3:1', 'unbound', 'y has no value'],
  ['f = x\nexport f\nat x = a', '3:8', 'unbound', '"a"'],
  ['f = x\nexport f\nat x 2', '3:4', 'statement', 'values are parted by commas'],
  ['f = x*y\nexport f\nat x = 1 y = 2', '3:4', 'statement', 'values are parted by commas'],
  ['f = x\nexport f\nat x = 1, x = 2', '3:11', 'name', 'two values'],
  ['f = 1/x\nexport f\nat x = 0', '3:1', 'division-by-zero', '1/x'],
]

describe('refusals', () => {
  test.each(REFUSED)('%j at %s', (text, place, code, says) => {
    const error = refusal(text)
    expect([`${error.line}:${error.column}`, error.code]).toEqual([place, code])
    expect(error.message).toMatch(new RegExp(`^model\\.flx:${place}: `))
    expect(error.message).toContain(says)
    // The line, and carets beneath the place.
    expect(error.message.split('\n').at(-1)).toMatch(/^ +\^+$/)
    expect(error.lineText).toBe(text.split('\n')[error.line - 1])
  })
})

describe('values', () => {
  it('are those of evaluate', () => {
    const { exports, points } = modelOf(NEURON)
    expect(points.map(p => [...p.results.keys()])).toEqual([
      ['f', 'slope', 'H', 'delete'],
      ['f', 'slope', 'H', 'g', 'delete'],
    ])
    const at = { w: 0.5, x: Math.PI, b: -1 }
    const slope = gradient('sigmoid(w*x + b)', ['w', 'x', 'b']).map(d => evaluate(d, at))
    const found = flat(points[1]?.results.get('slope')?.get('value') ?? [])
    for (const [k, d] of slope.entries()) expect(found[k]).toBeCloseTo(d, 14)
    expect(exports.map(e => e.says)).toContain('gradient f by w, x, b')
  })

  it('may be arrays', () => {
    const { exports, points } = modelOf(LAYER)
    expect(exports.map(e => [e.name, e.arguments])).toEqual([
      ['loss', ['W', 'x', 't']],
      ['dW', ['W', 'x', 't']],
      ['both', ['W', 'x', 't']],
      ['energy', ['k', 'x']],
    ])
    const both = points[0]?.results.get('both')
    expect([...(both?.keys() ?? [])]).toEqual(['grad_W', 'grad_x'])
    expect(flat(both?.get('grad_W') ?? [])).toHaveLength(6)
    expect(points[0]?.results.get('energy')?.get('value')).toBe(15)
  })
})

it('tells what some would read differently', () => {
  const { warnings } = modelOf('q = 1\nf = x/3y\nexport f')
  expect(warnings.map(w => [w.line, w.column])).toEqual([[2, 6]])
  expect(warnings[0]?.message).toContain('/(3*y)')
})

it('understands a text whole or refuses it with its place', () => {
  const piece = fc.constantFrom(
    ...[
      'f',
      'q',
      'x',
      ' = ',
      '(',
      ')',
      '*',
      '+',
      '\n',
      ';',
      'export ',
      'at ',
      'let ',
      ' by ',
      ',',
      ':real',
      '#',
      'gradient ',
      '2',
      '|',
      '[',
      ']',
      "'",
      '\\',
      '\u0000',
    ],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), pieces => {
      const text = pieces.join('')
      try {
        expect(modelOf(text).exports.length).toBeGreaterThan(0)
      } catch (error) {
        if (!(error instanceof ModelError)) throw error
        expect(error.line).toBeLessThanOrEqual(text.split('\n').length)
        expect(error.column).toBeLessThanOrEqual(error.lineText.length + 2)
      }
    }),
    { numRuns: 300 },
  )
})

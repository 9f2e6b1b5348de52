/** Which calls are those of vectors and matrices: a scalar answer does not depend on what else is declared. */
import { describe, expect, it } from 'vitest'
import { diff, equivalent, parse, parseLatex, simplify } from '../../src/index.js'

/** Names of one letter among them, all of which stand in commands of LaTeX. */
const BESIDE = [
  'c:[n]',
  'a,f,r:[m]; R:[m,n]',
  's,i,n:[3]',
  "q:[n]; k = q'*q",
  "q:[n]; h = 2; k = q'*q",
  "q:[n]; k = q'*q; h = 2; l = [1,2]",
]

const SCALARS = [
  ['\\frac{t^2}{2}\\sin t', 't'],
  ['\\log(\\cosh(t))', 't'],
  ['\\frac{e^{t}}{1+e^{t}}', 't'],
  ['\\mathrm{sech}(t)\\cdot\\arctan t', 't'],
  ['\\begin{bmatrix}t\\\\t^2\\end{bmatrix}', 't'],
  ['log(cosh(t))', 't'],
  ['t_1^2*t', 't_1'],
  ['g(t)^2', 't'],
  ['y = t^2*sin(t)', 't'],
  ['w = t^2; w*sin(w)', 't'],
  ['sum(m, 1, p, t^m)', 't'],
  ['|t|', 't'],
  ['[t, t^2]', 't'],
] as const

describe('a scalar answer is the same whatever is declared beside it', () => {
  it.each(SCALARS.flatMap(([f, x]) => BESIDE.map(declared => [f, x, declared] as const)))(
    '%s by %s beside %s',
    (f, x, declared) => {
      const answer = diff(f, x)
      const beside = diff(f, x, { let: declared })
      expect([String(beside), beside.shape]).toEqual([String(answer), answer.shape])
    },
  )
})

describe('a text is about shapes where it names one', () => {
  it.each([
    ['t*c', 'c:[n]', ['n']],
    ['c.*c', 'c:[n]', ['n']],
    ['k*q', "q:[n]; k = q'*q", ['n']],
    ['k*t*q', "q:[n]; k = q'*q", ['n']],
    ['l*t', 'q:[n]; l = [1,2]', [2]],
    ['t\\,\\mathbf{c}', 'c:[n]', ['n']],
    ['t I_n', 'c:[n]', ['n', 'n']],
    ['\\alpha\\,t', 'alpha:[n]', ['n']],
    ['c + [1,2,3]', 'c:[3]', [3]],
  ])('%s with %s', (f, declared, shape) => {
    expect(parse(f, { let: declared, ...(f.includes('I_') && { syntax: 'latex' as const }) }).shape).toEqual(shape)
  })

  it.each([
    ['Ax + t', 'A:[n,n]; x:[n]', 'A*x'],
    ['c_1*t', 'c:[n]', 'c[1]'],
    ['A_{1}\\,t', 'A:[n,n]', 'A_{1}'],
  ])('%s with %s is refused', (f, declared, advice) => {
    expect(() => diff(f, 't', { let: declared })).toThrow(advice)
  })
})

describe('a list beside tensors is the array of its entries', () => {
  it.each([
    ['[0, -a, 5]', 'x - x + [0, -a, 5]'],
    ['\\begin{bmatrix}0\\\\-a\\\\5\\end{bmatrix}', '[0, -a, 5] + 0*x'],
    ['[[1, a], [2, 3]]', '[1, a; 2, 3] + 0*x[1]*eye(2)'],
  ])('%s is %s', (f, same) => {
    const options = { let: 'x:[3]; a:real' }
    for (const e of [f, f.startsWith('\\') ? parseLatex(f) : parse(f)])
      expect(equivalent(e, simplify(same, options), options).verdict).toBe('verified')
  })

  it('of unequal rows is refused', () =>
    expect(() => equivalent(parse('[[1], [2, 3]]'), simplify('x', { let: 'x:[3]' }))).toThrow('differ in length'))
})

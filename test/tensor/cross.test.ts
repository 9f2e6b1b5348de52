/** Cross products: what they come to, their derivatives, and that each reads back as what it is, in text and LaTeX. */
import { describe, expect, it } from 'vitest'
import { compile, diff, equivalent, latex, parseLatex, simplify } from '../../src/index.js'

const LET = { let: 'w:[3]; r:[3]; x:[3]; A:[3,3]; B:[3,n]; z:[n]' }

const DERIVATIVES = [
  ['cross(w, r)', 'w', '-skew(r)'],
  ['cross(w, r)', 'r', 'skew(w)'],
  ["x'*cross(w, r)", 'w', 'cross(r, x)'],
  ['dot(x, cross(w, r))', 'r', 'cross(x, w)'],
  ['norm2(cross(w, r))^2', 'w', "2*(r'*r*w - w'*r*r)"],
  ["cross(w, r)'*cross(w, r)", 'w', "2*(r'*r*w - w'*r*r)"],
  ['norm2(cross(w, r))', 'w', "(r'*r*w - w'*r*r)/norm2(cross(w, r))"],
  ['cross(w, cross(w, r))', 'w', "w*r' - 2*r*w' + w'*r*eye(3)"],
  ['cross(B*z, r)', 'z', '-skew(r)*B'],
  ['sum(sin(cross(w, r)))', 'w', 'cross(r, cos(cross(w, r)))'],
  ["x'*cross(w, A*w)", 'w', "A'*cross(x, w) + cross(A*w, x)"],
  ['cross(A*w, r)', 'A', '[k;i,j] skew(r)[i,k]*w[j]'],
  ['x + 2*t*cross(w, x)', 't', '2*cross(w, x)'],
  ['cross([t, 1, s], [4, 5, a])', 't', '[0, -a, 5]'],
] as const

const VALUES = [
  ['cross(w, 2*w)', 'zeros(3)'],
  ["r'*cross(w, r)", '0'],
  ['cross(A*w, A*w)', 'zeros(3)'],
  ['cross(w, r) + cross(r, w)', 'zeros(3)'],
  ['cross(w, cross(r, x)) + cross(r, cross(x, w)) + cross(x, cross(w, r))', 'zeros(3)'],
  ['cross(cross(w, r), x)', "w'*x*r - r'*x*w"],
  ['x - cross(w, r)', 'x - cross(w, r)'],
  ['x - cross(r + x, w)', 'x + cross(w, x + r)'],
  ["skew(w)'", '-skew(w)'],
  ['skew(w)*r', 'cross(w, r)'],
  ["x'*skew(w)*r", "x'*cross(w, r)"],
  ['cross(w, r)[2]', 'cross(w, r)[2]'],
  ['skew(w)*skew(r)', "r*w' - w'*r*eye(3)"],
] as const

describe('cross products', () => {
  it.each(DERIVATIVES)('%s by %s', (f, by, expected) => {
    expect(String(diff(f, by, LET))).toBe(expected)
    expect(diff(f, by, { ...LET, verify: true })).toBeDefined()
  })

  it.each(VALUES)('%s', (f, expected) => expect(String(simplify(f, LET))).toBe(expected))

  it.each([...DERIVATIVES.map(([f, by]) => diff(f, by, LET)), ...VALUES.map(([f]) => simplify(f, LET))])(
    '%s reads back',
    answer => {
      expect(equivalent(String(answer), answer, LET).verdict).toBe('verified')
      const typeset = latex(answer)
      expect(equivalent(parseLatex(typeset, LET), answer, LET).verdict, typeset).toBe('verified')
    },
  )

  it('are computed entry by entry', () => {
    const f = compile('cross(w, r)', ['w', 'r'], LET) as unknown as (w: number[], r: number[]) => Iterable<number>
    expect([...f([1, 2, 3], [4, 5, 7])]).toEqual([-1, 5, -3])
  })
})

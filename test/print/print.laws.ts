import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, mul } from '../../src/expr/build.js'
import { type Expr, isCall } from '../../src/expr/node.js'
import { type LatexOptions, latex, latexShared } from '../../src/print/latex/latex.js'
import { aligned } from '../../src/print/latex/lines.js'
import { text, textShared } from '../../src/print/text.js'
import { runs } from '../cases/runs.js'
import { expression, isReadBackFrom, scalar } from './expressions.js'
import { rendered } from './katex.js'

test('print then parse is the identity', () => {
  fc.assert(
    fc.property(expression, e => isReadBackFrom(text(e), e)),
    runs(100),
  )
})

test('the shared form means the same', () => {
  const square = (e: Expr): Expr => add(mul(e, e), e)
  const shared = scalar.map(e => mul(add(e, square(e)), square(e)))
  fc.assert(
    fc.property(shared, e => isReadBackFrom(textShared(e), e)),
    runs(50),
  )
})

test('KaTeX accepts all LaTeX in strict mode', () => {
  fc.assert(
    fc.property(expression, e => rendered(latex(e)) !== '' && rendered(latexShared(e)) !== ''),
    runs(100),
  )
})

const styles = fc.record(
  {
    fractions: fc.constantFrom('frac', 'dfrac', 'tfrac', 'slash', 'power'),
    roots: fc.constantFrom('sqrt', 'root', 'power'),
    derivatives: fc.constantFrom('prime', 'leibniz'),
    inverse: fc.constantFrom('arc', 'power'),
    upright: fc.constantFrom<(boolean | 'd')[]>(true, false, 'd'),
    multiply: fc.constantFrom('implicit', 'cdot'),
    inline: fc.boolean(),
    shared: fc.boolean(),
    lines: fc.integer({ min: 1, max: 60 }).map(aligned),
    names: fc.constantFrom<Readonly<Record<string, string>>[]>({}, { x: 'x^*', f: '\\varphi', theta: 'w_{0}' }),
  },
  { requiredKeys: [] },
)

test('in every style', () => {
  fc.assert(
    fc.property(expression, styles, (e, options: LatexOptions) => rendered(latex(e, options)) !== ''),
    runs(100),
  )
})

test('the text does not depend on the order in which a sum was built', () => {
  fc.assert(
    fc.property(fc.array(scalar, { minLength: 2, maxLength: 5 }), terms => {
      const forward = add(...terms)
      const backward = add(...terms.toReversed())
      if (isCall(forward, 'add')) expect(text(backward)).toBe(text(forward))
    }),
  )
})

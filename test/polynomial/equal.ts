/** Whether two polynomials are equal, term by term. */
import { compareExponents, type Polynomial, type Term } from '../../src/polynomial/polynomial.js'

export function equalPolynomials(p: Polynomial, q: Polynomial): boolean {
  return (
    p.terms.length === q.terms.length &&
    p.terms.every((t, i) => {
      const u = q.terms[i] as Term
      return t.coefficient === u.coefficient && compareExponents(t.exponents, u.exponents) === 0
    })
  )
}

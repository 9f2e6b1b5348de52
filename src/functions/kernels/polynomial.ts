/** Horner's rule, shared by the rational approximations of this folder; coefficients from the constant term upwards. */

/** c[0] + c[1]*x + c[2]*x^2 + ... */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + (coefficients[k] ?? 0)
  return sum
}

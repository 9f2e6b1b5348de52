/**
 * Orthogonal polynomials of whole degree by their recurrences, for languages that lack them: DLMF 18.9.1, 18.9.2. Where the
 * degree is no whole number they have no value.
 */

/** The value of degree `degree`, where `step` makes the `next` value of the `value` of degree k and the one `below` it. */
const recurrence = (step: string, below = '0', degree = 'n'): string => `  below = ${below};
  value = 1;
  k = 0;
  while (k < ${degree}) {
    ${step}
    below = value;
    value = next;
    k = k + 1;
  }
  return value;
}`

export const POLYNOMIALS = `
jacobi(n, a, b, x) {
  if (n != floor(n)) { return nan; }
  if (n < 0) { return 0; }
${recurrence(`s = 2*k + a + b;
    if (k == 0) { next = (a + 1) + (a + b + 2)*(x - 1)/2; }
    else {
      next = ((s + 1)*(s*(s + 2)*x + a*a - b*b)*value - 2*(k + a)*(k + b)*(s + 2)*below)/(2*(k + 1)*(k + a + b + 1)*s);
    }`)}
gegenbauer(n, a, x) {
  if (n != floor(n)) { return nan; }
  if (n < 0) { return 0; }
${recurrence('next = (2*(k + a)*x*value - (k + 2*a - 1)*below)/(k + 1);')}
legendre(n, x) {
  if (n != floor(n)) { return nan; }
  return gegenbauer(n < 0 ? -n - 1 : n, 0.5, x);
}
chebyshevu(n, x) {
  if (n != floor(n)) { return nan; }
  return n < -1 ? -gegenbauer(-n - 2, 1, x) : gegenbauer(n, 1, x);
}
chebyshevt(n, x) {
  if (n != floor(n)) { return nan; }
${recurrence('next = 2*x*value - below;', 'x', 'abs(n)')}
hermite(n, x) {
  if (n != floor(n)) { return nan; }
  if (n < 0) { return nan; }
${recurrence('next = 2*x*value - 2*k*below;')}
genlaguerre(n, a, x) {
  if (n != floor(n)) { return nan; }
  if (n < 0) { return 0; }
${recurrence('next = ((2*k + 1 + a - x)*value - (k + a)*below)/(k + 1);')}
laguerre(n, x) { return n < 0 ? nan : genlaguerre(n, 0, x); }
`

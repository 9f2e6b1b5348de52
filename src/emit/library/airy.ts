/** Airy functions of real arguments by Bessel functions of order 1/3 and 2/3, for languages that lack them: DLMF 9.6. */
const ROOT3 = Math.sqrt(3)
/** Ai(0), -Ai'(0). DLMF 9.2.3, 9.2.4. */
const [AI, SLOPE] = [0.3550280538878172, 0.2588194037928068]

export const AIRY = `
airyai(x) {
  if (x != x) { return x; }
  if (x == -inf) { return 0; }
  if (abs(x) < 1e-20) { return ${AI} - ${SLOPE}*x; }
  z = abs(x)*sqrt(abs(x))*2/3;
  if (x > 0) { return x > 200 ? 0 : sqrt(x/3)*besselk(${1 / 3}, z)/${Math.PI}; }
  return sqrt(-x)/2*(besselj(${1 / 3}, z) - bessely(${1 / 3}, z)/${ROOT3});
}
airybi(x) {
  if (x != x) { return x; }
  if (x == -inf) { return 0; }
  if (abs(x) < 1e-20) { return ${AI * ROOT3} + ${SLOPE * ROOT3}*x; }
  z = abs(x)*sqrt(abs(x))*2/3;
  if (x > 0) { return sqrt(x)*(${2 / ROOT3}*besseli(${1 / 3}, z) + besselk(${1 / 3}, z)/${Math.PI}); }
  return -sqrt(-x)/2*(besselj(${1 / 3}, z)/${ROOT3} + bessely(${1 / 3}, z));
}
airyaiprime(x) {
  if (x != x) { return x; }
  if (abs(x) < 1e-10) { return x*x*${AI / 2} - ${SLOPE}; }
  z = abs(x)*sqrt(abs(x))*2/3;
  if (x > 0) { return x > 200 ? 0 : -x/${Math.PI * ROOT3}*besselk(${2 / 3}, z); }
  return -x/2*(besselj(${2 / 3}, z) + bessely(${2 / 3}, z)/${ROOT3});
}
airybiprime(x) {
  if (x != x) { return x; }
  if (abs(x) < 1e-10) { return x*x*${(AI * ROOT3) / 2} + ${SLOPE * ROOT3}; }
  z = abs(x)*sqrt(abs(x))*2/3;
  if (x > 0) { return x*(${2 / ROOT3}*besseli(${2 / 3}, z) + besselk(${2 / 3}, z)/${Math.PI}); }
  return -x/2*(besselj(${2 / 3}, z)/${ROOT3} - bessely(${2 / 3}, z));
}
`

/**
 * Elliptic integrals of real arguments, for languages that lack them: the arithmetic-geometric mean and Carlson's symmetric integrals by duplication.
 * None calls itself, all loops end. Sources: DLMF 19.8, 19.25, 19.36; B. C. Carlson, "Numerical computation of real or complex elliptic integrals" (1995).
 */

/** The amplitude x less k half turns: its sine s and cosine c, and q = 1 - m*s^2. */
const AMPLITUDE = `  k = ellipticturns(x);
  r = x - ${Math.PI}*k;
  s = sin(r);
  c = cos(r);
  q = 1 - m*s*s;
  if (q < 0) { return nan; }
`

export const ELLIPTIC = `
carlsonf(first, second, third) {
  x = first;
  y = second;
  z = third;
  a = 0;
  k = 0;
  while (k < 40) {
    l = sqrt(x)*sqrt(y) + sqrt(y)*sqrt(z) + sqrt(z)*sqrt(x);
    x = (x + l)/4;
    y = (y + l)/4;
    z = (z + l)/4;
    a = (x + y + z)/3;
    k = max(abs(a - x), max(abs(a - y), abs(a - z))) < 0.001*a ? 40 : k + 1;
  }
  p = (a - x)/a;
  q = (a - y)/a;
  r = -p - q;
  s = p*q - r*r;
  t = p*q*r;
  return (1 - s/10 + t/14 + s*s/24 - 3*s*t/44 - 5*s*s*s/208 + 3*t*t/104 + s*s*t/16)/sqrt(a);
}
carlsonc(first, second) {
  x = first;
  y = second;
  a = 0;
  s = 0;
  k = 0;
  while (k < 40) {
    l = 2*sqrt(x)*sqrt(y) + y;
    x = (x + l)/4;
    y = (y + l)/4;
    a = (x + 2*y)/3;
    s = (y - a)/a;
    k = abs(s) < 0.001 ? 40 : k + 1;
  }
  return (1 + s*s*(0.3 + s*(${1 / 7} + s*(0.375 + s*(${9 / 22} + s*(${159 / 208} + s*1.125))))))/sqrt(a);
}
carlsonj(first, second, third, fourth) {
  if (fourth <= 0) { return nan; }
  x = first;
  y = second;
  z = third;
  p = fourth;
  a = 0;
  sum = 0;
  scale = 1;
  k = 0;
  while (k < 40) {
    l = sqrt(x)*sqrt(y) + sqrt(y)*sqrt(z) + sqrt(z)*sqrt(x);
    d = (sqrt(p) + sqrt(x))*(sqrt(p) + sqrt(y))*(sqrt(p) + sqrt(z));
    e = (p - x)*(p - y)*(p - z)/(d*d);
    sum = sum + scale*6/d*carlsonc(1, 1 + e);
    scale = scale/4;
    x = (x + l)/4;
    y = (y + l)/4;
    z = (z + l)/4;
    p = (p + l)/4;
    a = (x + y + z + 2*p)/5;
    k = max(max(abs(a - x), abs(a - y)), max(abs(a - z), abs(a - p))) < 0.001*a ? 40 : k + 1;
  }
  u = (a - x)/a;
  v = (a - y)/a;
  w = (a - z)/a;
  h = -(u + v + w)/2;
  s = u*v + u*w + v*w - 3*h*h;
  t = u*v*w + 2*s*h + 4*h*h*h;
  f = (2*u*v*w + s*h + 3*h*h*h)*h;
  g = u*v*w*h*h;
  series = 1 - 3*s/14 + t/6 + 9*s*s/88 - 3*f/22 - 9*s*t/52 + 3*g/26 - s*s*s/16 + 3*t*t/40 + 3*s*f/20;
  return sum + scale*series/(a*sqrt(a));
}
elliptick(m) {
  if (m >= 1) { return nan; }
  if (m == -inf) { return nan; }
  a = 1;
  g = sqrt(1 - m);
  k = 0;
  while (k < 40) {
    t = (a + g)/2;
    g = sqrt(a*g);
    k = abs(a - t) < 1e-9*t ? 40 : k + 1;
    a = t;
  }
  return ${Math.PI}/(a + g);
}
elliptice(m) {
  if (m > 1) { return nan; }
  if (m == 1) { return 1; }
  q = 1 - m;
  return q*(carlsonj(0, q, 1, 1) + carlsonj(0, 1, q, q))/3;
}
ellipticpi(n, m) {
  if (m >= 1) { return nan; }
  return n >= 1 ? nan : elliptick(m) + n/3*carlsonj(0, 1 - m, 1, 1 - n);
}
ellipticturns(x) { return floor(x/${Math.PI} + 0.5); }
ellipticf(x, m) {
${AMPLITUDE}  v = s*carlsonf(c*c, q, 1);
  return k == 0 ? v : v + 2*k*elliptick(m);
}
elliptice2(x, m) {
${AMPLITUDE}  if (s == 0) { return k == 0 ? x : 2*k*elliptice(m); }
  f = carlsonf(c*c, q, 1);
  v = s*f - m*s*s*s/3*carlsonj(c*c, q, 1, 1);
  if (m > 0) { if (m < 1) { v = (1 - m)*s*f + m*s*((1 - m)*s*s/3*carlsonj(c*c, 1, q, q) + c/sqrt(q)); } }
  return k == 0 ? v : v + 2*k*elliptice(m);
}
ellipticpi3(n, x, m) {
${AMPLITUDE}  if (n*s*s >= 1) { return nan; }
  v = s*carlsonf(c*c, q, 1) + n*s*s*s/3*carlsonj(c*c, q, 1, 1 - n*s*s);
  return k == 0 ? v : v + 2*k*ellipticpi(n, m);
}
`

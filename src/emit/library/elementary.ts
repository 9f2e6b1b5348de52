/**
 * Elementary functions that some language lacks, each in terms of fewer, where the definition in the row of the function does not serve.
 * All are one formula, so that they also run over arrays and in tables. They perform what functions/kernels does, and so agree with our
 * own closures; what Math has (expm1, asinh and kin) is Kahan's. The derivatives of sinc are among them. Near 0 these do without a sine:
 * that of a shader may be off by a tenth at 1e-7.
 * Source: W. Kahan, "Branch cuts for complex elementary functions" (1987); DLMF 4.23-4.24, 4.37-4.38.
 */

/** The coefficients of jn(order, x)/x^order in powers of x^2, as many as reach the last digit up to x = 2. DLMF 10.53.1. */
function sphericalSeries(order: number): string {
  let found = 1
  for (let k = 1; k <= order; k++) found /= 2 * k + 1
  const coefficients = [found]
  for (let k = 1; k < 13; k++) {
    found /= -2 * k * (2 * order + 2 * k + 1)
    coefficients.push(found)
  }
  return coefficients.join(', ')
}

export const ELEMENTARY = `
power(a, b) {
  return a != a ? a : b != b ? b : abs(b) == inf ? (abs(a) == 1 ? nan : pow(a, b)) : pow(a, b);
}
sign(x) { return x > 0 ? 1 : x < 0 ? -1 : x; }
max(a, b) { return a > b ? a : b > a ? b : a == b ? (a == 0 ? a + b : a) : nan; }
min(a, b) { return a < b ? a : b < a ? b : a == b ? (a == 0 ? -(-a - b) : a) : nan; }
trunc(x) { return x < 0 ? -floor(-x) : floor(x); }
round(x) { w = trunc(x); return abs(x - w) >= 0.5 ? w + sign(x) : w; }
mod(a, b) { r = fmod(a, b); return r < 0 ? (b > 0 ? r + b : r) : r > 0 ? (b < 0 ? r + b : r) : r; }
hypot(a, b) {
  p = abs(a);
  q = abs(b);
  big = max(p, q);
  small = min(p, q);
  r = small/big;
  return p == inf ? inf : q == inf ? inf : big == 0 ? 0 : big*sqrt(1 + r*r);
}
hypot3(a, b, c) { return hypot(hypot(a, b), c); }

log1p(x) { u = 1 + x; return u == 1 ? x : u == inf ? u : log(u)*(x/(u - 1)); }
expm1(x) { u = exp(x); return u == 1 ? x : u - 1 == -1 ? -1 : u == inf ? u : (u - 1)*(x/log(u)); }
log10(x) { return log(x)/${Math.LN10}; }
log2(x) { return log(x)/${Math.LN2}; }
cbrt(x) {
  a = abs(x);
  r = pow(a, ${1 / 3});
  s = a == 0 ? a : a == inf ? a : r - (r - a/(r*r))/3;
  return x < 0 ? -s : s;
}
positiveroot(x, n) {
  r = pow(x, 1/n);
  h = floor((n - 1)/2);
  s = r + (x/pow(r, h)/pow(r, n - 1 - h) - r)/n;
  return n == 1 ? x : x == 0 ? x : x < inf ? (n == 2 ? sqrt(x) : n == 3 ? cbrt(x) : s) : x;
}
wholeroot(x, n) {
  r = positiveroot(abs(x), n);
  return x < 0 ? (fmod(n, 2) == 1 ? -r : nan) : r;
}
root(x, n) {
  a = abs(n);
  r = a == floor(a) ? wholeroot(x, a) : pow(x, 1/a);
  return n == 0 ? nan : n != n ? n : n < 0 ? 1/r : r;
}
sinh(x) {
  a = abs(x);
  e = expm1(a);
  h = exp(a/2);
  s = a < 40 ? (e + e/(e + 1))/2 : h/2*h;
  return x < 0 ? -s : x == 0 ? x : s;
}
cosh(x) { a = abs(x); h = exp(a/2); e = exp(a); return a < 40 ? (e + 1/e)/2 : h/2*h; }
tanh(x) {
  a = abs(x);
  e = expm1(2*a);
  s = a > 22 ? 1 : e/(e + 2);
  return x < 0 ? -s : x == 0 ? x : s;
}
asinh(x) {
  a = abs(x);
  s = a > 268435456 ? log(a) + ${Math.LN2} : log1p(a + a*a/(1 + sqrt(1 + a*a)));
  return x < 0 ? -s : x == 0 ? x : s;
}
acosh(x) {
  t = x - 1;
  return x < 1 ? nan : x > 268435456 ? log(x) + ${Math.LN2} : log1p(t + sqrt(2*t + t*t));
}
atanh(x) {
  a = abs(x);
  s = log1p(2*a/(1 - a))/2;
  return a > 1 ? nan : x < 0 ? -s : x == 0 ? x : s;
}

cot(x) { return 1/tan(x); }
sinc(x) {
  y = x*x;
  return abs(x) == inf ? 0 : abs(x) < 0.005 ? 1 - y/6*(1 - y/20) : sin(x)/x;
}
jn0(x) { return sinc(x); }
jn1(x) {
  y = x*x;
  return abs(x) < 2 ? x*poly(y, ${sphericalSeries(1)}) : abs(x) == inf ? 0 : (sin(x)/x - cos(x))/x;
}
jn2(x) {
  y = x*x;
  return abs(x) < 2 ? y*poly(y, ${sphericalSeries(2)}) : abs(x) == inf ? 0 : ((3/x - x)*(sin(x)/x) - 3*cos(x)/x)/x;
}
beyond(x) { return x < 1e150 ? sqrt((x - 1)*(x + 1)) : x; }
asec(x) { r = atan(beyond(abs(x))); return abs(x) < 1 ? nan : x < 0 ? ${Math.PI} - r : r; }
acsc(x) { r = atan(1/beyond(abs(x))); return abs(x) < 1 ? nan : x < 0 ? -r : r; }
acot(x) { return atan(1/x); }
sech(x) { e = exp(-abs(x)); return e < 1e-10 ? 2*e : 1/cosh(x); }
csch(x) { e = exp(-abs(x)); return e < 1e-10 ? (x < 0 ? -2*e : 2*e) : 1/sinh(x); }
coth(x) { return 1/tanh(x); }
asech(x) {
  s = x < 1e-150 ? ${Math.LN2} - log(x) : asinh(sqrt((1 - x)*(1 + x))/x);
  return x < 0 ? nan : x > 1 ? nan : s;
}
acsch(x) {
  a = abs(x);
  t = ${Math.LN2} - log(a);
  return a < 1e-150 ? (x < 0 ? -t : t) : asinh(1/x);
}
acoth(x) {
  a = abs(x);
  s = 0.5*log1p(2/(a - 1));
  return a < 1 ? nan : x < 0 ? -s : s;
}

sigmoid(x) { e = exp(-abs(x)); return (x < 0 ? e : 1)/(1 + e); }
softplus(x) { t = log1p(exp(-abs(x))); return x > 0 ? x + t : t; }
relu(x) { return x > 0 ? x : x <= 0 ? 0 : x; }
leakyrelu(x) { return x > 0 ? x : x*0.01; }
leakyrelu2(x, slope) { return x > 0 ? (slope == slope ? x : slope) : x*slope; }
elu2(x, scale) { return x > 0 ? (scale == scale ? x : scale) : scale*expm1(x); }
gelu(x) { return x == -inf ? 0 : x/2*erfc(-x/${Math.SQRT2}); }
logsumexp(a, b) {
  high = max(a, b);
  return abs(high) == inf ? high : high + log1p(exp(min(a, b) - high));
}
re(x) { return x; }
im(x) { return x*0; }
conj(x) { return x; }
arg(x) { return x < 0 ? ${Math.PI} : x >= 0 ? 0 : nan; }
`

/** For languages in which quotients by zero have no value: at these ends there is one. */
export const AT_ZERO = `
acot(x) { return x == 0 ? ${Math.PI / 2} : atan(1/x); }
acsc(x) {
  b = beyond(abs(x));
  r = b == 0 ? ${Math.PI / 2} : atan(1/b);
  return abs(x) < 1 ? nan : x < 0 ? -r : r;
}
fmod(a, b) { q = a/b; return a - b*trunc(q); }`

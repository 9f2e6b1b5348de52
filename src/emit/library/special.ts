/**
 * Gamma functions, error functions and Lambert's W, for languages that lack them: the methods of functions/kernels, with the coefficients
 * of the kernels themselves. None calls itself, and none needs a list. They hold for numbers of 24 bits, too, which end at 3e38.
 */
import * as Erf from '../../functions/kernels/erf.js'
import * as Gamma from '../../functions/kernels/gamma.js'
import * as Lambert from '../../functions/kernels/lambert.js'
import * as Polygamma from '../../functions/kernels/polygamma.js'
import { BERNOULLI, DIGAMMA_SERIES, STIRLING } from '../../functions/kernels/stirling.js'
import { list } from '../layout.js'

/** The quotient of two polynomials, as the text of a routine. */
const ratio = (x: string, above: readonly number[], below: readonly number[]): string =>
  `poly(${x}, ${list(above)})/poly(${x}, ${list(below)})`

const SQRT_PI = Math.sqrt(Math.PI)

export const SPECIAL = `
sinpi(x) {
  n = floor(x + 0.5);
  s = sin(${Math.PI}*(x - n));
  return fmod(n, 2) == 0 ? s : -s;
}
cotpi(x) {
  r = x - floor(x + 0.5);
  c = sinpi(0.5 - abs(r))/sinpi(abs(r));
  return r < 0 ? -c : c;
}
stirling(x) { return poly(1/(x*x), ${list(STIRLING)})/x; }
gamma(x) {
  if (x != x) { return x; }
  if (x == floor(x)) {
    if (x < 1) { return nan; }
    if (x > 171) { return inf; }
    if (x < 24) {
      product = 1;
      k = 2;
      while (k < x) { product = product*k; k = k + 1; }
      return product;
    }
  }
  if (abs(x) < 1e-20) { return 1/x; }
  a = abs(x);
  if (a > 185) { return x > 0 ? inf : 0; }
  t = a + ${Gamma.G - 0.5};
  s = ${ratio('a', Gamma.NUMERATOR, Gamma.DENOMINATOR)};
  if (a < 20) { mantissa = s*pow(t, a - 0.5)/exp(t); root = 1; }
  else { mantissa = s*exp(-t); root = pow(t, a/2 - 0.25); }
  if (root == inf) { return x > 0 ? inf : 0; }
  if (x > 0) { return a > 171.7 ? inf : mantissa*root*root; }
  return ${-Math.PI}/(a*sinpi(a))/mantissa/root/root;
}
lgammatwo(d) { return d*poly(d, ${list(Gamma.LOG_GAMMA_AT_TWO)}); }
lgamma(x) {
  if (x != x) { return x; }
  if (abs(x) == inf) { return inf; }
  if (x <= 0) {
    if (x == floor(x)) { return inf; }
    if (x > -1e-20) { return -log(-x); }
    if (x > -20) { return log(abs(gamma(x))); }
    return log(${Math.PI}/abs(x*sinpi(x))) - ((-x - 0.5)*(log(-x) - 1) + ${0.5 * Math.log(2 * Math.PI) - 0.5} + stirling(-x));
  }
  if (x < 1e-20) { return -log(x); }
  if (x <= 0.5) { return lgammatwo(x) - log1p(x) - log(x); }
  if (x <= 1.5) { return lgammatwo(x - 1) - log1p(x - 1); }
  if (x <= 2.5) { return lgammatwo(x - 2); }
  if (x < 20) { return log(gamma(x)); }
  return (x - 0.5)*(log(x) - 1) + ${0.5 * Math.log(2 * Math.PI) - 0.5} + stirling(x);
}
loggamma(x) { return x > 0 ? lgamma(x) : nan; }
digammaroot(x) {
  d = x - ${Polygamma.ROOT[0]} - ${Polygamma.ROOT[1]} - ${Polygamma.ROOT[2]};
  return d*${Polygamma.OFFSET} + d*(${ratio('(x - 1)', Polygamma.ROOT_P, Polygamma.ROOT_Q)});
}
digamma(x) {
  if (x != x) { return x; }
  y = x;
  sum = 0;
  if (x <= 0) {
    if (x == floor(x)) { return nan; }
    y = 1 - x;
    sum = ${-Math.PI}*cotpi(x);
  }
  if (y >= 10) {
    s = 1/(y*y);
    return sum + (log(y) - (0.5/y + s*poly(s, ${list(DIGAMMA_SERIES)})));
  }
  if (y < 1) { return sum + (digammaroot(1 + y) - 1/y); }
  while (y > 2) { y = y - 1; sum = sum + 1/y; }
  return digammaroot(y) + sum;
}
polygammaright(n, x) {
  if (x == inf) { return 0; }
  s = n + 1;
  y = x;
  sum = 0;
  while (y < 1.2*(s + 20)) { sum = sum + pow(y, -s); y = y + 1; }
  factor = s/2/y;
  end = y/(s - 1) + 0.5;
${BERNOULLI.map((b, j) => `  end = end + ${b}*factor;\n  factor = factor*(((s + ${2 * j + 1})/y)*((s + ${2 * j + 2})/y))/${(2 * j + 3) * (2 * j + 4)};`).join('\n')}
  value = gamma(s)*(sum + pow(y, -s)*end);
  return fmod(n, 2) == 0 ? -value : value;
}
polygamma(n, x) {
  if (x != x) { return x; }
  if (n != floor(n)) { return nan; }
  if (n < 0) { return nan; }
  if (n == 0) { return digamma(x); }
  if (n > 170) { return nan; }
  if (x > 0) { return polygammaright(n, x); }
  if (x == floor(x)) { return nan; }
  c = cotpi(x);
  q = 1 + c*c;
  if (n == 1) { return ${Math.PI ** 2}*q - polygammaright(1, 1 - x); }
  if (n == 2) { return polygammaright(2, 1 - x) - ${2 * Math.PI ** 3}*c*q; }
  if (n == 3) { return ${2 * Math.PI ** 4}*q*(1 + 3*c*c) - polygammaright(3, 1 - x); }
  if (x < -100000) { return nan; }
  s = n + 1;
  y = x;
  sum = 0;
  while (y < 0) { sum = sum + pow(y, -s); y = y + 1; }
  value = gamma(s)*sum;
  return fmod(n, 2) == 0 ? polygammaright(n, y) - value : polygammaright(n, y) + value;
}
beta(a, b) {
  if (a != a) { return a; }
  if (b != b) { return b; }
  large = abs(a) < abs(b) ? b : a;
  small = abs(a) < abs(b) ? a : b;
  s = large + small;
  if (a <= 0) { if (a == floor(a)) { return nan; } }
  if (b <= 0) { if (b == floor(b)) { return nan; } }
  if (s <= 0) { if (s == floor(s)) { return 0; } }
  if (abs(large) < 150) {
    if (abs(s) < 150) {
      z = s - large;
      lost = ((large - (s - z)) + (small - z))*digamma(s);
      return gamma(large)/gamma(s)*gamma(small)*(1 - lost);
    }
  }
  if (small >= 10) {
    e = (large - 0.5)*log1p(small/large) + small*log1p(large/small);
    r = stirling(large) + stirling(small) - stirling(large + small);
    return sqrt(${2 * Math.PI}/small)*exp(r - e);
  }
  if (large > 0) {
    if (small > -10) {
      q = small - (large - 0.5)*log1p(small/large) - small*log(s) + stirling(large) - stirling(s);
      return exp(q)*gamma(small);
    }
  }
  v = exp(lgamma(a) + lgamma(b) - lgamma(s));
  w = (a > 0 ? 0 : fmod(floor(a), 2)) + (b > 0 ? 0 : fmod(floor(b), 2)) + (s > 0 ? 0 : fmod(floor(s), 2));
  return fmod(w, 2) == 0 ? v : -v;
}
choosing(u, n) {
  product = 1;
  k = 1;
  while (k <= n) { product = product*(u + (k - n))/k; k = k + 1; }
  return product;
}
binomial(u, v) {
  if (u != u) { return u; }
  if (v != v) { return v; }
  if (abs(v) == inf) { return nan; }
  o = u - v;
  if (v == floor(v)) { if (v >= 0) { if (v <= 200) { return choosing(u, v); } } }
  if (o == floor(o)) { if (o >= 0) { if (o <= 200) { return u < 0 ? (u == floor(u) ? nan : choosing(u, o)) : choosing(u, o); } } }
  if (v > 0) { if (o > 0) { return 1/((u + 1)*beta(o + 1, v + 1)); } }
  if (u < 0) { if (u == floor(u)) { return nan; } }
  if (v < 0) { if (v == floor(v)) { return 0; } }
  if (o < 0) { if (o == floor(o)) { return 0; } }
  return gamma(u + 1)/gamma(v + 1)/gamma(o + 1);
}

rising(u, n) {
  product = 1;
  k = 0;
  while (k < n) { product = product*(u + k); k = k + 1; }
  return product;
}
falling(u, n) {
  product = 1;
  k = 1;
  while (k <= n) { product = product*(u - k); k = k + 1; }
  return product;
}
pochhammer(u, v) {
  if (u != u) { return u; }
  if (v != v) { return v; }
  if (abs(v) == inf) { return nan; }
  if (v == floor(v)) {
    if (abs(v) <= 200) { if (v >= 0) { return rising(u, v); } r = falling(u, -v); return r == 0 ? nan : 1/r; }
  }
  s = u + v;
  if (u <= 0) { if (u == floor(u)) { return s <= 0 ? (s == floor(s) ? nan : 0) : 0; } }
  if (u > 0) { if (v > 0) { if (s >= 140) { return gamma(v)/beta(u, v); } } }
  return gamma(s)/gamma(u);
}

erfexcess(x) { return ${ratio('(x*x)', Erf.SMALL_P, Erf.SMALL_Q)}; }
erfone(x) { return ${ratio('(x - 1)', Erf.ONE_P, Erf.ONE_Q)}; }
erftail(x) {
  s = 1/(x*x);
  r = x < ${1 / 0.35} ? ${ratio('s', Erf.MIDDLE_R, Erf.MIDDLE_S)} : ${ratio('s', Erf.TAIL_R, Erf.TAIL_S)};
  c = 536870913*x;
  z = c - (c - x);
  return exp(-z*z - 0.5625)*exp((z - x)*(z + x) + r)/x;
}
erf(x) {
  a = abs(x);
  v = a < 0.84375 ? a + a*erfexcess(a) : a < 1.25 ? ${Erf.NEAR_ONE} + erfone(a) : a < 6 ? 1 - erftail(a) : 1;
  return x < 0 ? -v : x >= 0 ? v : x;
}
erfc(x) {
  return x < 0 ? 1 + erf(-x)
    : x < 0.25 ? 1 - (x + x*erfexcess(x))
    : x < 0.84375 ? 0.5 - (x - 0.5 + x*erfexcess(x))
    : x < 1.25 ? 1 - ${Erf.NEAR_ONE} - erfone(x)
    : x < 28 ? erftail(x) : x >= 28 ? 0 : x;
}
erf2(a, b) {
  return min(a, b) > 0.5 ? erfc(a) - erfc(b) : max(a, b) < -0.5 ? erfc(-b) - erfc(-a) : erf(b) - erf(a);
}
erfinv(x) {
  a = abs(x);
  if (a == 1) { return x*inf; }
  if (a == 0) { return x; }
  if (a < 1) {
    w = -log((1 - a)*(1 + a));
    if (w < 5) { y = a*poly(w - 2.5, ${list(Erf.CENTRE)}); }
    else { y = a*poly(sqrt(w) - 3, ${list(Erf.OUTER)}); }
    k = 0;
    while (k < 6) {
      if (a < 0.5) { miss = erf(y) - a; } else { miss = 1 - a - erfc(y); }
      u = miss*exp(y*y)*${SQRT_PI}/2;
      move = u/(1 + y*u);
      y = y - move;
      k = abs(move) < 1e-6*y ? 6 : k + 1;
    }
    return x < 0 ? -y : y;
  }
  return nan;
}
erfcinv(x) {
  if (x != x) { return x; }
  if (x < 0) { return nan; }
  if (x > 2) { return nan; }
  if (x == 0) { return inf; }
  if (x == 2) { return -inf; }
  if (x > 0.5) { if (x < 1.5) { return erfinv(1 - x); } }
  p = x < 1 ? x : 2 - x;
  w = -2*log(p*${SQRT_PI});
  y = sqrt(max(w - log(max(w, 1)), 0.1)/2);
  k = 0;
  while (k < 20) {
    r = erfc(y)/p;
    if (abs(r - 1) < 0.5) { d = log1p(r - 1); } else { d = log(r); }
    move = d*r*exp(y*y)*p*${-SQRT_PI / 2};
    y = y - move;
    k = abs(move) < 1e-12*y ? 20 : k + 1;
  }
  return x < 1 ? y : -y;
}

lambertw(x) {
  if (x != x) { return x; }
  if (x == inf) { return x; }
  if (abs(x) < 1e-20) { return x; }
  c = 134217729*x;
  h = c - (c - x);
  l = x - h;
  m = ${Math.E}*x;
  lost = ((${veltkamp(Math.E)[0]}*h - m) + ${veltkamp(Math.E)[0]}*l + ${veltkamp(Math.E)[1]}*h) + ${veltkamp(Math.E)[1]}*l;
  s = m + 1;
  z = s - m;
  d = s + (((m - (s - z)) + (1 - z)) + lost + ${Lambert.E_LOW}*x);
  if (d < 0) { return d > -1e-16 ? -1 : nan; }
  p = sqrt(2*d);
  w = poly(p, ${list(Lambert.BRANCH_POINT)});
  if (d < 1e-6) { return w; }
  if (d > 1) {
    if (x < 2) { w = log1p(x); }
    else { q = log(x); w = q - log(q + 0.1); }
  }
  k = 0;
  while (k < 60) {
    if (x > 1e100) { move = (w + log(w) - log(x))*w/(w + 1); }
    else {
      e = exp(w);
      miss = w*e - x;
      move = miss/(e*(w + 1) - (w + 2)*miss/(2*(w + 1)));
    }
    w = w - move;
    k = abs(move) > 1e-9*abs(w) ? k + 1 : 60;
  }
  return w;
}
`

/** The upper 26 bits of a double, and the rest. */
function veltkamp(x: number): readonly [number, number] {
  const c = 134217729 * x
  const high = c - (c - x)
  return [high, x - high]
}

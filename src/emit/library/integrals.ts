/**
 * Exponential, trigonometric and Fresnel integrals, Dawson's integral, incomplete gamma functions and the zeta function of
 * real arguments, for languages that lack them: power series where they lose nothing, elsewhere continued fractions by Lentz's method and
 * expansions for large arguments. None calls itself, all loops end.
 * Sources: DLMF 6.6, 6.9, 6.12, 7.6, 7.9, 8.7, 8.9, 25.2; G. B. Rybicki, "Dawson's integral and the sampling theorem" (1989).
 */
import * as Erf from '../../functions/kernels/erf.js'
import { EULER } from '../../functions/kernels/exponential-integral.js'
import { BERNOULLI } from '../../functions/kernels/stirling.js'
import { list } from '../layout.js'

const SQRT_PI = Math.sqrt(Math.PI)

/** 1 + 1/2 t + 1*3/4 t^2 + 1*3*5/8 t^3 ..., in t = 1/x^2. */
const dawsonTail = (): readonly number[] => {
  const found = [1]
  for (let k = 1; k < 14; k++) found.push(((found.at(-1) as number) * (2 * k - 1)) / 2)
  return found
}

/** The root of Ei in two parts. */
const [ROOT_OF_EI, REST_OF_ROOT] = [0.3725074107813666, 1.3140183414386028e-17]

/** Ei about its root r, divided by x - r: the integral of e^x/x term by term. */
function aboutRoot(): readonly number[] {
  const found: number[] = []
  let [exponential, slope] = [Math.exp(ROOT_OF_EI), 0]
  for (let k = 0; k < 16; k++) {
    slope = (exponential - slope) / ROOT_OF_EI
    found.push(slope / (k + 1))
    exponential /= k + 1
  }
  return found
}

export const INTEGRALS = `
expsquare(x) {
  c = 536870913*x;
  z = c - (c - x);
  return abs(x) > 30 ? inf : exp(z*z)*exp((x - z)*(x + z));
}
erfcx(x) {
  if (x < 1.25) { return expsquare(x)*erfc(x); }
  s = 1/(x*x);
  r = x < ${1 / 0.35} ? poly(s, ${list(Erf.MIDDLE_R)})/poly(s, ${list(Erf.MIDDLE_S)}) : poly(s, ${list(Erf.TAIL_R)})/poly(s, ${list(Erf.TAIL_S)});
  return exp(r - 0.5625)/x;
}
dawson(x) {
  a = abs(x);
  if (x != x) { return x; }
  if (a > 12) { return poly(1/x/x, ${list(dawsonTail())})/(2*x); }
  if (a < 0.001) { return x*(1 - x*x*2/3); }
  sum = 0;
  n = 1;
  while (n < 4*a + 26) {
    if (a < 1) { sum = sum + 2*exp(-a*a - n*n/16)*sinh(a*n/2)/n; }
    else { sum = sum + (exp(-(a - n/4)*(a - n/4)) - exp(-(a + n/4)*(a + n/4)))/n; }
    n = n + 2;
  }
  return x < 0 ? -sum/${SQRT_PI} : sum/${SQRT_PI};
}
erfi(x) {
  if (abs(x) > 27) { return x < 0 ? -inf : inf; }
  return ${2 / SQRT_PI}*expsquare(x)*dawson(x);
}

expfraction(n, x) {
  b = x + n;
  c = 1e30;
  d = 1/b;
  h = d;
  i = 1;
  while (i < 2000) {
    a = -i*(n - 1 + i);
    b = b + 2;
    d = 1/(a*d + b);
    c = b + a/c;
    h = h*(c*d);
    i = abs(c*d - 1) < 1e-16 ? 2000 : i + 1;
  }
  return h;
}
expseries(x) {
  term = 1;
  sum = 0;
  k = 1;
  while (k < 400) {
    term = term*x/k;
    sum = sum + term/k;
    k = abs(term) < 1e-17*abs(sum) ? 400 : k + 1;
  }
  return sum;
}
powerfall(a, x) {
  p = pow(x, a/2);
  return p*exp(-x)*p;
}
gammaseries(a, x) {
  term = 1/a;
  sum = term;
  k = 1;
  while (k < 5000) {
    term = term*x/(a + k);
    sum = sum + term;
    k = abs(term) < 1e-17*abs(sum) ? 5000 : k + 1;
  }
  return powerfall(a, x)*sum;
}
upperright(a, x) {
  return x < a + 1 ? gamma(a) - gammaseries(a, x) : powerfall(a, x)*expfraction(1 - a, x);
}
expint1(x) {
  if (x <= 0) { return nan; }
  if (x == inf) { return 0; }
  return x > 1 ? expfraction(1, x)*exp(-x) : -${EULER} - log(x) - expseries(-x);
}
powersum(n, x) {
  term = 1;
  sum = 1;
  k = 1;
  while (k <= n) { term = term*x/k; sum = sum + term; k = k + 1; }
  return sum;
}
expint(n, x) {
  if (x == inf) { return 0; }
  if (n <= 0) { if (n == floor(n)) { return x == 0 ? nan : gamma(1 - n)*pow(x, n - 1)*powersum(-n, x)*exp(-x); } }
  if (x < 0) { return nan; }
  if (x == 0) { return n > 1 ? 1/(n - 1) : nan; }
  if (n == 1) { return expint1(x); }
  if (n < 0) { return pow(x, n - 1)*upperright(1 - n, x); }
  if (x > 1) { return expfraction(n, x)*exp(-x); }
  sum = 0;
  term = 1;
  k = 0;
  while (k < 60) {
    if (k - n + 1 == 0) { sum = sum + term*(log(x) - digamma(n)); }
    else { sum = sum + term/(k - n + 1); }
    k = k + 1;
    term = -term*x/k;
  }
  return n == floor(n) ? -sum : gamma(1 - n)*pow(x, n - 1) - sum;
}
eiroot(d) { return d*poly(d, ${list(aboutRoot())}); }
ei(x) {
  if (x < 0) { return x == -inf ? 0 : -expint1(-x); }
  if (x == 0) { return nan; }
  if (x < 40) {
    d = x - ${ROOT_OF_EI} - ${REST_OF_ROOT};
    if (abs(d) < 0.03) { return eiroot(d); }
    return ${EULER} + log(x) + expseries(x);
  }
  if (x > 720) { return inf; }
  term = 1;
  sum = 1;
  k = 1;
  while (k < 40) { term = term*k/x; sum = sum + term; k = k + 1; }
  return exp(x/2)*(sum/x)*exp(x/2);
}
li(x) {
  if (x == 0) { return 0; }
  return x < 0 ? nan : ei(log(x));
}
sineseries(q, first, step) {
  term = 1;
  sum = 1/first;
  k = 1;
  while (k < 20) { term = term*q/((2*k)*(2*k + 1)); sum = sum + term/(first + step*k); k = k + 1; }
  return sum;
}
cosineseries(q, first, step) {
  term = 1;
  sum = 0;
  k = 1;
  while (k < 20) { term = term*q/((2*k - 1)*(2*k)); sum = sum + term/(first + step*k); k = k + 1; }
  return sum;
}
shi(x) {
  if (abs(x) > 2) { return x < 0 ? -(ei(-x) + expint1(-x))/2 : (ei(x) + expint1(x))/2; }
  return x*sineseries(x*x, 1, 2);
}
chi(x) {
  if (x <= 0) { return nan; }
  if (x > 2) { return x > 720 ? inf : (ei(x) - expint1(x))/2; }
  return ${EULER} + log(x) + cosineseries(x*x, 0, 2);
}
trigfraction(x, sine) {
  re = 1/(1 + x*x);
  im = -x*re;
  dre = re;
  dim = im;
  cre = 1e30;
  cim = 0;
  b = 1;
  i = 1;
  while (i < 500) {
    b = b + 2;
    dre = b - i*i*dre;
    dim = x - i*i*dim;
    size = dre*dre + dim*dim;
    dre = dre/size;
    dim = -dim/size;
    size = cre*cre + cim*cim;
    cre = b - i*i*(cre/size);
    cim = x + i*i*(cim/size);
    p = cre*dre - cim*dim;
    q = cre*dim + cim*dre;
    t = re*p - im*q;
    im = re*q + im*p;
    re = t;
    i = abs(p - 1) + abs(q) < 1e-16 ? 500 : i + 1;
  }
  return sine > 0 ? im*cos(x) - re*sin(x) : re*cos(x) + im*sin(x);
}
si(x) {
  if (x != x) { return x; }
  a = abs(x);
  if (a > 1e15) { return x < 0 ? ${-Math.PI / 2} : ${Math.PI / 2}; }
  if (a > 3) { v = ${Math.PI / 2} + trigfraction(a, 1); return x < 0 ? -v : v; }
  return x*sineseries(-x*x, 1, 2);
}
ci(x) {
  if (x <= 0) { return nan; }
  if (x > 1e15) { return 0; }
  if (x > 3) { return -trigfraction(x, 0); }
  return ${EULER} + log(x) + cosineseries(-x*x, 0, 2);
}
fresnelfraction(x, sine) {
  y = ${Math.PI}*x*x;
  re = 1/(1 + y*y);
  im = y*re;
  dre = re;
  dim = im;
  cre = 1e30;
  cim = 0;
  b = 1;
  n = -1;
  while (n < 1000) {
    n = n + 2;
    a = -n*(n + 1);
    b = b + 4;
    dre = a*dre + b;
    dim = a*dim - y;
    size = dre*dre + dim*dim;
    dre = dre/size;
    dim = -dim/size;
    size = cre*cre + cim*cim;
    cre = b + a*(cre/size);
    cim = -y - a*(cim/size);
    p = cre*dre - cim*dim;
    q = cre*dim + cim*dre;
    t = re*p - im*q;
    im = re*q + im*p;
    re = t;
    n = abs(p - 1) + abs(q) < 1e-16 ? 1000 : n;
  }
  p = x*(re + im);
  q = x*(im - re);
  half = ${Math.PI / 2}*fmod(x*x, 4);
  u = cos(half)*p - sin(half)*q;
  v = cos(half)*q + sin(half)*p;
  return sine > 0 ? 0.5*(1 - u - v) : 0.5*(1 - u + v);
}
fresnels(x) {
  if (x != x) { return x; }
  a = abs(x);
  if (a > 1e16) { return x < 0 ? -0.5 : 0.5; }
  if (a > 1.5) { v = fresnelfraction(a, 1); return x < 0 ? -v : v; }
  t = ${Math.PI / 2}*x*x;
  return x*t*sineseries(-t*t, 3, 4);
}
fresnelc(x) {
  if (x != x) { return x; }
  a = abs(x);
  if (a > 1e16) { return x < 0 ? -0.5 : 0.5; }
  if (a > 1.5) { v = fresnelfraction(a, 0); return x < 0 ? -v : v; }
  t = ${Math.PI / 2}*x*x;
  return x*(1 + cosineseries(-t*t, 1, 4));
}

lowerseries(a, x) {
  term = 1;
  sum = 1/a;
  k = 1;
  while (k < 5000) {
    term = -term*x/k;
    sum = sum + term/(a + k);
    k = abs(term) < 1e-17*abs(sum) ? 5000 : k + 1;
  }
  return pow(x, a)*sum;
}
lowergamma(a, x) {
  if (a != a) { return a; }
  if (a <= 0) { if (a == floor(a)) { return nan; } }
  if (x < 0) { return a == floor(a) ? (x == -inf ? nan : lowerseries(a, x)) : nan; }
  if (x == 0) { return a > 0 ? 0 : nan; }
  if (x == inf) { return gamma(a); }
  return x < a + 1 ? gammaseries(a, x) : gamma(a) - uppergamma(a, x);
}
uppergamma(a, x) {
  if (a != a) { return a; }
  if (x == inf) { return 0; }
  if (x < 0) { return a <= 0 ? nan : a == floor(a) ? gamma(a)*powersum(a - 1, x)*exp(-x) : nan; }
  if (x == 0) { return a > 0 ? gamma(a) : nan; }
  if (x < 1) { if (a < 0.5) { return pow(x, a)*expint(1 - a, x); } }
  return upperright(a, x);
}

zetaright(s) {
  sum = 0;
  n = 1;
  while (n < 12) { sum = sum + pow(n, -s); n = n + 1; }
  factor = s/24;
  end = 12/(s - 1) + 0.5;
${BERNOULLI.map((b, j) => `  end = end + ${b}*factor;\n  factor = factor*(s + ${2 * j + 1})*(s + ${2 * j + 2})/${144 * (2 * j + 3) * (2 * j + 4)};`).join('\n')}
  return sum + pow(12, -s)*end;
}
zeta(s) {
  if (s != s) { return s; }
  if (s == 1) { return nan; }
  if (s > 60) { return 1 + pow(2, -s); }
  if (s >= -1) { return zetaright(s); }
  if (s == -inf) { return nan; }
  if (s/2 == floor(s/2)) { return 0; }
  return 2*pow(${2 * Math.PI}, s - 1)*sinpi(s/2)*gamma(1 - s)*(1 - s > 60 ? 1 + pow(2, s - 1) : zetaright(1 - s));
}
dirichleteta(s) { return s > 60 ? 1 - pow(2, -s) : s == 1 ? ${Math.LN2} : -expm1((1 - s)*${Math.LN2})*zeta(s); }
`

/**
 * Bessel functions of real order and argument, and spherical ones, for languages that lack them. Temme's series for arguments up
 * to 2, beyond it continued fractions (Steed's method) at an order within 1/2 of 0 and the Wronskian, recurrence to the order asked for, Hankel's
 * expansions where the argument is large beside the square of the order. None calls itself, all loops end.
 * Sources: N. M. Temme, "On the numerical evaluation of the ordinary Bessel function of the second kind" (1976); DLMF 10.4-10.6, 10.17,
 * 10.27-10.29, 10.40, 10.74.
 */
import { EVEN, ODD } from '../../functions/kernels/bessel-modified.js'
import { list } from '../layout.js'

export const BESSEL = `
cospi(x) { return sinpi(fmod(abs(x), 2) + 0.5); }
temmefirst(m) { return -(poly(m*m, ${list(ODD)})); }
temmesecond(m) { return poly(m*m, ${list(EVEN)}); }

temmestart(m, x) {
  l = -log(x/2);
  e = m*l;
  front = abs(m) < 1e-12 ? 1 : ${Math.PI}*m/sinpi(m);
  sinc = abs(e) < 1e-8 ? 1 : sinh(e)/e;
  return front*(temmefirst(m)*cosh(e) + temmesecond(m)*sinc*l);
}
hankelterm(t, nu, k, x) {
  next = t*((4*nu*nu - (2*k - 1)*(2*k - 1))/k)/(8*x);
  return abs(next) > abs(t) ? (k > nu ? 0 : next) : next;
}
climbed(n, m, x, low, high, sign) {
  y = low;
  above = high;
  k = 1;
  while (k <= n) {
    t = abs(above) == inf ? above : (m + k)*2/x*above + sign*y;
    y = above;
    above = t;
    k = k + 1;
  }
  return y;
}

besselseries(nu, x, sign) {
  term = nu < 150 ? pow(x/2, nu)/gamma(nu + 1) : exp(nu*log(x/2) - lgamma(nu + 1));
  sum = term;
  k = 1;
  while (k < 2000) {
    term = sign*term*(x*x/4)/k/(nu + k);
    sum = sum + term;
    k = abs(term) <= 1e-17*abs(sum) ? 2000 : k + 1;
  }
  return sum;
}
besselfar(nu, x, second) {
  t = x/x;
  p = t;
  q = 0;
  k = 1;
  while (k < 100) {
    t = hankelterm(t, nu, k, x);
    r = fmod(k, 4);
    if (r == 1) { q = q + t; }
    if (r == 2) { p = p - t; }
    if (r == 3) { q = q - t; }
    if (r == 0) { p = p + t; }
    k = abs(t) < 1e-17*abs(p) ? 100 : k + 1;
  }
  c = cospi(nu/2 + 0.25);
  s = sinpi(nu/2 + 0.25);
  u = cos(x)*c + sin(x)*s;
  v = sin(x)*c - cos(x)*s;
  return sqrt(${2 / Math.PI}/x)*(second > 0 ? p*v + q*u : p*u - q*v);
}
besselsecondnear(nu, x) {
  n = floor(nu + 0.5);
  m = nu - n;
  g1 = temmefirst(m);
  g2 = temmesecond(m);
  f0 = ${2 / Math.PI}*temmestart(m, x);
  e = exp(-m*log(x/2));
  p = e/(${Math.PI}*(g2 - m*g1));
  q = 1/(e*${Math.PI}*(g2 + m*g1));
  half = sinpi(m/2);
  r = m == 0 ? 0 : 2*half*half/m;
  sum = f0 + r*q;
  sum1 = p;
  t = 1;
  k = 1;
  while (k < 60) {
    f0 = (k*f0 + p + q)/(k*k - m*m);
    t = -t*(x*x/4)/k;
    p = p/(k - m);
    q = q/(k + m);
    g1 = t*(f0 + r*q);
    sum = sum + g1;
    sum1 = sum1 + (t*p - k*g1);
    k = abs(g1) < 1e-17*(1 + abs(sum)) ? 60 : k + 1;
  }
  y = -sum;
  above = -sum1*(2/x);
  return climbed(n, m, x, y, above, -1);
}
besselcylinder(nu, x, second) {
  if (x < 2) { return second > 0 ? besselsecondnear(nu, x) : besselseries(nu, x, -1); }
  if (x > 30) { if (x > nu*nu/2) { return besselfar(nu, x, second); } }
  n = max(0, floor(nu - x + 1.5));
  m = nu - n;
  w = ${2 / Math.PI}/x;
  up = 0;
  low = 1e-30;
  k = floor(max(x - nu, 0)) + floor(10*cbrt(x + nu)) + 40;
  while (k > 0) {
    t = 2*(nu + k)/x*low - up;
    up = low;
    low = t;
    if (abs(low) > 1e30) {
      low = low*1e-30;
      up = up*1e-30;
    }
    k = k - 1;
  }
  start = low;
  while (k < n) {
    t = 2*(nu - k)/x*low - up;
    up = low;
    low = t;
    if (abs(low) > 1e30) {
      low = low*1e-30;
      up = up*1e-30;
      start = start*1e-30;
    }
    k = k + 1;
  }
  if (low == 0) { low = 1e-30; }
  f = m/x - up/low;
  a = 0.25 - m*m;
  p = -0.5/x;
  q = 1;
  bre = 2*x;
  bim = 2;
  t = a/x/(p*p + q*q);
  cre = bre + q*t;
  cim = bim + p*t;
  size = bre*bre + bim*bim;
  dre = bre/size;
  dim = -bim/size;
  lre = cre*dre - cim*dim;
  lim = cre*dim + cim*dre;
  t = p*lre - q*lim;
  q = p*lim + q*lre;
  p = t;
  k = 2;
  while (k < 1000) {
    a = a + 2*(k - 1);
    bim = bim + 2;
    dre = a*dre + bre;
    dim = a*dim + bim;
    if (abs(dre) + abs(dim) < 1e-30) { dre = 1e-30; }
    t = a/(cre*cre + cim*cim);
    cre = bre + cre*t;
    cim = bim - cim*t;
    if (abs(cre) + abs(cim) < 1e-30) { cre = 1e-30; }
    size = dre*dre + dim*dim;
    dre = dre/size;
    dim = -dim/size;
    lre = cre*dre - cim*dim;
    lim = cre*dim + cim*dre;
    t = p*lre - q*lim;
    q = p*lim + q*lre;
    p = t;
    k = abs(lre - 1) + abs(lim) < 1e-16 ? 1000 : k + 1;
  }
  g = (p - f)/q;
  j = sqrt(w/((p - f)*g + q));
  j = low < 0 ? -j : j;
  y = j*g;
  above = m/x*y - y*(p + q/g);
  if (second < 1) { return start*(j/low); }
  return climbed(n, m, x, y, above, -1);
}
besselkscaled(nu, x) {
  n = floor(nu + 0.5);
  m = nu - n;
  y = 0;
  above = 0;
  if (x < 2) {
    g1 = temmefirst(m);
    g2 = temmesecond(m);
    f0 = temmestart(m, x);
    e = exp(-m*log(x/2));
    p = 0.5*e/(g2 - m*g1);
    q = 0.5/(e*(g2 + m*g1));
    sum = f0;
    sum1 = p;
    t = 1;
    k = 1;
    while (k < 60) {
      f0 = (k*f0 + p + q)/(k*k - m*m);
      t = t*(x*x/4)/k;
      p = p/(k - m);
      q = q/(k + m);
      sum = sum + t*f0;
      sum1 = sum1 + t*(p - k*f0);
      k = abs(t*f0) < 1e-17*abs(sum) ? 60 : k + 1;
    }
    y = sum*exp(x);
    above = sum1*2/x*exp(x);
  } else {
    b = 2*(1 + x);
    d = 1/b;
    h = d;
    e = d;
    q1 = 0;
    q2 = 1;
    a1 = 0.25 - m*m;
    q = a1;
    c = a1;
    a = -a1;
    s = 1 + q*e;
    k = 2;
    while (k < 10000) {
      a = a - 2*(k - 1);
      c = -a*c/k;
      t = (q1 - b*q2)/a;
      q1 = q2;
      q2 = t;
      q = q + c*t;
      b = b + 2;
      d = 1/(b + a*d);
      e = (b*d - 1)*e;
      h = h + e;
      s = s + q*e;
      k = abs(q*e) < 1e-17*abs(s) ? 10000 : k + 1;
    }
    h = a1*h;
    y = sqrt(${Math.PI / 2}/x)/s;
    above = y*(m + x + 0.5 - h)/x;
  }
  return climbed(n, m, x, y, above, 1);
}
besselifar(nu, x) {
  term = x/x;
  sum = term;
  k = 1;
  while (k < 100) {
    term = -hankelterm(term, nu, k, x);
    sum = sum + term;
    k = abs(term) < 1e-17*abs(sum) ? 100 : k + 1;
  }
  h = exp(x/2);
  return h*(sum/sqrt(${2 * Math.PI}*x))*h;
}

besselright(nu, x, second) {
  if (x == inf) { return 0; }
  if (abs(nu) > 20000) { return nan; }
  if (x == 0) {
    if (second > 0) { return nu < 0 ? (nu + 0.5 == floor(nu + 0.5) ? 0 : nan) : nan; }
    return nu == 0 ? 1 : nu > 0 ? 0 : nu == floor(nu) ? 0 : nan;
  }
  if (nu >= 0) { return besselcylinder(nu, x, second); }
  c = cospi(nu);
  s = sinpi(-nu);
  u = c == 0 ? 0 : c*besselcylinder(-nu, x, second);
  v = s == 0 ? 0 : s*besselcylinder(-nu, x, 1 - second);
  return second > 0 ? u + v : u - v;
}
besselj(nu, x) {
  if (x >= 0) { return besselright(nu, x, 0); }
  if (nu != floor(nu)) { return nan; }
  return fmod(nu, 2) == 0 ? besselright(nu, -x, 0) : -besselright(nu, -x, 0);
}
bessely(nu, x) { return x >= 0 ? besselright(nu, x, 1) : nan; }
besselk(nu, x) {
  if (x == inf) { return 0; }
  if (abs(nu) > 20000) { return nan; }
  return x > 0 ? (x > 750 ? 0 : besselkscaled(abs(nu), x)*exp(-x)) : nan;
}
besseliright(nu, x) {
  if (x > 720) { return inf; }
  if (abs(nu) > 20000) { return nan; }
  if (x == 0) { return nu == 0 ? 1 : nu > 0 ? 0 : nu == floor(nu) ? 0 : nan; }
  a = abs(nu);
  v = x < max(30, a*a) ? besselseries(a, x, 1) : besselifar(a, x);
  if (nu >= 0) { return v; }
  s = sinpi(a);
  return s == 0 ? v : v + ${2 / Math.PI}*s*besselk(a, x);
}
besseli(nu, x) {
  if (x >= 0) { return besseliright(nu, x); }
  if (nu != floor(nu)) { return nan; }
  return fmod(nu, 2) == 0 ? besseliright(nu, -x) : -besseliright(nu, -x);
}
jn(n, x) {
  if (x == 0) { return n == 0 ? 1 : n > 0 ? 0 : nan; }
  if (x > 0) { return sqrt(${Math.PI / 2}/x)*besselj(n + 0.5, x); }
  if (n != floor(n)) { return nan; }
  v = sqrt(${-Math.PI / 2}/x)*besselj(n + 0.5, -x);
  return fmod(n, 2) == 0 ? v : -v;
}
yn(n, x) {
  if (x > 0) { return sqrt(${Math.PI / 2}/x)*bessely(n + 0.5, x); }
  if (n != floor(n)) { return nan; }
  if (x == 0) { return nan; }
  v = sqrt(${-Math.PI / 2}/x)*bessely(n + 0.5, -x);
  return fmod(n, 2) == 0 ? -v : v;
}
`

/**
 * Operations on matrices and along axes, for languages that have loops and no linear algebra. Matrices lie by rows; what is done along
 * an axis is done to n entries from place `at` on. The methods are those of src/linalg: elimination with row pivoting, exponentials of
 * differences from the largest entry, products from both ends; adjugates by the determinants of all minors.
 */

/** A one at the first of the extremes, and zeros. */
const firstAt = (extreme: string): string => `axis_arg${extreme}(n, at, x[], y[]) {
  b = axis_${extreme}(n, at, x);
  f = 0;
  k = 0;
  while (k < n) {
    y[at + k] = b != b ? b : 0;
    if (f == 0) { if (x[at + k] == b) { y[at + k] = 1; f = 1; } }
    k = k + 1;
  }
}
`

export const ARRAYS = `
axis_eliminate(n, m, a[], b[]) {
  s = 1;
  k = 0;
  while (k < n) {
    p = k;
    i = k + 1;
    while (i < n) {
      if (abs(a[i*n + k]) > abs(a[p*n + k])) { p = i; }
      i = i + 1;
    }
    if (p != k) {
      s = -s;
      j = 0;
      while (j < n) { x = a[k*n + j]; a[k*n + j] = a[p*n + j]; a[p*n + j] = x; j = j + 1; }
      j = 0;
      while (j < m) { x = b[k*m + j]; b[k*m + j] = b[p*m + j]; b[p*m + j] = x; j = j + 1; }
    }
    i = k + 1;
    while (i < n) {
      if (a[i*n + k] != 0) {
        f = a[i*n + k]/a[k*n + k];
        j = k + 1;
        while (j < n) { a[i*n + j] = a[i*n + j] - f*a[k*n + j]; j = j + 1; }
        j = 0;
        while (j < m) { b[i*m + j] = b[i*m + j] - f*b[k*m + j]; j = j + 1; }
      }
      i = i + 1;
    }
    k = k + 1;
  }
  return s;
}
axis_solve(n, m, a[], b[]) {
  s = axis_eliminate(n, m, a, b);
  k = n;
  while (k > 0) {
    k = k - 1;
    j = 0;
    while (j < m) {
      x = b[k*m + j]*abs(s);
      i = k + 1;
      while (i < n) { x = x - a[k*n + i]*b[i*m + j]; i = i + 1; }
      b[k*m + j] = x/a[k*n + k];
      j = j + 1;
    }
  }
}
axis_det(n, a[], b[]) {
  d = axis_eliminate(n, 0, a, b);
  k = 0;
  while (k < n) { d = d*a[k*n + k]; k = k + 1; }
  return d;
}
axis_logdet(n, a[], b[]) {
  s = axis_eliminate(n, 0, a, b);
  d = 0;
  k = 0;
  while (k < n) {
    x = a[k*n + k];
    s = x < 0 ? -s : x > 0 ? s : x;
    d = d + log(abs(x));
    k = k + 1;
  }
  return s > 0 ? d : nan;
}
axis_adj(n, a[], b[], w[], y[]) {
  i = 0;
  while (i < n) {
    j = 0;
    while (j < n) {
      at = 0;
      p = 0;
      while (p < n) {
        q = 0;
        while (q < n) {
          if (p != i) { if (q != j) { w[at] = a[p*n + q]; at = at + 1; } }
          q = q + 1;
        }
        p = p + 1;
      }
      d = axis_eliminate(n - 1, 0, w, b);
      k = 0;
      while (k < n - 1) { d = d*w[k*(n - 1) + k]; k = k + 1; }
      x = 1;
      k = 0;
      while (k < i + j) { x = -x; k = k + 1; }
      y[j*n + i] = x*d;
      j = j + 1;
    }
    i = i + 1;
  }
}
axis_tril(n, m, x[], y[]) {
  i = 0;
  while (i < n) {
    j = 0;
    while (j < m) {
      if (j > i) { y[i*m + j] = 0; } else { y[i*m + j] = x[i*m + j]; }
      j = j + 1;
    }
    i = i + 1;
  }
}
axis_max(n, at, x[]) {
  b = -inf;
  k = 0;
  while (k < n) {
    if (x[at + k] != x[at + k]) { return nan; }
    if (x[at + k] > b) { b = x[at + k]; }
    k = k + 1;
  }
  return b;
}
axis_min(n, at, x[]) {
  b = inf;
  k = 0;
  while (k < n) {
    if (x[at + k] != x[at + k]) { return nan; }
    if (x[at + k] < b) { b = x[at + k]; }
    k = k + 1;
  }
  return b;
}
axis_logsumexp(n, at, x[]) {
  b = axis_max(n, at, x);
  if (abs(b) == inf) { return b; }
  s = 0;
  k = 0;
  while (k < n) { s = s + exp(x[at + k] - b); k = k + 1; }
  return b + log(s);
}
axis_prod(n, at, x[]) {
  d = 1;
  k = 0;
  while (k < n) { d = d*x[at + k]; k = k + 1; }
  return d;
}
axis_softmax(n, at, x[], y[]) {
  b = axis_max(n, at, x);
  s = 0;
  k = 0;
  while (k < n) { y[at + k] = exp(x[at + k] - b); s = s + y[at + k]; k = k + 1; }
  k = 0;
  while (k < n) { y[at + k] = y[at + k]/s; k = k + 1; }
}
axis_cumsum(n, at, x[], y[]) {
  s = 0;
  k = 0;
  while (k < n) { s = s + x[at + k]; y[at + k] = s; k = k + 1; }
}
axis_prodothers(n, at, x[], y[]) {
  d = 1;
  k = 0;
  while (k < n) { y[at + k] = d; d = d*x[at + k]; k = k + 1; }
  d = 1;
  while (k > 0) { k = k - 1; y[at + k] = y[at + k]*d; d = d*x[at + k]; }
}
${['max', 'min'].map(firstAt).join('')}`

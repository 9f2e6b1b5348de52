/** Derivatives that practitioners ask for are no longer than they write them: one row for each kind of length. */
import { describe, expect, it } from 'vitest'
import { diff } from '../../src/index.js'

const KRON = 'A:[n,n]; B:[m,m]; X:[m,n]; Y:[m,n]; G:[m*n,m*n]; a:[m*n]; b:[m*n]'

describe('written short', () => {
  it.each([
    ['slopes between bounds', 'sum(if(abs(x-2)<1, (x-2).^2/2, abs(x-2)-1/2))', 'x', 'x:[n]', 'max(-1, min(1, x - 2))'],
    ['of a positive name', 'sum(if(abs(x)<k, x.^2/2, k*(abs(x)-k/2)))', 'x', 'x:[n]; k:positive', 'max(-k, min(k, x))'],
    [
      'sums as products with ones',
      'sum(V.*log(V./(W*H)) - V + W*H)',
      'H',
      'V:[m,n] positive; W:[m,k] positive; H:[k,n] positive',
      "W'*(1 - V./(W*H))",
    ],
    [
      'functions of one matrix',
      "tr(sqrtm((L'*L-G)'*(L'*L-G)))",
      'L',
      'L:[n,m]; G:[m,m] symmetric',
      "2*L*inv(sqrtm((L'*L - G)^2))*(L'*L - G)",
    ],
    ['diagonals', "x'*D*A*D*x", 'D', 'D:[n,n] diagonal; x:[n]; A:[n,n]', "diag(x.*((A + A')*D*x))"],
    ['triangular roots by their squares', 'sum(log(diag(chol(S))))', 'S', 'S:[n,n] psd', 'inv(S)/2'],
    [
      'a likelihood by way of chol',
      'norm2(chol(S)\\y)^2/2 + logdet(chol(S))',
      'S',
      'S:[n,n] psd; y:[n]',
      "inv(S)/2 - inv(S)*y*y'*inv(S)/2",
    ],
    ['products of their diagonals', 'prod(diag(chol(S)))', 'S', 'S:[n,n] psd', 'sqrt(det(S))*inv(S)/2'],
    ['one number on a diagonal', 'tr(chol(S))', 'S', 'S:[n,n] psd', "inv(chol(S))'*diag(diag(chol(S)))*inv(chol(S))/2"],
    ['norms of products with them', 'norm(chol(S)\\A, fro)^2', 'S', 'S:[n,n] psd; A:[n,m]', "-inv(S)*A*A'*inv(S)"],
    ['determinants of products', 'det(A*X*B)', 'X', 'A:[n,n]; X:[n,n]; B:[n,n]', "det(A*B)*adj(X)'"],
    ['determinants of two sizes', 'det(A)*det(X)*det(B)', 'X', 'A:[n,n]; X:[n,n]; B:[m,m]', "det(A)*det(B)*adj(X)'"],
    ['means', 'mean((x-mean(x)).^2)', 'x', 'x:[n]', '2*(x - mean(x))/n'],
    ['means in roots', 'sqrt(mean((x-mean(x)).^2))', 'x', 'x:[n]', '(x - mean(x))/(sqrt(n)*norm2(x - mean(x)))'],
    ['means of powers', 'sqrt(mean(X.^2))', 'X', 'X:[m,n]', 'X/(sqrt(m*n)*norm2(X))'],
    ['means of three', 'sum(x)^2/9', 'x', 'x:[3]', '2*mean(x)*ones(3)/3'],
    ['means of columns', 'sum((X-mean(X,1)).^2)', 'X', 'X:[m,n]', '2*X - 2*ones(m)*mean(X, 1)'],
    ['Kronecker products between columns', "vec(X)'*kron(A,B)*vec(X)", 'X', KRON, "B*X*A' + B'*X*A"],
    ['by a factor of one', "vec(X)'*kron(A,B)*vec(X)", 'A', KRON, "X'*B*X"],
    ['between vectors', "a'*kron(A,B)*b", 'A', KRON, "reshape(a, m, n)'*B*reshape(b, m, n)"],
    ['in squares', 'norm2(kron(A,B)*vec(X)-vec(Y))^2', 'X', KRON, "2*B'*(B*X*A' - Y)*A"],
    ['two of them', 'tr(kron(A,B)*kron(A,B))', 'A', KRON, "2*tr(B^2)*A'"],
    [
      'beside what is none',
      'tr(G*kron(A,B))',
      'B',
      KRON,
      "[;i,j] sum(k, sum(l, A[k,l]*reshape(G', m, n, m, n)[i,k,j,l]))",
    ],
    [
      'beside what is none, twice',
      'tr(G*kron(A,A))',
      'A',
      'A:[n,n]; G:[n*n,n*n]',
      "[;i,j] sum(k, sum(l, A[k,l]*(reshape(G', n, n, n, n)[i,k,j,l] + reshape(G', n, n, n, n)[k,i,l,j])))",
    ],
    ['Jacobians of columns', 'kron(A,B)*vec(X)', 'X', KRON, 'reshape(kron(A, B), m*n, m, n)'],
    ['squares of sizes', 'sum(abs(A*x-b).^2)', 'x', 'A:[m,n]; x:[n]; b:[m]', "2*A'*(A*x - b)"],
    ['cubes of sizes', 'sum(abs(A*x-b).^3)', 'x', 'A:[m,n]; x:[n]; b:[m]', "3*A'*((A*x - b).*abs(A*x - b))"],
    [
      'squares above zero',
      'sum(max(0,1-y.*(A*x)).^2)',
      'x',
      'A:[m,n]; x:[n]; y:[m]',
      "-2*A'*(y.*max(0, 1 - y.*(A*x)))",
    ],
    ['and the other way round', 'sum(max(A*x,0).^2)', 'x', 'A:[m,n]; x:[n]', "2*A'*max(A*x, 0)"],
    ['squares below zero', 'sum(min(A*x,0).^3)', 'x', 'A:[m,n]; x:[n]', "3*A'*min(A*x, 0).^2"],
    [
      'means of a sum',
      "-softmax(z)'*log(softmax(z))",
      'z',
      'z:[n]',
      "softmax(z).*(softmax(z)'*log(softmax(z)) - log(softmax(z)))",
    ],
    ['a mean of what is the same', "softmax(z)'*(y+c)", 'z', 'z:[n]; y:[n]', "softmax(z).*(y - softmax(z)'*y)"],
    ['diagonals of products', "logdet(X'*diag(w)*X)", 'w', 'X:[m,n]; w:[m] positive', "diag(X*inv(X'*diag(w)*X)*X')"],
    [
      'diagonals of sums',
      'logdet(D+A)+tr(inv(D+A)*S)',
      'D',
      'D:[n,n] diagonal; A:[n,n] symmetric; S:[n,n] symmetric',
      'diag(diag(inv(D + A) - inv(D + A)*S*inv(D + A)))',
    ],
    ['singular values of any matrix', 'sum(svdvals(X))', 'X', 'X:[m,n]', "svdu(X)*svdv(X)'"],
    ['and functions of them', 'sum(log(1+svdvals(X)))', 'X', 'X:[m,n]', "svdu(X)*diag(1./(svdvals(X) + 1))*svdv(X)'"],
    ['sums of repeated scalars', 'mean((X*w+b-y).^2)', 'b', 'X:[m,n]; w:[n]; y:[m]', '2*mean(X*w - y + b)'],
    ['and of several sums', 'sum((x-a*w-b).^2)', 'b', 'x:[n]; w:[n]', '2*sum(a*w - x + b)'],
    ['under a number', 'sum((x-mu).^2)/(2*s^2)', 'mu', 'x:[n]', 'sum(mu - x)/s^2'],
    ['beside what is no sum', 'sum(exp(x+b))+b^2', 'b', 'x:[n]', 'sum(exp(x + b)) + 2*b'],
    [
      'means under roots of the size',
      "s = sqrt(mean((x-mean(x)).^2)); g'*(x-mean(x))/s",
      'x',
      'x:[n]; g:[n]',
      "sqrt(n)*(g - g'*(x - mean(x))*(x - mean(x))/norm2(x - mean(x))^2 - mean(g))/norm2(x - mean(x))",
    ],
    ['differences of rows', 'norm2(L*x-L*y)^2', 'L', 'L:[k,n]; x:[n]; y:[n]', "2*(L*x - L*y)*(x - y)'"],
    ['transposes in entrywise products', 'tr(A*(X.*B))', 'X', 'X:[n,n]; A:[n,n]; B:[n,n]', "A'.*B"],
    ...(
      [
        ['Kronecker products between two vectors', "c'*kron(B,A)*vec(X)"],
        ['and columns between them', "c'*vec(A*X*B')"],
        ['and products from the left', "vec(X)'*kron(B,A)'*c"],
      ] as const
    ).map(([what, f]) => [what, f, 'X', 'A:[p,m]; B:[q,n]; X:[m,n]; c:[p*q]', "A'*reshape(c, p, q)*B"] as const),
    [
      'equal factors entry by entry',
      'norm2(g.*(W*v)./norm2(W))^2',
      'g',
      'W:[m,n]; g:[m]; v:[n]',
      '2*(g.*(W*v).^2)/norm2(W)^2',
    ],
    ['a softmax by its temperature', 'softmax(z/T)', 'T', 'z:[n]; T:real', "softmax(z/T).*(z'*softmax(z/T) - z)/T^2"],
    ['and by its sharpness', 'softmax(b*z)', 'b', 'z:[n]; b:real', "softmax(b*z).*(z - z'*softmax(b*z))"],
    [
      'inner products with common factors',
      'sum(p.^a.*q.^(1-a))',
      'a',
      'p:[n]; q:[n]; a:real',
      "(log(p) - log(q))'*(p.^a.*q.^(1 - a))",
    ],
    ['a product by one of few entries', 'prod(i,1,3,x[i])', 'x[2]', 'x:[3]', 'x[1]*x[3]'],
    ['of all entries', 'prod(x)', 'x[1]', 'x:[4]', 'x[2]*x[3]*x[4]'],
    ['whole transposes', 'tr(X^2*B)', 'X', 'X:[n,n]; B:[n,n]', "(X*B + B*X)'"],
  ] as const)('%s: %s by %s', (_, f, by, declared, expected) => {
    expect(String(diff(f, by, { let: declared }))).toBe(expected)
  })

  it('a convolution is a Toeplitz matrix times a vector', () => {
    const f = 'norm2([k[2],k[1],0;0,k[2],k[1]]*x-y)^2'
    expect(String(diff(f, 'k', { let: 'k:[2]; x:[3]; y:[2]' }))).toBe(
      '2*[[x[2], x[3]], [x[1], x[2]]]*([[k[2], k[1], 0], [0, k[2], k[1]]]*x - y)',
    )
  })
})

/** What texts of vectors and matrices mean: their values by the definition of each node, against plain arithmetic on arrays. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src/evaluate/evaluate.js'
import type { Expr } from '../../../src/expr/node.js'
import { readTensor, type TensorOptions } from '../../../src/tensor/read/read.js'
import { dense, denseOf, type World } from '../value.js'

const LET =
  'W:[2,3]; V:[2,3]; x:[2]; y:[2]; t:[3]; A:[n,n]; B:[n,n]; v:[n]; u:[n]; C:[n,1]; R:[1,n]; b:[]; X3:[2,3,3]; e:[2]'

type Matrix = number[][]
const entry = (k: number): number => Math.sin(2.3 * k + 1) + 1.2 + k / 50
const fill = (rows: number, columns: number, from: number): Matrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(from + i * columns + j)))
const [W, V, A, B] = [fill(2, 3, 0), fill(2, 3, 7), fill(3, 3, 20), fill(3, 3, 31)]
const [x, y, t, v, u, e] = [
  fill(1, 2, 40)[0],
  fill(1, 2, 43)[0],
  fill(1, 3, 46)[0],
  fill(1, 3, 50)[0],
  fill(1, 3, 54)[0],
  fill(1, 2, 60)[0],
] as number[][] as [number[], number[], number[], number[], number[], number[]]
const [C, R] = [fill(3, 1, 70), fill(1, 3, 80)]
const X3 = fill(2, 9, 90)
const [b, s, n] = [0.7, 1.3, 3]

const world: World = {
  numbers: { b, s, n },
  tensors: {
    W: dense([2, 3], W.flat()),
    V: dense([2, 3], V.flat()),
    A: dense([3, 3], A.flat()),
    B: dense([3, 3], B.flat()),
    x: dense([2], x),
    y: dense([2], y),
    t: dense([3], t),
    v: dense([3], v),
    u: dense([3], u),
    e: dense([2], e),
    C: dense([3, 1], C.flat()),
    R: dense([1, 3], R.flat()),
    X3: dense([2, 3, 3], X3.flat()),
  },
}

// Plain arithmetic on arrays.
const range = (k: number): number[] => [...Array(k).keys()]
const make = (m: number, k: number, f: (i: number, j: number) => number): Matrix =>
  range(m).map(i => range(k).map(j => f(i, j)))
const at = (M: Matrix, i: number, j: number): number => (M[i] as number[])[j] as number
const width = (M: Matrix): number => (M[0] as number[]).length
const mm = (P: Matrix, Q: Matrix): Matrix =>
  make(P.length, width(Q), (i, j) => range(Q.length).reduce((z, k) => z + at(P, i, k) * at(Q, k, j), 0))
const tr = (M: Matrix): Matrix => make(width(M), M.length, (i, j) => at(M, j, i))
const col = (a: number[]): Matrix => a.map(z => [z])
const flat = (M: Matrix): number[] => M.flat()
const mv = (M: Matrix, a: number[]): number[] => flat(mm(M, col(a)))
const map2 = (P: Matrix, Q: Matrix, f: (p: number, q: number) => number): Matrix =>
  make(P.length, width(P), (i, j) => f(at(P, i, j), at(Q, i, j)))
const map = (P: Matrix, f: (p: number) => number): Matrix => P.map(r => r.map(f))
const dot = (p: number[], q: number[]): number => p.reduce((z, a, k) => z + a * (q[k] as number), 0)
const sum = (p: number[]): number => p.reduce((z, a) => z + a, 0)
const eye = (k: number): Matrix => make(k, k, (i, j) => Number(i === j))
const soft = (p: number[]): number[] => p.map(a => Math.exp(a) / sum(p.map(Math.exp)))
const det3 = (M: Matrix): number =>
  range(3).reduce(
    (z, j) =>
      z + at(M, 0, j) * (at(M, 1, (j + 1) % 3) * at(M, 2, (j + 2) % 3) - at(M, 1, (j + 2) % 3) * at(M, 2, (j + 1) % 3)),
    0,
  )
const inv3 = (M: Matrix): Matrix =>
  make(3, 3, (i, j) => {
    const [p, q] = [(i + 1) % 3, (i + 2) % 3]
    const [k, l] = [(j + 1) % 3, (j + 2) % 3]
    return (at(M, k, p) * at(M, l, q) - at(M, k, q) * at(M, l, p)) / det3(M)
  })
const kron = (P: Matrix, Q: Matrix): Matrix => {
  const [p, q] = [Q.length, width(Q)]
  return make(P.length * p, width(P) * q, (i, j) => at(P, Math.floor(i / p), Math.floor(j / q)) * at(Q, i % p, j % q))
}

type Value = number | number[] | Matrix
const READINGS: readonly (readonly [text: string, value: Value | (() => Value), row?: 'row'])[] = [
  // names, sums, scalars
  ['W', W],
  ['x', x],
  ["x'", x, 'row'],
  ["x''", x],
  ["2'*x", x.map(a => 2 * a)],
  ["W'", tr(W)],
  ["W''", W],
  ['W.T', tr(W)],
  ['transpose(W)', tr(W)],
  ['C', flat(C)],
  ['R', flat(R), 'row'],
  ['b', b],
  ['s^2', s * s],
  ['n', 3],
  ['2', 2],
  ['e', e],
  ['e*2', e.map(a => 2 * a)],
  ['W + V', map2(W, V, (p, q) => p + q)],
  ['W - V', map2(W, V, (p, q) => p - q)],
  ['W + 1', map(W, p => p + 1)],
  ['s - W', map(W, p => s - p)],
  ['-W', map(W, p => -p)],
  ['--x', x],
  ['x - y + 2*x - b', x.map((a, k) => 3 * a - (y[k] as number) - b)],
  ['(x + y) + (b + x)', x.map((a, k) => 2 * a + (y[k] as number) + b)],
  ['x - (x - y)', y],
  ['C + v', v.map((a, k) => a + at(C, k, 0))],
  ["R' + v", v.map((a, k) => a + at(R, 0, k))],
  // products
  ["W'*x", mv(tr(W), x)],
  ["W'x", mv(tr(W), x)],
  ["W' x", mv(tr(W), x)],
  [
    "W'(x+y)",
    mv(
      tr(W),
      x.map((a, k) => a + (y[k] as number)),
    ),
  ],
  ['W*t', mv(W, t)],
  ["x'*W", mv(tr(W), x), 'row'],
  ["x'*W*t", dot(x, mv(W, t))],
  ["x'*y", dot(x, y)],
  ["x*y'", mm(col(x), tr(col(y)))],
  ["x'*y*x", x.map(a => a * dot(x, y))],
  ["x*(x'*y)", x.map(a => a * dot(x, y))],
  ["x*x'*y", x.map(a => a * dot(x, y))],
  ["W*W'", mm(W, tr(W))],
  ["W'*W", mm(tr(W), W)],
  ['A*B*v', mv(mm(A, B), v)],
  ['2*A*3*v*s', mv(A, v).map(a => 6 * s * a)],
  ['s*(A*v)/b', mv(A, v).map(a => (s / b) * a)],
  ['W*t/2', mv(W, t).map(a => a / 2)],
  ['1/2*x', x.map(a => a / 2)],
  ["x/(x'*y)", x.map(a => a / dot(x, y))],
  ["1/(x'*y)*x", x.map(a => a / dot(x, y))],
  ["s/(x'*y)", s / dot(x, y)],
  ["(x'*y)/(y'*y)", dot(x, y) / dot(y, y)],
  ['W@t', mv(W, t)],
  ['x@y', dot(x, y)],
  ['x@W', mv(tr(W), x)],
  ['W.T@x', mv(tr(W), x)],
  ['x.T@W@t', dot(x, mv(W, t))],
  ['A@B', mm(A, B)],
  ['A\\v', () => mv(inv3(A), v)],
  ['2*A\\v', () => mv(inv3(A), v).map(a => a / 2)],
  ['s\\v', v.map(a => a / s)],
  ["v'*(A\\v)", () => dot(v, mv(inv3(A), v))],
  ['v*R', mm(col(v), R)],
  ['R*v', dot(flat(R), v)],
  ['A*C', mv(A, flat(C))],
  ["C'*A*C", dot(flat(C), mv(A, flat(C)))],
  // entrywise
  ['W.*V', map2(W, V, (p, q) => p * q)],
  ['W⊙V', map2(W, V, (p, q) => p * q)],
  ['W∘V', map2(W, V, (p, q) => p * q)],
  ['W./V', map2(W, V, (p, q) => p / q)],
  ['1./W', map(W, p => 1 / p)],
  ['2./x', x.map(a => 2 / a)],
  ['2.*x', x.map(a => 2 * a)],
  ['x./2', x.map(a => a / 2)],
  ['b.*W', map(W, p => b * p)],
  ['x.^2', x.map(a => a * a)],
  ['y.^2.*x', x.map((a, k) => a * (y[k] as number) ** 2)],
  ['x.^y', x.map((a, k) => a ** (y[k] as number))],
  ['2.^x', x.map(a => 2 ** a)],
  ['x.^-1', x.map(a => 1 / a)],
  ['-x.^2', x.map(a => -a * a)],
  ['x.^b', x.map(a => a ** b)],
  ["b.^(x'*y)", b ** dot(x, y)],
  ['x.*y./(x+y)', x.map((a, k) => (a * (y[k] as number)) / (a + (y[k] as number)))],
  ["x'.*y'", x.map((a, k) => a * (y[k] as number)), 'row'],
  ['x.*y.*b', x.map((a, k) => a * (y[k] as number) * b)],
  ['sin(W)', map(W, Math.sin)],
  ['exp(x)', x.map(Math.exp)],
  ['sqrt(W)', map(W, Math.sqrt)],
  ['√x', x.map(Math.sqrt)],
  ['|x - y|', x.map((a, k) => Math.abs(a - (y[k] as number)))],
  ['abs(-W)', W],
  ['log(x, 2)', x.map(Math.log2)],
  ['log_2(x)', x.map(Math.log2)],
  ['sigmoid(x)', x.map(a => 1 / (1 + Math.exp(-a)))],
  // Of vectors and matrices nearly everybody means the function; a star, or a space, makes a product.
  ['σ(x)', x.map(a => 1 / (1 + Math.exp(-a)))],
  ['sigma(2*x)', x.map(a => 1 / (1 + Math.exp(-2 * a)))],
  ['relu(x - y)', x.map((a, k) => Math.max(0, a - (y[k] as number)))],
  ['max(x, y)', x.map((a, k) => Math.max(a, y[k] as number))],
  ['min(x, 1)', x.map(a => Math.min(a, 1))],
  ['max(0, x, y)', x.map((a, k) => Math.max(0, a, y[k] as number))],
  ['max(1, W)', map(W, p => Math.max(1, p))],
  ['atan2(x, y)', x.map((a, k) => Math.atan2(a, y[k] as number))],
  ['if(x > y, x, y)', x.map((a, k) => Math.max(a, y[k] as number))],
  ['x > y ? x : y', x.map((a, k) => Math.max(a, y[k] as number))],
  ['x > 1 ? x : x > 0.5 ? 2*x : 0', x.map(a => (a > 1 ? a : a > 0.5 ? 2 * a : 0))],
  ['piecewise(W, W > 1 and W < 2, V, not (V <= 1), 3)', map2(W, V, (p, q) => (p > 1 && p < 2 ? p : q > 1 ? q : 3))],
  ['where(0 < x < 1 or x = y, 1, 0)', x.map(a => Number(a > 0 && a < 1))],
  ['sum(i, x[i] >= y[i] ? x[i] : 0)', sum(x.map((a, k) => (a >= (y[k] as number) ? a : 0)))],
  ['if((sum(x) > 0), W, V)', W],
  ['hypot(x, b)', x.map(a => Math.hypot(a, b))],
  ['sin^2(x)', x.map(a => Math.sin(a) ** 2)],
  ["cos(x'*y)", Math.cos(dot(x, y))],
  // powers
  ['A^2', mm(A, A)],
  ['A^3', mm(A, mm(A, A))],
  ['A²', mm(A, A)],
  ['A^1', A],
  ['A^0', eye(3)],
  ['A^-1', () => inv3(A)],
  ['A⁻¹', () => inv3(A)],
  ['A^-2*v', () => mv(inv3(A), mv(inv3(A), v))],
  ["A'^2", mm(tr(A), tr(A))],
  ["(x'*y)^2", dot(x, y) ** 2],
  ["(x'*y)^s", dot(x, y) ** s],
  ['2^s', 2 ** s],
  ['2^3^2*x', x.map(a => 512 * a)],
  ['x^T*y', dot(x, y)],
  ['W^T*x', mv(tr(W), x)],
  ['x⊤y', dot(x, y)],
  ['A^-T*v', () => mv(tr(inv3(A)), v)],
  // functions
  ['sum(x)', sum(x)],
  ['sum(W)', sum(flat(W))],
  ['sum(W,1)', range(3).map(j => at(W, 0, j) + at(W, 1, j)), 'row'],
  ['sum(W,2)', W.map(sum)],
  ['sum(x,1)', sum(x)],
  ["sum(x',2)", sum(x)],
  ['sum(b)', b],
  ['mean(x)', sum(x) / 2],
  ['mean(W)', sum(flat(W)) / 6],
  ['mean(W,1)', range(3).map(j => (at(W, 0, j) + at(W, 1, j)) / 2), 'row'],
  ['mean(A,2)', A.map(r => sum(r) / 3)],
  ['prod(x)', (x[0] as number) * (x[1] as number)],
  ['prod(W)', flat(W).reduce((p, q) => p * q)],
  ['prod(W,2)', W.map(r => r.reduce((p, q) => p * q))],
  ['prod(W,1)', range(3).map(j => at(W, 0, j) * at(W, 1, j)), 'row'],
  ['max(x)', Math.max(...x)],
  ['max(W)', Math.max(...flat(W))],
  ['max(W,1)', range(3).map(j => Math.max(at(W, 0, j), at(W, 1, j))), 'row'],
  ['min(W,2)', W.map(r => Math.min(...r))],
  ['norm1(x - y)', sum(x.map((a, k) => Math.abs(a - (y[k] as number))))],
  ['norm2(x)', Math.hypot(...x)],
  ['norm2(W)', Math.hypot(...flat(W))],
  ['norm(x)', Math.hypot(...x)],
  ['norm(x, 1)', sum(x)],
  ['norm(x, inf)', Math.max(...x)],
  ['normInf(x - y)', Math.max(...x.map((a, k) => Math.abs(a - (y[k] as number))))],
  ['||x||^2', dot(x, x)],
  ['||W*t - x||', Math.hypot(...mv(W, t).map((a, k) => a - (x[k] as number)))],
  ['norm2(b)', b],
  ['||x||_1', sum(x)],
  ['‖x‖', Math.hypot(...x)],
  [
    '‖W*t - x‖²',
    dot(
      mv(W, t).map((a, k) => a - (x[k] as number)),
      mv(W, t).map((a, k) => a - (x[k] as number)),
    ),
  ],
  ['‖x‖₁ + ‖x‖₂', sum(x) + Math.hypot(...x)],
  ['‖W‖_F*2', 2 * Math.hypot(...flat(W))],
  ['Tr(A)', at(A, 0, 0) + at(A, 1, 1) + at(A, 2, 2)],
  ['[i;j] delta_ij*v_j', make(3, 3, (i, j) => (i === j ? (v[i] as number) : 0))],
  ['[i;j] δ_ij*v_j', make(3, 3, (i, j) => (i === j ? (v[i] as number) : 0))],
  ['[i;j] δ(i,j)*v[j]', make(3, 3, (i, j) => (i === j ? (v[i] as number) : 0))],
  ['|x|_1', sum(x)],
  ['||x - y||_2^2', sum(x.map((a, k) => (a - (y[k] as number)) ** 2))],
  ['2||W||_F^2', 2 * dot(flat(W), flat(W))],
  ['||x||_inf', Math.max(...x)],
  ['x·y', dot(x, y)],
  ['x**2', x.map(a => a * a)],
  ['A·v', mv(A, v)],
  ['tr(A)', at(A, 0, 0) + at(A, 1, 1) + at(A, 2, 2)],
  ["trace(A*B')", sum(range(3).map(i => at(mm(A, tr(B)), i, i)))],
  ['det(A)', () => det3(A)],
  ["logdet(A*A')", () => Math.log(det3(A) ** 2)],
  ['inv(A)', () => inv3(A)],
  ['inv(A)*v', () => mv(inv3(A), v)],
  ['inv(b)', 1 / b],
  ['diag(x)', make(2, 2, (i, j) => (i === j ? (x[i] as number) : 0))],
  ['diag(A)', range(3).map(i => at(A, i, i))],
  ["diag(x')*x", x.map(a => a * a)],
  ['kron(W, A)', kron(W, A)],
  ['W⊗A', kron(W, A)],
  ['kron(A, W)', kron(A, W)],
  ['kron(x, y)', flat(kron(col(x), col(y)))],
  ["kron(x', y')", flat(kron(tr(col(x)), tr(col(y)))), 'row'],
  ["kron(x', A)", kron(tr(col(x)), A)],
  ["kron(x, y')", kron(col(x), tr(col(y)))],
  ['kron(A, A)', kron(A, A)],
  ['kron(b, A)', map(A, p => b * p)],
  ['vec(W)', flat(tr(W))],
  ["vec(x')", x],
  ['vec(A*B)', flat(tr(mm(A, B)))],
  ['reshape(vec(W), 2, 3)', W],
  ['reshape(W, 3, 2)', tr([flat(tr(W)).slice(0, 3), flat(tr(W)).slice(3)])],
  ['reshape(W, 6)', flat(tr(W))],
  ['ones(2)', [1, 1]],
  ['ones(2,3)', make(2, 3, () => 1)],
  ['zeros(n)', [0, 0, 0]],
  ['eye(n)*v', v],
  ['eye(2)', eye(2)],
  ['ones(1,2)', [1, 1], 'row'],
  ["ones(n)'*v", sum(v)],
  ['W - ones(2,3)', map(W, p => p - 1)],
  ['ones(1)', 1],
  ['ones(2*n)', [1, 1, 1, 1, 1, 1]],
  ["x*vector(1)' + W", make(2, 3, (i, j) => (x[i] as number) + at(W, i, j))],
  ["vector(2)'*v", 2 * sum(v)],
  ['outer(x, t)', mm(col(x), tr(col(t)))],
  ['dot(x, y)', dot(x, y)],
  ["dot(x', y)", dot(x, y)],
  [
    'cross(t, [1,2,3])',
    [
      (t[1] as number) * 3 - (t[2] as number) * 2,
      (t[2] as number) - (t[0] as number) * 3,
      (t[0] as number) * 2 - (t[1] as number),
    ],
  ],
  ['softmax(t)', soft(t)],
  ['softmax(W,2)', W.map(soft)],
  ['softmax(W,1)', tr(tr(W).map(soft))],
  ["softmax(t')", soft(t), 'row'],
  ['log(softmax(t))', soft(t).map(Math.log)],
  ['exp(t)/sum(exp(t))', soft(t)],
  ['logsumexp(t)', Math.log(sum(t.map(Math.exp)))],
  ['logsumexp(W)', Math.log(sum(flat(W).map(Math.exp)))],
  ['logsumexp(W,2)', W.map(r => Math.log(sum(r.map(Math.exp))))],
  ['logsumexp(b, s)', Math.log(Math.exp(b) + Math.exp(s))],
  ['argmax(t)', t.map(a => Number(a === Math.max(...t)))],
  ['tril(A)', make(3, 3, (i, j) => (j <= i ? at(A, i, j) : 0))],
  ['expm(0*A)', eye(3)],
  ['tr(expm(diag(v)))', sum(v.map(Math.exp))],
  ['expm(b)', Math.exp(b)],
  // literals, entries, slices
  ['[1,2]', [1, 2]],
  ["[1,2]'", [1, 2], 'row'],
  ['[1;2]', [1, 2]],
  [
    '[1,2;3,4]',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    '[[1,2],[3,4]]*x',
    mv(
      [
        [1, 2],
        [3, 4],
      ],
      x,
    ),
  ],
  ['[b, 2*s]', [b, 2 * s]],
  ["[x'*y, b]", [dot(x, y), b]],
  [
    '[sum(x), 1; 0, b]',
    [
      [sum(x), 1],
      [0, b],
    ],
  ],
  ['[sum(x)]', sum(x)],
  ['[[1,2]]', [1, 2], 'row'],
  ['x[2]', x[1] as number],
  ['W[2,3]', at(W, 1, 2)],
  ['W[1,:]', W[0] as number[], 'row'],
  ['W[:,2]', W.map(r => r[1] as number)],
  ['W[:,:]', W],
  ['t[2:3]', t.slice(1)],
  ['W[1:2,2:3]', W.map(r => r.slice(1))],
  ['W[2,1:2]', (W[1] as number[]).slice(0, 2), 'row'],
  ['W[:,1:1]', W.map(r => r[0] as number)],
  ["x'[2]", x[1] as number],
  ['x[end]', x[1] as number],
  ['W[end,end-1]', at(W, 1, 1)],
  ['t[2:end]', t.slice(1)],
  ['v[n]', v[2] as number],
  ['v[n-1]', v[1] as number],
  ['v[n-1:n]', v.slice(1)],
  ['(W*t)[2]', mv(W, t)[1] as number],
  ["A'[1,2]", at(A, 1, 0)],
  ['A[1,2]*v', v.map(a => a * at(A, 0, 1))],
  [
    'X3[2,:,:]*t',
    range(3).map(j =>
      dot(
        range(3).map(k => (X3[1] as number[])[3 * j + k] as number),
        t,
      ),
    ),
  ],
  // identity without a size
  ['A + b*I', make(3, 3, (i, j) => at(A, i, j) + (i === j ? b : 0))],
  ["(I - v*v')*u", v.map((a, k) => (u[k] as number) - a * dot(v, u))],
  ['inv(2*I + 0*A)', make(3, 3, (i, j) => (i === j ? 0.5 : 0))],
  ['tr(I*A)', at(A, 0, 0) + at(A, 1, 1) + at(A, 2, 2)],
  // indices
  ['sum(i, x[i])', sum(x)],
  ['sum(i, sum(j, A[i,j]*v[i]*v[j]))', dot(v, mv(A, v))],
  ['sum(i, j, A[i,j]*v[i]*v[j])', dot(v, mv(A, v))],
  ['sum(i, A[i,i])', sum(range(3).map(i => at(A, i, i)))],
  ['sum(i, x[i]^2)', dot(x, x)],
  ['sum(i, sin(x[i])/y[i])', sum(x.map((a, k) => Math.sin(a) / (y[k] as number)))],
  ['prod(i, 1 + x[i])', (1 + (x[0] as number)) * (1 + (x[1] as number))],
  ['prod(i, v[i]*sum(j, A[i,j]))', range(3).reduce((p, i) => p * (v[i] as number) * sum(A[i] as number[]), 1)],
  ['sum(i, b*x[i] + 1)', b * sum(x) + 2],
  ['sum(k, W[:,k]*t[k])', mv(W, t)],
  ["sum(i, (u'*A[i,:]')^2)", sum(A.map(r => dot(u, r) ** 2))],
  [
    'sum(i, log(1 + exp(-x[i]*(W[i,:]*t))))',
    sum(range(2).map(i => Math.log(1 + Math.exp(-(x[i] as number) * dot(W[i] as number[], t))))),
  ],
  ['sum(i, norm2(A[i,:])^2)', dot(flat(A), flat(A))],
  ['sum(i, logsumexp(A[i,:]))', sum(A.map(r => Math.log(sum(r.map(Math.exp)))))],
  ['sum(i, max(v[i], u[i]))', sum(v.map((a, k) => Math.max(a, u[k] as number)))],
  ['sum(i, kron(2, v[i]))', 2 * sum(v)],
  ['sum(i, delta(i,2)*x[i])', x[1] as number],
  ['sum(i, sum(j, delta(i,j)*A[i,j]))', sum(range(3).map(i => at(A, i, i)))],
  ['sum(i, delta(i,i)*x[i])', sum(x)],
  ['delta(2,2)', 1],
  ['delta(1,2)', 0],
  ['sum(i, x[i])*sum(i, y[i])', sum(x) * sum(y)],
  ['sum(i, (A*v)[i]*u[i])', dot(u, mv(A, v))],
  ['sum(i, x_i*y_i)', dot(x, y)],
  ['sum(i, sum(j, A_ij*v_j))', sum(mv(A, v))],
  ['sum(i, 1, n, v[i])', sum(v)],
  ['sum(i, 1, 2, x[i])', sum(x)],
  ['sum(i, 1, 2, t[i])', (t[0] as number) + (t[1] as number)],
  ['sum(i, 2, 3, t[i])', (t[1] as number) + (t[2] as number)],
  ['sum(i, 1, 3, i*t[i])', sum(t.map((a, k) => (k + 1) * a))],
  ['sum(i, 1, 2, (t[i+1]-t[i])^2)', sum(range(2).map(k => ((t[k + 1] as number) - (t[k] as number)) ** 2))],
  ['sum(i, 1, n-1, (v[i+1]-v[i])^2)', sum(range(2).map(k => ((v[k + 1] as number) - (v[k] as number)) ** 2))],
  ['sum(i, 1, n-2, v[i+2]*v[1+i]*v[i])', v.reduce((p, a) => p * a, 1)],
  ['sum(k, 2, n, v[k])', sum(v.slice(1))],
  ['sum(k, 2, n, v[k-1]*A[k,k-1])', (v[0] as number) * at(A, 1, 0) + (v[1] as number) * at(A, 2, 1)],
  ['prod(i, 1, n-1, v[i+1])', (v[1] as number) * (v[2] as number)],
  ['sum(i, 1, n-1, 2)', 4],
  ['sum(i, 1, n-1, sum(j, A[i+1,j]))', sum(A.slice(1).flat())],
  ['sum(i, 1, 2, t[3-i])', (t[0] as number) + (t[1] as number)],
  ['[i:n-1;] v[i+1]-v[i]', range(2).map(k => (v[k + 1] as number) - (v[k] as number))],
  ['[i:n-1,j:n-1;] A[i+1,j]', make(2, 2, (i, j) => at(A, i + 1, j))],
  ['sum(i, 1, 10, i^2)', 385],
  ['prod(i, 1, 4, i)', 24],
  ['sum(i, 1, 0, t[i])', 0],
  ['prod(i, 2, 3, t[i])', (t[1] as number) * (t[2] as number)],
  ['sum(i, 1, 3, sum(j, 1, i, A[i,j]))', sum(range(3).map(i => sum((A[i] as number[]).slice(0, i + 1))))],
  ['sum(k, 0, 2, (-1)^k*s^k)', 1 - s + s * s],
  ['[i;] x[i]', x],
  ['[i,j;] W[i,j]', W],
  ['[j,i;] W[i,j]', tr(W)],
  ['[i,k;] sum(j, A[i,j]*B[j,k])', mm(A, B)],
  ['[i;j] delta(i,j)*v[j]', make(3, 3, (i, j) => (i === j ? (v[i] as number) : 0))],
  ['[i;j] -A[j,i]', map(tr(A), p => -p)],
  ['[;i,j] v[i]*u[j]', mm(col(v), tr(col(u)))],
  ['[i;j] (A + B)[i,j]', map2(A, B, (p, q) => p + q)],
  ['[i;] sum(j, A[i,j])', A.map(sum)],
  ['[i;] v_i + sum(j, A_ij*u_j)', v.map((a, k) => a + (mv(A, u)[k] as number))],
  ['[i,j;] v[i] + 0*v[j]', make(3, 3, i => v[i] as number)],
  ['[;] sum(x)', sum(x)],
  ['f_i = sum(j, A[i,j]*v[j]) + u[i]', v.map((_, k) => (mv(A, v)[k] as number) + (u[k] as number))],
  ['f[i] = sum(j, A[i,j]*v[j])', mv(A, v)],
  ['f_ij = A[j,i]', tr(A)],
  ['f[i,j] = A[j,i]*v[i]', make(3, 3, (i, j) => at(A, j, i) * (v[i] as number))],
  ['f_i = sum(j, A_ij*v_j)', mv(A, v)],
  ['f = W*t', mv(W, t)],
  ['x_new = x + y', x.map((a, k) => a + (y[k] as number))],
  ["q = W*t; q'*q", dot(mv(W, t), mv(W, t))],
  ['f[i] = v[i]^2; sum(f)', dot(v, v)],
  ['f[i] = v[i]^2; f_i = 2; f + f_i', v.map(a => a * a + 2)],
  ['q = 2*s; q*x', x.map(a => 2 * s * a)],
  ['q = x; q = q + y; sum(q)', sum(x) + sum(y)],
  ['x = 2; x*y', y.map(a => 2 * a)],
  ['x = 2*x; x = x + y; x', x.map((a, k) => 2 * a + (y[k] as number))],
  ['W = 3; f_i = W*v[i]; f', v.map(a => 3 * a)],
  ['f_i = sum(j, A_ij*v_j); sum(i, f_i*u_i)', dot(u, mv(A, v))],
  ['g_ij = A_ji; h_i = sum(j, g_ij*v_j); h', mv(tr(A), v)],
  ['(I + A)*vector(1)', A.map(r => 1 + sum(r))],
  ["vector(1)'*I*v", sum(v)],
  ['sum(i, sum(j, delta(i,j)*delta(j,2)*v[i]))', v[1] as number],
  ["z = W'*x; sum(exp(z))", sum(mv(tr(W), x).map(Math.exp))],
  // literals that are no headers
  ['[b;s] - x', [b - (x[0] as number), s - (x[1] as number)]],
  [
    '[b,s;s,b]*x',
    mv(
      [
        [b, s],
        [s, b],
      ],
      x,
    ),
  ],
  ['[b;s]', [b, s]],
]

const close = (a: readonly number[], c: readonly number[]): boolean =>
  a.length === c.length && a.every((p, k) => Math.abs(p - (c[k] as number)) <= 1e-9 * Math.max(1, Math.abs(p)))

const shapeOf = (value: Value): number[] =>
  typeof value === 'number'
    ? []
    : Array.isArray(value[0])
      ? [value.length, (value[0] as number[]).length]
      : [value.length]

describe('readings', () => {
  test.each(READINGS.map(([text, value, row]) => ({ text, value, row })))('$text', ({ text, value, row }) => {
    const expected = typeof value === 'function' ? value() : value
    const read = readTensor(text, { let: LET })
    const found = denseOf(read.node, world)
    expect(found.shape).toEqual(shapeOf(expected))
    expect(read.row).toBe(row === 'row')
    expect(close(found.data, [expected].flat(2) as number[]), `${found.data} is not ${expected}`).toBe(true)
  })
})

describe('a text with more than its value', () => {
  const options: TensorOptions = { let: 'W:[2,3] symmetricless:positive; x:[n] positive; S:[n,n] psd' }
  test('declared variables keep shape and properties', () => {
    const { variables, declarations } = readTensor("x'*S*x", options)
    expect([...variables.keys()]).toEqual(['W', 'x', 'S'])
    expect(variables.get('S')?.properties).toEqual(['psd'])
    expect(variables.get('x')?.text).toBe('x:[n]')
    expect(declarations.map(d => d.name)).toEqual(['W', 'symmetricless', 'x', 'S'])
  })
  test('bindings come in order', () => {
    const { bindings } = readTensor('q = S*x; r = 2*q; sum(r)', options)
    expect(bindings.map(d => d.name)).toEqual(['q', 'r'])
    expect(bindings[0]?.node.shape.map(String)).toHaveLength(1)
  })
  test('definitions of the declarations serve the text', () => {
    const { bindings, node } = readTensor("q'*q", { let: 'x:[2]; q = 2*x' })
    expect(bindings.map(d => d.name)).toEqual(['q'])
    expect(denseOf(node, { numbers: {}, tensors: { x: dense([2], [3, 4]) } }).data).toEqual([100])
  })
  test('a header says how many axes are those of the function', () => {
    expect(readTensor('[i,j;k] S[i,j]*x[k]', options).outputs).toBe(2)
    expect(readTensor('S*x', options).outputs).toBeUndefined()
  })
  test('sizes that a header leaves open come from the caller', () => {
    const n = readTensor('sum(x)', options).node
    expect(n.shape).toEqual([])
    const size = readTensor('x', options).node.shape[0]
    if (size === undefined) throw new Error('x has a size')
    const read = readTensor('[k;i,j] delta(k,i)*x[j]', { ...options, shape: [size, size, size] })
    expect(read.node.shape).toHaveLength(3)
  })
  test('polynomial sizes are compared as polynomials', () => {
    const { node } = readTensor('vec(A) + v', { let: 'A:[n,n+1] v:[n^2+n]' })
    expect(evaluate(node.shape[0] as Expr, { n: 3 })).toBe(12)
    expect(readTensor('kron(a, b) + c', { let: 'a:[n] b:[m] c:[m*n]' }).node.shape).toHaveLength(1)
  })
  test('names of Object.prototype are names', () => {
    const { variables, node } = readTensor("__proto__'*constructor", { let: '__proto__:[2] constructor:[2]' })
    expect(variables.size).toBe(2)
    const tensors = new Map([
      ['__proto__', dense([2], [1, 2])],
      ['constructor', dense([2], [3, 4])],
    ])
    expect(denseOf(node, { numbers: {}, tensors: Object.fromEntries(tensors) }).data).toEqual([11])
  })
})

/** Random texts of vectors and matrices that fit together, for laws: of every shape that sizes m and n allow. */
import fc from 'fast-check'
import { readTensor } from '../../src/tensor/read/read.js'
import { Tensor } from '../../src/tensor/tensor.js'

export const SHAPES =
  'A:[m,n]; B:[n,n]; C:[m,m]; P:[n,n] psd; Q:[m,m] symmetric; D:[n,n] diagonal; x:[n]; y:[m]; z:[n]; s:[]; r:[]'

/** Arrays for the names: sizes m = 3 and n = 2. */
export const POINT = {
  m: 3,
  n: 2,
  A: [
    [0.3, -0.7],
    [0.5, 0.2],
    [-0.4, 0.9],
  ],
  B: [
    [0.8, -0.3],
    [0.1, 0.6],
  ],
  C: [
    [0.2, 0.4, -0.5],
    [-0.1, 0.7, 0.3],
    [0.6, -0.2, 0.1],
  ],
  P: [
    [1.4, 0.3],
    [0.3, 1.1],
  ],
  Q: [
    [0.4, -0.2, 0.5],
    [-0.2, 0.3, 0.1],
    [0.5, 0.1, -0.6],
  ],
  D: [
    [0.7, 0],
    [0, -0.4],
  ],
  x: [0.45, -0.35],
  y: [0.25, -0.6, 0.8],
  z: [-0.15, 0.55],
  s: 0.65,
  r: -0.85,
} as const

type Size = 'm' | 'n'
type Text = fc.Arbitrary<string>

const MATRICES: Readonly<Record<string, readonly string[]>> = {
  mn: ['A', "y*x'", 'ones(m,n)'],
  nm: ["A'", "x*y'"],
  nn: ['B', 'P', 'D', 'inv(P)', 'eye(n)', "A'*A"],
  mm: ['C', 'Q', 'eye(m)'],
}
const ENTRYWISE = ['tanh', 'sin', 'sigmoid', 'exp', 'softplus', 'cos']

const wrap =
  (name: string) =>
  (t: string): string =>
    `${name}(${t})`
const pair = (a: Text, b: Text, f: (a: string, b: string) => string): Text => fc.tuple(a, b).map(([p, q]) => f(p, q))
const binary = (a: Text, b: Text, sign: string): Text => pair(a, b, (p, q) => `((${p})${sign}(${q}))`)
const called = (a: Text): Text => fc.tuple(fc.constantFrom(...ENTRYWISE), a).map(([f, t]) => `${f}(${t})`)

export function scalar(depth: number): Text {
  const leaf = fc.constantFrom('s', 'r', '2', "x'*z", 'sum(y)', 'tr(B)', 'norm2(x)', 'logdet(P)', 'n')
  if (depth === 0) return leaf
  const d = depth - 1
  return fc.oneof(
    leaf,
    called(scalar(d)),
    binary(scalar(d), scalar(d), '+'),
    binary(scalar(d), scalar(d), '*'),
    ...(['m', 'n'] as const).flatMap(size => [
      vector(size, d).map(wrap('sum')),
      vector(size, d).map(wrap('logsumexp')),
      vector(size, d).map(t => `norm2(${t})^2`),
      pair(vector(size, d), vector(size, d), (p, q) => `((${p})'*(${q}))`),
      matrix(size, size, d).map(wrap('tr')),
    ]),
    matrix('m', 'n', d).map(wrap('sum')),
  )
}

export function vector(size: Size, depth: number): Text {
  const leaf = fc.constantFrom(...(size === 'n' ? ['x', 'z', 'ones(n)'] : ['y', 'A*x']))
  if (depth === 0) return leaf
  const d = depth - 1
  return fc.oneof(
    leaf,
    called(vector(size, d)),
    vector(size, d).map(wrap('softmax')),
    binary(vector(size, d), vector(size, d), '+'),
    binary(vector(size, d), vector(size, d), '-'),
    binary(vector(size, d), vector(size, d), '.*'),
    binary(scalar(d), vector(size, d), '*'),
    ...(['m', 'n'] as const).map(other => binary(matrix(size, other, d), vector(other, d), '*')),
    matrix(size, size, d).map(wrap('diag')),
    matrix(size, 'n', d).map(t => `sum(${t}, 2)`),
    matrix('m', size, d).map(t => `sum(${t}, 1)'`),
  )
}

export function matrix(rows: Size, columns: Size, depth: number): Text {
  const leaf = fc.constantFrom(...(MATRICES[rows + columns] as string[]))
  if (depth === 0) return leaf
  const d = depth - 1
  const same = (): Text => matrix(rows, columns, d)
  return fc.oneof(
    leaf,
    called(same()),
    binary(same(), same(), '+'),
    binary(same(), same(), '.*'),
    binary(scalar(d), same(), '*'),
    matrix(columns, rows, d).map(t => `(${t})'`),
    ...(['m', 'n'] as const).map(inner => binary(matrix(rows, inner, d), matrix(inner, columns, d), '*')),
    pair(vector(rows, d), vector(columns, d), (p, q) => `((${p})*(${q})')`),
    ...(rows === columns ? [vector(rows, d).map(wrap('diag'))] : []),
  )
}

/** A text as a tensor. */
export function tensor(text: string): Tensor {
  const { space, node, row, variables } = readTensor(text, { let: SHAPES })
  const known = [...variables].map(([name, v]) => [name, space.variable(name, v.shape, v.properties)] as const)
  return new Tensor(
    node,
    { space, assumptions: new Map(), variables: new Map(known) as Tensor['setting']['variables'] },
    { row },
  )
}

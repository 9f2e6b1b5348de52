/** Expressions with vectors and matrices on which the languages of arrays are compared with the compiled functions. */

export interface TensorCase {
  readonly f: string
  readonly let: string
  /** What derivatives are by, then further arguments. */
  readonly by: readonly string[]
  readonly asks: 'gradient' | 'jacobian' | 'hessian'
}

export const TENSORS: readonly TensorCase[] = [
  { f: "x'*A*x + b'*x", let: 'A:[n,n]; x:[n]; b:[n]', by: ['A', 'b', 'x'], asks: 'gradient' },
  { f: 'norm(A*x-b)^2 + mu*norm(x)^2', let: 'A:[m,n]; x:[n]; b:[m]', by: ['A', 'b', 'mu', 'x'], asks: 'gradient' },
  { f: 'sum(log(1+exp(-y.*(X*w))))', let: 'X:[m,n]; w:[n]; y:[m]', by: ['w', 'X', 'y'], asks: 'gradient' },
  { f: "y'*inv(S)*y + logdet(S)", let: 'S:[n,n]; y:[n]', by: ['S', 'y'], asks: 'gradient' },
  { f: "tr(A*X*B*X')", let: 'A:[n,n]; X:[n,m]; B:[m,m]', by: ['X', 'A', 'B'], asks: 'gradient' },
  {
    f: 'norm(W2*tanh(W1*x+b1)+b2-y)^2',
    let: 'W1:[h,n]; W2:[m,h]; x:[n]; b1:[h]; b2:[m]; y:[m]',
    by: ['W1', 'W2', 'b1', 'b2', 'x', 'y'],
    asks: 'gradient',
  },
  { f: "-log(softmax(W*x))'*t", let: 'W:[k,n]; x:[n]; t:[k]', by: ['W', 't', 'x'], asks: 'gradient' },
  // A number that is put together in several lines.
  {
    f: Array.from({ length: 24 }, (_, k) => `${k + 1}*sum(v${k})`).join(' + '),
    let: Array.from({ length: 24 }, (_, k) => `v${k}:[n]`).join('; '),
    by: ['v0', 'v1'],
    asks: 'gradient',
  },
  { f: 'logsumexp(A*x)', let: 'A:[m,n]; x:[n]', by: ['A', 'x'], asks: 'hessian' },
  { f: 'A*x + sin(x)', let: 'A:[n,n]; x:[n]', by: ['A', 'x'], asks: 'jacobian' },
  { f: 'exp(-norm(x-y)^2/(2*s^2))', let: 'x:[n]; y:[n]', by: ['s', 'x', 'y'], asks: 'gradient' },
  { f: 'sum(log(x)) + prod(x)', let: 'x:[n]', by: ['x'], asks: 'hessian' },
  { f: 'det(A)*tr(A)', let: 'A:[3,3]', by: ['A'], asks: 'gradient' },
  { f: 'diag(x)*A*diag(y)', let: 'A:[m,n]; x:[m]; y:[n]', by: ['A', 'x', 'y'], asks: 'jacobian' },
  { f: "norm(A - u*v', fro)^2", let: 'A:[m,n]; u:[m]; v:[n]', by: ['A', 'u', 'v'], asks: 'gradient' },
  { f: 'x[1]*x[2] + max(x) + sum(abs(x))', let: 'x:[n]', by: ['x'], asks: 'gradient' },
  { f: 'inv(A)*B', let: 'A:[n,n]; B:[n,m]', by: ['A', 'B'], asks: 'jacobian' },
  { f: "(x'*x)^(3/2) + c*sum(x.^3)", let: 'x:[n]', by: ['c', 'x'], asks: 'hessian' },
  { f: 'norm(X*beta - [1; 2; 4])^2', let: 'X:[3,2]; beta:[2]', by: ['X', 'beta'], asks: 'gradient' },
  // Blocks, and parts of vectors and matrices.
  {
    f: "norm([A, b; c', d]*[y; e] - [z; 1])^2",
    let: 'A:[m,n]; b:[m]; c:[n]; y:[n]; z:[m]',
    by: ['A', 'b', 'c', 'd', 'e', 'y'],
    asks: 'gradient',
  },
  { f: '[A*x; diag(y)*x]', let: 'A:[m,n]; x:[n]; y:[n]', by: ['A', 'x', 'y'], asks: 'jacobian' },
  { f: 'sum(exp(x[2:4] - x[1:3]))', let: 'x:[4]', by: ['x'], asks: 'hessian' },
  { f: 'A[2:3,1:2]*x + A[1:2,2]', let: 'A:[3,4]; x:[2]', by: ['A', 'x'], asks: 'jacobian' },
  { f: "logdet([A, B; B', 9*eye(k)])", let: 'A:[n,n] psd; B:[n,k]', by: ['A', 'B'], asks: 'gradient' },
  // What is declared of matrices: the check moves them within it.
  {
    f: "y'*inv(S)*y + logdet(S) + tr(D*S)",
    let: 'S:[n,n] psd; D:[n,n] diagonal; y:[n]',
    by: ['S', 'D', 'y'],
    asks: 'gradient',
  },
  {
    f: "x'*S*x + c*sum(L*x)^2 + 4*c",
    let: 'S:[n,n] symmetric; L:[n,n] lower; x:[n]',
    by: ['S', 'L', 'c', 'x'],
    asks: 'hessian',
  },
  { f: "b'*x + c", let: 'b:[n]; x:[n]', by: ['x', 'b', 'c'], asks: 'gradient' },
  // A vector and a number on which nothing depends.
  { f: "x'*A*x", let: 'A:[n,n]; x:[n]; y:[m]', by: ['x', 'y', 'c'], asks: 'gradient' },
  // Names that are words of some language, or of the text itself.
  {
    f: "norm(int*lambda - value)^2 + fn*(end'*end) + point'*workspace",
    let: 'int:[m,n]; lambda:[n]; value:[m]; end:[n]; point:[n]; workspace:[n]',
    by: ['int', 'lambda', 'value', 'fn', 'end', 'point', 'workspace'],
    asks: 'gradient',
  },
]

/** The sizes at which they are compared. */
const SIZES: Readonly<Record<string, number>> = { m: 3, n: 4, h: 2, k: 3 }

/** The declared variables, and their sizes. */
export const variablesIn = (c: TensorCase): ReadonlyMap<string, readonly number[]> =>
  new Map(
    [...c.let.matchAll(/(\w+):\[([^\]]*)\]/g)].map(([, name = '', shape = '']) => [
      name,
      shape.split(',').map(s => SIZES[s] ?? Number(s)),
    ]),
  )

/** What the comment of a text says of its arguments: the numbers of the sizes, and the names of the others. */
export function signatureIn(text: string): { readonly sizes: readonly number[]; readonly names: readonly string[] } {
  const line = /Arguments: (.*)\.$/m.exec(text)?.[1] ?? ''
  // A name that is a word of the language has an underline there.
  const all = line
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_(?=[, ]|$)/g, '')
    .split(', ')
  const isSize = (a: string): boolean => a.endsWith(' (a size)')
  return {
    sizes: all.filter(isSize).map(a => SIZES[a.replace(' (a size)', '')] ?? 0),
    names: all.filter(a => !isSize(a)),
  }
}

/** Numbers between 0.2 and 1.8, the same at every run, and within what is declared of their matrix. */
export function randomPoint(c: TensorCase, names: readonly string[]): ReadonlyMap<string, Float64Array> {
  const shapes = variablesIn(c)
  let seed = 1
  const random = (): number => {
    seed = (seed * 16807) % 2147483647
    return 0.2 + (1.6 * seed) / 2147483647
  }
  const length = (n: string): number => (shapes.get(n) ?? []).reduce((p, d) => p * d, 1)
  const declared = new Map([...c.let.matchAll(/(\w+):\[[^\]]*\] (\w+)/g)].map(([, n = '', what = '']) => [n, what]))
  return new Map(
    names.map(n => {
      const made = Float64Array.from({ length: length(n) }, random)
      return [n, within(declared.get(n), made, shapes.get(n)?.[1] ?? 1)]
    }),
  )
}

function within(property: string | undefined, x: Float64Array, n: number): Float64Array {
  const at = (i: number, j: number): number => x[i * n + j] as number
  const made = (f: (i: number, j: number) => number): Float64Array => x.map((_, k) => f(Math.floor(k / n), k % n))
  switch (property) {
    case 'diagonal':
      return made((i, j) => (i === j ? at(i, j) : 0))
    case 'lower':
      return made((i, j) => (i >= j ? at(i, j) : 0))
    case 'symmetric':
      return made((i, j) => at(i, j) + at(j, i))
    case 'psd':
      return made((i, j) => at(i, j) + at(j, i) + (i === j ? 4 * n : 0))
    default:
      // Square ones with determinants above 0.
      return n > 1 && x.length === n * n ? made((i, j) => at(i, j) + (i === j ? 2 * n : 0)) : x
  }
}

/** A number, a vector, or the rows of a matrix. */
export function nestedOf([rows, columns]: readonly number[], data: Float64Array): unknown {
  if (rows === undefined) return data[0]
  if (columns === undefined) return [...data]
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)])
}

/** Operations along an axis: softmax, largest and smallest entries, products, sums so far. */
import { call, exp, list, mul, num, one, pow, product, sum, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import * as axis from '../../linalg/axis.js'
import { productOf } from './laws.js'
import { type OperationRow, same, withoutLast } from './row.js'

/** One where the entry is the first largest (or smallest), else zero. */
const first =
  (earlier: string, later: string) =>
  ([v = []]: readonly (readonly Expr[])[]): Expr[] =>
    v.map((e, k) => {
      const conditions = v.flatMap((other, j) => (j === k ? [] : [call(j < k ? earlier : later, [e, other])]))
      return conditions.length === 0 ? one : call('piecewise', [one, call('and', conditions), zero])
    })

/** Without entries there is no largest one. */
const EMPTY = (name: string) => ({ code: 'undefined', message: `${name} of no entries has no value` })

const extreme = (name: 'max' | 'min', of: axis.Reduction): OperationRow => ({
  names: [name],
  takes: 'compared',
  alsoScalar: true,
  shape: withoutLast,
  ofNumber: 'u',
  slope: `arg${name}(u)`,
  facts: {},
  kernel: { by: 'reduction', of },
  entries: ([v = []]) => [call(name, v)],
  missing: EMPTY(name),
})

const placeOfExtreme = (name: string, sign: 1 | -1, earlier: string, later: string): OperationRow => ({
  names: [name],
  takes: 'axis',
  shape: same,
  slope: '0',
  facts: { nonnegative: true, distribution: true },
  kernel: { by: 'rewrite', of: axis.mark(sign) },
  entries: first(earlier, later),
  missing: EMPTY(name),
})

export const AXES: readonly OperationRow[] = [
  {
    names: ['prod'],
    takes: 'entries',
    binds: true,
    shape: withoutLast,
    ofNumber: 'u',
    slope: 'prodothers(u)',
    facts: {},
    canonical: productOf,
    kernel: { by: 'reduction', of: axis.product },
    entries: ([v = []]) => [product(v)],
    missing: EMPTY('prod'),
  },
  {
    names: ['prodothers'],
    takes: 'axis',
    shape: same,
    ofNumber: '1',
    slope: 'prodothers(u, g)',
    facts: {},
    directed: {
      kernel: (_, n) => (x, e, out) => axis.productOfOthersAlong(x, e, n, out),
      formula: 'v.*(sum(e./u) - e./u)',
    },
    kernel: { by: 'rewrite', of: axis.productOfOthers },
    entries: ([v = []]) => v.map((_, k) => product(v.filter((__, j) => j !== k))),
    missing: EMPTY('prodothers'),
  },
  {
    names: ['cumsum'],
    takes: 'axis',
    shape: same,
    ofNumber: 'u',
    slope: "tril(ones(m, m))'*g",
    facts: {},
    kernel: { by: 'rewrite', of: axis.cumulative },
    entries: ([v = []]) => v.map((_, k) => sum(v.slice(0, k + 1))),
  },
  extreme('max', axis.largest),
  extreme('min', axis.smallest),
  {
    names: ['softmax'],
    takes: 'axis',
    shape: same,
    slope: "v.*g - v*(v'*g)",
    facts: { nonnegative: true, distribution: true },
    kernel: { by: 'rewrite', of: axis.softmax },
    entries: ([v = []]) => v.map(e => mul(exp(e), pow(sum(v.map(exp)), num(-1)))),
    missing: EMPTY('softmax'),
  },
  placeOfExtreme('argmax', 1, 'gt', 'ge'),
  placeOfExtreme('argmin', -1, 'lt', 'le'),
  {
    names: ['logsumexp', 'lse'],
    takes: 'entries',
    alsoScalar: true,
    shape: withoutLast,
    ofNumber: 'u',
    slope: 'softmax(u)',
    facts: {},
    kernel: { by: 'reduction', of: axis.logsumexp },
    entries: ([v = []]) => [call('logsumexp', [list(v)])],
    missing: EMPTY('logsumexp'),
  },
]

/** One line of help for each of the functions above. */
export const help = {
  prod: 'the product of all entries, along an axis, or over an index, as sum',
  prodothers: 'for each entry the product of the others; prodothers(x, e) is its derivative in the direction e',
  cumsum: 'the sums of the entries so far; of a matrix down each column (X, 1) or along each row (X, 2)',
  max: 'the largest entry, of each column (X, 1) or row (X, 2); max(x, y) entry by entry',
  min: 'the smallest entry, of each column (X, 1) or row (X, 2); min(x, y) entry by entry',
  softmax: 'exp(x)/sum(exp(x)); of a matrix along each column (X, 1) or row (X, 2)',
  argmax: 'a one at the first largest entry, zeros elsewhere',
  argmin: 'a one at the first smallest entry, zeros elsewhere',
  logsumexp: 'log(sum(exp(x))); of a matrix also along each column (X, 1) or row (X, 2)',
}

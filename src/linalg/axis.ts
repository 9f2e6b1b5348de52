/**
 * Operations along one axis: softmax, logsumexp, the largest, the smallest, products, sums so far. Exponentials are taken of differences from the largest
 * entry, so that no logit overflows. An entry without a value (NaN) makes the result one.
 */

/** A row: n entries of `x` from `at` on, `step` apart. */
export type Reduction = (x: Float64Array, at: number, step: number, n: number) => number

/** The largest (sign 1) or smallest (sign -1) entry, and NaN if one is; infinite for no entries. */
function extreme(x: Float64Array, at: number, step: number, n: number, sign: 1 | -1): number {
  let best = -Infinity
  for (let k = 0; k < n; k++) {
    const v = sign * (x[at + k * step] as number)
    if (Number.isNaN(v)) return v
    if (v > best) best = v
  }
  return sign * best
}

export const largest: Reduction = (x, at, step, n) => extreme(x, at, step, n, 1)
export const smallest: Reduction = (x, at, step, n) => extreme(x, at, step, n, -1)

export const logsumexp: Reduction = (x, at, step, n) => {
  const top = largest(x, at, step, n)
  if (!Number.isFinite(top)) return top
  let sum = 0
  for (let k = 0; k < n; k++) sum += Math.exp((x[at + k * step] as number) - top)
  return top + Math.log(sum)
}

export const product: Reduction = (x, at, step, n) => {
  let p = 1
  for (let k = 0; k < n; k++) p *= x[at + k * step] as number
  return p
}

/** A row to a row: entries of `y` from `to` on, one after another. */
export type Rewrite = (x: Float64Array, at: number, step: number, n: number, y: Float64Array, to: number) => void

export const softmax: Rewrite = (x, at, step, n, y, to) => {
  const top = largest(x, at, step, n)
  let sum = 0
  for (let k = 0; k < n; k++) {
    const e = Math.exp((x[at + k * step] as number) - top)
    y[to + k] = e
    sum += e
  }
  for (let k = 0; k < n; k++) y[to + k] = (y[to + k] as number) / sum
}

/** A one at the first entry that is the largest or smallest. */
export const mark = (sign: 1 | -1): Rewrite => {
  return (x, at, step, n, y, to) => {
    const best = extreme(x, at, step, n, sign)
    let found = false
    for (let k = 0; k < n; k++) {
      const here: boolean = !found && x[at + k * step] === best
      y[to + k] = Number.isNaN(best) ? best : here ? 1 : 0
      found ||= here
    }
  }
}

/** The sum of the entries so far. */
export const cumulative: Rewrite = (x, at, step, n, y, to) => {
  let sum = 0
  for (let k = 0; k < n; k++) {
    sum += x[at + k * step] as number
    y[to + k] = sum
  }
}

/** For each entry the product of the others, by products from both ends: no division, so that zeros do no harm. */
export const productOfOthers: Rewrite = (x, at, step, n, y, to) => {
  let before = 1
  for (let k = 0; k < n; k++) {
    y[to + k] = before
    before *= x[at + k * step] as number
  }
  let after = 1
  for (let k = n - 1; k >= 0; k--) {
    y[to + k] = (y[to + k] as number) * after
    after *= x[at + k * step] as number
  }
}

/** A row, and a direction in which it changes, to the change of the result; all lie together. */
export type DirectedRewrite = (x: Float64Array, e: Float64Array, n: number, y: Float64Array) => void

/** How the products of the others change, by the product rule carried along from both ends. */
export const productOfOthersAlong: DirectedRewrite = (x, e, n, y) => {
  const [values, changes] = [new Float64Array(n), new Float64Array(n)]
  for (let k = 0, value = 1, change = 0; k < n; k++) {
    values[k] = value
    changes[k] = change
    change = change * (x[k] as number) + value * (e[k] as number)
    value *= x[k] as number
  }
  for (let k = n - 1, value = 1, change = 0; k >= 0; k--) {
    y[k] = (changes[k] as number) * value + (values[k] as number) * change
    change = change * (x[k] as number) + value * (e[k] as number)
    value *= x[k] as number
  }
}

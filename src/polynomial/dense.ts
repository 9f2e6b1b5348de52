/** Polynomials in one variable over the integers, as the list of all coefficients, the constant first. */

export type Dense = readonly bigint[]

export function multiplyDense(a: Dense, b: Dense): Dense {
  const c = new Array<bigint>(a.length + b.length - 1).fill(0n)
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) c[i + j] = (c[i + j] as bigint) + x * y
  return c
}

/** f/g where it is a polynomial over the integers. */
export function divideDense(f: Dense, g: Dense): Dense | undefined {
  const r = [...f]
  const q = new Array<bigint>(Math.max(0, f.length - g.length + 1)).fill(0n)
  const lead = g[g.length - 1] as bigint
  for (let k = f.length - g.length; k >= 0; k--) {
    const top = r[k + g.length - 1] as bigint
    if (top % lead !== 0n) return undefined
    const c = top / lead
    q[k] = c
    for (let j = 0; j < g.length; j++) r[k + j] = (r[k + j] as bigint) - c * (g[j] as bigint)
  }
  return r.every(c => c === 0n) && q.length > 0 ? q : undefined
}

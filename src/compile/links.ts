/**
 * A long program in functions of bounded length, its links: what each computes, and where values that a later one reads are kept
 * meanwhile. Engines stop optimising very long functions.
 */
import { eachOperand, type Operation } from '../evaluate/tape.js'
import type { Program } from './program.js'

/** The varying registers in order, arguments included, in runs of a length. */
export function cut(program: Program, length: number): number[][] {
  const links: number[][] = []
  let open: number[] = []
  for (let k = 0; k < program.varying.length; k++) {
    if (!program.varying[k]) continue
    open.push(k)
    if (open.length === length) {
      links.push(open)
      open = []
    }
  }
  return open.length > 0 ? [...links, open] : links
}

/** The place of each argument, and from `first` on of each value that a later link reads; -1 for the others. */
export function allocate(
  program: Program,
  links: readonly (readonly number[])[],
  first: number,
): { readonly slots: Int32Array; readonly end: number } {
  const { operations } = program.tape
  const slots = new Int32Array(operations.length).fill(-1)
  const linkOf = new Int32Array(operations.length)
  for (const [j, link] of links.entries()) for (const k of link) linkOf[k] = j
  let end = first
  for (let k = 0; k < operations.length; k++) {
    const o = operations[k] as Operation
    if (o.op === 'argument') slots[k] = o.index
    eachOperand(o, r => {
      if (program.varying[r] && slots[r] === -1 && linkOf[r] !== linkOf[k]) slots[r] = end++
    })
  }
  return { slots, end }
}

/** What the order of operations tells a body: which values may stay on the stack, and which sines and cosines belong together. */
import { type Operation, operands } from '../../evaluate/tape.js'
import { elementaryOf } from '../elementary.js'

/** Sines and cosines of the same values. */
export function partnersIn(link: readonly number[], operations: readonly Operation[]): ReadonlyMap<number, number> {
  const seen = { sin: new Map<number, number>(), cos: new Map<number, number>() }
  const partners = new Map<number, number>()
  for (const k of link) {
    const o = operations[k] as Operation
    const name = o.op === 'call' ? elementaryOf(o) : undefined
    if (name !== 'sin' && name !== 'cos') continue
    const [a] = operands(o) as readonly [number]
    const partner = seen[name === 'sin' ? 'cos' : 'sin'].get(a)
    if (partner !== undefined) partners.set(partner, k)
    seen[name].set(a, k)
  }
  return partners
}

/** The operand that an operation takes from the stack before anything else and once, if there is one. */
export function directOperand(o: Operation): number | undefined {
  switch (o.op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'neg':
    case 'sqrt':
    case 'exp':
      return o.a
    default:
      return undefined
  }
}

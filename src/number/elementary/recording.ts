/** An algorithm written down: each distinct operation once, in the order in which it is done. What writes code reads this. */
import type { Algorithm } from './algorithms.js'
import type { Arithmetic } from './arithmetic.js'

/** An operation on earlier ones, by their numbers. Conditions are `less` and `both`. */
export type Step =
  | { readonly op: 'argument'; readonly index: number }
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'abs' | 'power' | 'exponent'; readonly a: number }
  | { readonly op: 'add' | 'sub' | 'mul' | 'div' | 'less' | 'both'; readonly a: number; readonly b: number }
  | { readonly op: 'select'; readonly a: number; readonly b: number; readonly c: number }

export interface Recording {
  readonly steps: readonly Step[]
  /** The number of steps that the condition needs. */
  readonly guarded: number
  /** The condition under which the results hold. */
  readonly within: number
  readonly results: readonly number[]
}

export function recordingOf(algorithm: Algorithm): Recording {
  const writer = new Writer()
  const args = Array.from({ length: algorithm.arity }, (_, index) => writer.step({ op: 'argument', index }))
  const within = algorithm.within(writer, args)
  const guarded = writer.steps.length
  const results = algorithm.values(writer, args)
  return needed({ steps: writer.steps, guarded, within, results })
}

export function readsOf(s: Step): readonly number[] {
  switch (s.op) {
    case 'argument':
    case 'constant':
      return []
    case 'abs':
    case 'power':
    case 'exponent':
      return [s.a]
    case 'select':
      return [s.a, s.b, s.c]
    default:
      return [s.a, s.b]
  }
}

class Writer implements Arithmetic<number, number> {
  readonly steps: Step[] = []
  private readonly known = new Map<string, number>()

  step(s: Step): number {
    const key = s.op === 'constant' ? `=${s.value}` : `${s.op} ${s.op === 'argument' ? s.index : readsOf(s).join(' ')}`
    const known = this.known.get(key) ?? this.steps.push(s) - 1
    this.known.set(key, known)
    return known
  }

  constant(value: number): number {
    return this.step({ op: 'constant', value })
  }
  add(a: number, b: number): number {
    return this.step({ op: 'add', a, b })
  }
  sub(a: number, b: number): number {
    return this.step({ op: 'sub', a, b })
  }
  mul(a: number, b: number): number {
    return this.step({ op: 'mul', a, b })
  }
  div(a: number, b: number): number {
    return this.step({ op: 'div', a, b })
  }
  abs(a: number): number {
    return this.step({ op: 'abs', a })
  }
  less(a: number, b: number): number {
    return this.step({ op: 'less', a, b })
  }
  both(a: number, b: number): number {
    return this.step({ op: 'both', a, b })
  }
  select(a: number, b: number, c: number): number {
    return this.step({ op: 'select', a, b, c })
  }
  power(a: number): number {
    return this.step({ op: 'power', a })
  }
  exponent(a: number): number {
    return this.step({ op: 'exponent', a })
  }
}

/** Without steps that nothing reads. */
function needed({ steps, guarded, within, results }: Recording): Recording {
  const isNeeded = new Uint8Array(steps.length)
  for (const r of [within, ...results]) isNeeded[r] = 1
  for (let k = steps.length - 1; k >= 0; k--)
    if (isNeeded[k]) for (const r of readsOf(steps[k] as Step)) isNeeded[r] = 1
  const moved = new Map<number, number>()
  const to = (k: number): number => moved.get(k) as number
  const kept: Step[] = []
  let left = 0
  for (const [k, s] of steps.entries()) {
    if (isNeeded[k]) moved.set(k, kept.push(renumbered(s, to)) - 1)
    if (k < guarded) left = kept.length
  }
  return { steps: kept, guarded: left, within: to(within), results: results.map(to) }
}

function renumbered(s: Step, to: (k: number) => number): Step {
  switch (s.op) {
    case 'argument':
    case 'constant':
      return s
    case 'abs':
    case 'power':
    case 'exponent':
      return { op: s.op, a: to(s.a) }
    case 'select':
      return { op: s.op, a: to(s.a), b: to(s.b), c: to(s.c) }
    default:
      return { op: s.op, a: to(s.a), b: to(s.b) }
  }
}

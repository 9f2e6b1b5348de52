/**
 * The elementary functions as functions of a module, from the algorithms of number/elementary: of one double, or of two at a time, where
 * a pair of which one is outside of the range is taken one by one.
 */
import { ALGORITHMS, type Algorithm, type AlgorithmName } from '../../number/elementary/algorithms.js'
import { recordingOf, type Step } from '../../number/elementary/recording.js'
import { Bytes } from './bytes.js'
import { type Instructions, LANE } from './instructions.js'
import { OP, TYPE } from './opcode.js'

const algorithm = (name: AlgorithmName): Algorithm => ALGORITHMS[name]

export const arityOf = (name: AlgorithmName): number => algorithm(name).arity
export const resultsOf = (name: AlgorithmName): number => algorithm(name).results

/** The body of a function of doubles. Outside of the range its results are those of the functions `beyond`, of the same arguments. */
export function scalarElementary(name: AlgorithmName, set: Instructions, beyond: readonly number[]): Uint8Array {
  const rest = new Bytes()
  for (const index of beyond) {
    for (let k = 0; k < arityOf(name); k++) rest.byte(OP['local.get'], k)
    rest.byte(OP.call).unsigned(index)
  }
  return body(name, set, 0, rest)
}

/** The body of a function of pairs, with the number of that of doubles. */
export function pairElementary(name: AlgorithmName, set: Instructions, scalar: number): Uint8Array {
  const [arity, results] = [arityOf(name), resultsOf(name)]
  const rest = new Bytes()
  for (const lane of [0, 1]) {
    for (let k = 0; k < arity; k++) rest.byte(OP['local.get'], k, ...LANE.extract(lane))
    rest.byte(OP.call).unsigned(scalar)
    // The results are on the stack, the last on top: each goes into its lane of a local behind the arguments.
    for (let k = results - 1; k >= 0; k--) {
      const local = arity + k
      rest.byte(OP['local.set']).unsigned(arity + results)
      if (lane === 0)
        rest
          .byte(OP['local.get'])
          .unsigned(arity + results)
          .byte(...LANE.splat)
      else
        rest
          .byte(OP['local.get'])
          .unsigned(local)
          .byte(OP['local.get'])
          .unsigned(arity + results)
          .byte(...LANE.replace(lane))
      rest.byte(OP['local.set']).unsigned(local)
    }
  }
  for (let k = 0; k < results; k++) rest.byte(OP['local.get']).unsigned(arity + k)
  return body(name, set, results, rest)
}

/** Locals: the arguments, `spare` values and, where there are any, a double; then the steps. */
function body(name: AlgorithmName, set: Instructions, spare: number, beyond: Bytes): Uint8Array {
  const { steps, guarded, within, results } = recordingOf(algorithm(name))
  const first = arityOf(name) + (spare > 0 ? spare + 1 : 0)
  const local = Int32Array.from(steps, () => -1)
  const conditions: number[] = []
  const values: number[] = []
  for (const [k, s] of steps.entries()) {
    if (s.op === 'argument') local[k] = s.index
    else if (s.op === 'less' || s.op === 'both') conditions.push(k)
    else if (s.op !== 'constant') values.push(k)
  }
  // Conditions on pairs are masks, values as others.
  const masks = set.type === TYPE.f64 ? TYPE.i32 : set.type
  for (const [j, k] of [...values, ...conditions].entries()) local[k] = first + j
  const code = new Bytes()
  const push = (k: number): void => {
    const s = steps[k] as Step
    if (s.op === 'constant') set.constant(s.value, code)
    else code.byte(OP['local.get']).unsigned(local[k] as number)
  }
  for (const [k, s] of steps.entries()) {
    if (k === guarded) open(code, set, () => push(within))
    write(s, set, code, push)
    if (s.op !== 'constant' && s.op !== 'argument') code.byte(OP['local.set']).unsigned(local[k] as number)
  }
  for (const r of results) push(r)
  code.byte(OP.return, OP.end).all(beyond.taken()).byte(OP.end)
  const groups: (readonly [number, number])[] = [
    ...(spare > 0
      ? ([
          [spare, set.type],
          [1, TYPE.f64],
        ] as const)
      : []),
    [values.length, set.type],
    [conditions.length, masks],
  ]
  const all = new Bytes().unsigned(groups.length)
  for (const [count, type] of groups) all.unsigned(count).byte(type)
  return all.all(code.taken()).taken()
}

function open(code: Bytes, set: Instructions, condition: () => void): void {
  condition()
  code.byte(...set.all, OP.if, TYPE.none)
}

function write(s: Step, set: Instructions, code: Bytes, push: (k: number) => void): void {
  switch (s.op) {
    case 'argument':
    case 'constant':
      return
    case 'abs':
    case 'power':
    case 'exponent':
      push(s.a)
      code.byte(...set[s.op])
      return
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      push(s.a)
      push(s.b)
      code.byte(...set[s.op])
      return
    case 'less':
      push(s.a)
      push(s.b)
      code.byte(...set.lt)
      return
    case 'both':
      push(s.a)
      push(s.b)
      code.byte(...set.and)
      return
    case 'select':
      push(s.b)
      push(s.c)
      push(s.a)
      code.byte(...set.select)
      return
    default:
      s satisfies never
  }
}

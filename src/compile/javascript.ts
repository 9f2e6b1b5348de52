/**
 * A program as JavaScript, by `new Function`. A short one is a single function over locals, with the shape of the
 * results built in place; V8 stops optimising very long functions, so a long one is a chain of functions that
 * share a workspace. Flat statements only: the depth of an expression never becomes depth of syntax.
 * The text holds positional names alone; functions and the keys of objects are passed in.
 */
import { arrange } from '../evaluate/outputs.js'
import { type ChainText, chainText } from './chain.js'
import { atPoles } from './poles.js'
import { type Emitted, type Program, type Runner, tooShort } from './program.js'
import { loopText, singleText } from './single.js'

/** The most operations, arguments and results of a program that becomes a single function. */
const SHORT = { steps: 1000, args: 100, outputs: 500 } as const

const isShort = ({ tape, steps }: Program): boolean =>
  steps <= SHORT.steps && tape.names.length <= SHORT.args && tape.outputs.length <= SHORT.outputs

/** Whether code may be generated here; a content security policy or a flag of Node may forbid it. */
export function mayGenerateCode(): boolean {
  try {
    return new Function('return true')() === true
  } catch {
    // Whatever a policy throws for this constant text, the answer is no.
    return false
  }
}

/** The JavaScript of a program, for reading. */
export const sourceOf = (program: Program): string => (isShort(program) ? singleText(program) : chainText(program)).text

/** The program as one function or as a chain of them, by its length. */
export function javascript(program: Program): Runner {
  return isShort(program) ? single(program) : chain(program)
}

/** Runs emitted text, giving it its functions and whatever else it names. */
function make(emitted: Emitted, others: Readonly<Record<string, unknown>>): unknown {
  const names = [...emitted.functions.keys(), ...Object.keys(others)]
  return new Function(...names, emitted.text)(...emitted.functions.values(), ...Object.values(others))
}

interface Single {
  readonly call: (...args: number[]) => unknown
  readonly into: (out: Float64Array, ...args: number[]) => Float64Array
  readonly intoAt: (out: Float64Array, point: ArrayLike<number>) => Float64Array
}

function single(program: Program): Runner {
  const emitted = singleText(program)
  const keys = program.layout.nodes.flatMap(n => n.keys ?? [])
  const again = (...args: number[]): unknown => {
    const out = made.intoAt(new Float64Array(program.tape.outputs.length), args)
    atPoles(program)(out, Float64Array.from(args))
    return arrange(program.layout, out)
  }
  const made: Single = make(emitted, { keys, short: tooShort, again }) as Single
  let loop: Runner['columns']
  return {
    backend: 'javascript',
    source: emitted.text,
    ...made,
    columns: (count, columns, out) => {
      loop ??= make(loopText(program), {}) as NonNullable<Runner['columns']>
      loop(count, columns, out)
    },
  }
}

type Link = (w: Float64Array, out: Float64Array) => void

function chain(program: Program): Runner {
  const emitted: ChainText = chainText(program)
  const links = make(emitted, {}) as Link[]
  const w = new Float64Array(emitted.workspace)
  const [args, size] = [program.tape.names.length, program.tape.outputs.length]
  const intoAt = (out: Float64Array, point: ArrayLike<number>): Float64Array => {
    if (out.length < size) throw tooShort(out.length, size)
    for (let k = 0; k < args; k++) w[k] = Number(point[k])
    for (let k = 0; k < links.length; k++) (links[k] as Link)(w, out)
    return out
  }
  return { backend: 'javascript', source: emitted.text, intoAt }
}

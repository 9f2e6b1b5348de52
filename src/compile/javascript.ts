/**
 * A program as JavaScript, by `new Function`. A short one is a single function over locals, with the shape of the
 * results built in place; V8 stops optimising very long functions, so a long one is a chain of functions that
 * share a workspace. Flat statements only: the depth of an expression never becomes depth of syntax.
 * The text holds positional names alone; functions and the keys of objects are passed in.
 */
import { arrange } from '../evaluate/outputs.js'
import { type ChainText, chainText } from './chain.js'
import { finishing, type Mending } from './mending.js'
import {
  type Emitted,
  type Given,
  givenText,
  givenTo,
  type Program,
  placeArguments,
  type Runner,
  tooShort,
} from './program.js'
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
export const sourceOf = (program: Program, mending: Mending | undefined): string =>
  (isShort(program) ? singleText(program, mending) : chainText(program)).text

/** The program as one function or as a chain of them, by its length. */
export function javascript(program: Program, mending: Mending | undefined): Runner {
  return isShort(program) ? single(program, mending) : chain(program, mending)
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

function single(program: Program, mending: Mending | undefined): Runner {
  const emitted = singleText(program, mending)
  const keys = program.layout.nodes.flatMap(n => n.keys ?? [])
  const again = (point: readonly number[]): unknown =>
    arrange(program.layout, made.intoAt(new Float64Array(program.tape.outputs.length), point))
  const names = { keys, short: tooShort, given: givenTo(program), mend: mending?.mend, again }
  const made: Single = make(emitted, names) as Single
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

/** The most arguments that are named one by one. */
export const NAMED = 100

/** The form with the arguments one by one, emitted, so that no array of arguments is ever made: they go through one point. */
function oneByOne(count: number, intoAt: Runner['intoAt'], given: Given): NonNullable<Runner['into']> {
  const params = Array.from({ length: count }, (_, k) => `x${k}`)
  const lines = [...params.map((x, k) => `point[${k}] = ${givenText(x, k)}`), 'return intoAt(out, point)']
  const text = `'use strict'\nreturn function (${['out', ...params].join(', ')}) {\n${lines.join('\n')}\n}`
  const others = { point: new Float64Array(count), intoAt, given }
  return make({ text, functions: new Map() }, others) as NonNullable<Runner['into']>
}

function chain(program: Program, mending: Mending | undefined): Runner {
  const emitted: ChainText = chainText(program)
  const links = make(emitted, {}) as Link[]
  const w = new Float64Array(emitted.workspace)
  const [args, size, given] = [program.tape.names.length, program.tape.outputs.length, givenTo(program)]
  const finish = finishing(mending)
  const pointOf = (): Float64Array => w.subarray(0, args)
  const intoAt = (out: Float64Array, point: ArrayLike<number>): Float64Array => {
    if (!(out.length >= size)) throw tooShort(out.length, size)
    placeArguments(w, point, args, 1, given)
    for (let k = 0; k < links.length; k++) (links[k] as Link)(w, out)
    return finish(out, pointOf)
  }
  return {
    backend: 'javascript',
    source: emitted.text,
    intoAt,
    ...(args <= NAMED && { into: oneByOne(args, intoAt, given) }),
  }
}

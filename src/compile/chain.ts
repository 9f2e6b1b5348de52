/**
 * The text of a long program: functions of a few hundred statements each, `(w, out) => void`. Within one, values
 * are local constants; a value that a later function reads also goes into the workspace `w`, which begins with
 * the arguments. Results go straight to `out`.
 */
import { operands } from '../evaluate/tape.js'
import { grouped } from '../memo.js'
import { allocate, cut } from './links.js'
import { Naming } from './naming.js'
import type { Emitted, Program } from './program.js'
import { statements } from './statement.js'

/** Statements per function: below V8's limit for optimising with a wide margin, above the cost of a call. */
const LENGTH = 500

export interface ChainText extends Emitted {
  /** The number of doubles that the workspace holds. */
  readonly workspace: number
}

/** Emits an array of functions to be called in order. */
export function chainText(program: Program): ChainText {
  const links = cut(program, LENGTH)
  const { slots, end: workspace } = allocate(program, links, program.tape.names.length)
  const naming = new Naming(program)
  // For each register the results that it is.
  const { outputs } = program.tape
  const resultsOf = grouped(outputs.keys(), k => outputs[k] as number)
  const constants = program.tape.outputs.flatMap((r, k) =>
    program.varying[r] ? [] : [`out[${k}] = ${naming.register(r)}`],
  )
  const texts = links.map(link => linkText(program, link, naming, slots, resultsOf))
  for (let k = 0; k < constants.length; k += LENGTH) texts.push(...[constants.slice(k, k + LENGTH).join('\n')])
  const text = `'use strict'\nreturn [\n${texts.map(t => `function (w, out) {\n${t}\n},`).join('\n')}\n]`
  return { text, functions: naming.functions, workspace }
}

function linkText(
  program: Program,
  link: readonly number[],
  naming: Naming,
  slots: Int32Array,
  resultsOf: ReadonlyMap<number, readonly number[]>,
): string {
  const lines: string[] = []
  const here = new Set<number>()
  const load = (r: number): void => {
    if (here.has(r) || !program.varying[r]) return
    here.add(r)
    lines.push(`const ${naming.local(r)} = w[${slots[r]}]`)
  }
  for (const k of link) {
    const o = program.tape.operations[k]
    if (o === undefined) continue
    if (o.op === 'argument') {
      if (resultsOf.has(k)) load(k)
    } else {
      operands(o).forEach(load)
      here.add(k)
      lines.push(statements(o, naming.local(k), naming))
      if ((slots[k] ?? -1) >= 0) lines.push(`w[${slots[k]}] = ${naming.local(k)}`)
    }
    for (const j of resultsOf.get(k) ?? []) lines.push(`out[${j}] = ${naming.local(k)}`)
  }
  return lines.join('\n')
}

/** The text of a short program: one body of local constants, in four forms (result, in place, from an array, a loop over columns). */
import type { Item, Layout } from '../evaluate/outputs.js'
import { type Mending, suspectText } from './mending.js'
import { Naming } from './naming.js'
import { type Emitted, givenText, type Program } from './program.js'
import { statements } from './statement.js'

/** Emits an object of the functions `call`, `into` and `intoAt`; the text also names `keys`, `short`, `given` for arguments that are no
 * numbers, and, where results are looked at again, `mend` of them and the point, and `again` of the point for the result in its shape. */
export function singleText(program: Program, mending: Mending | undefined): Emitted {
  const { tape, layout } = program
  const naming = new Naming(program)
  const lines = bodyOf(program, naming)
  const results = tape.outputs.map(r => naming.register(r))
  const stores = results.map((r, k) => `out[${k}] = ${r}`)
  const params = tape.names.map((_, k) => `x${k}`)
  const numbers = params.map((x, k) => `${x} = ${givenText(x, k)}`)
  const guard = `if (!(out.length >= ${results.length})) throw short(out.length, ${results.length})`
  const again = mendingText(mending, results)
  const point = `[${params.join(', ')}]`
  const inPlace = [...lines, ...stores, ...again(`mend(out, ${point})`), 'return out']
  const text = [
    "'use strict'",
    ...keyNames(layout),
    'return {',
    form(`call(${params.join(', ')})`, [
      ...numbers,
      ...lines,
      ...again(`return again(${point})`),
      ...shape(layout, results),
    ]),
    form(`into(${['out', ...params].join(', ')})`, [guard, ...numbers, ...inPlace]),
    form('intoAt(out, point)', [guard, ...params.map((x, k) => `let ${x} = point[${k}]`), ...numbers, ...inPlace]),
    '}',
  ].join('\n')
  return { text, functions: naming.functions }
}

/** Emits the loop: a function of the number of points, their columns, and the columns of the results. */
export function loopText(program: Program): Emitted {
  const { names, outputs } = program.tape
  const naming = new Naming(program)
  const text = [
    "'use strict'",
    'return function (count, columns, out) {',
    ...names.map((_, k) => `const c${k} = columns[${k}]`),
    ...outputs.map((_, k) => `const r${k} = out[${k}]`),
    'for (let i = 0; i < count; i++) {',
    ...names.map((_, k) => `const x${k} = c${k}[i]`),
    ...bodyOf(program, naming),
    ...outputs.map((r, k) => `r${k}[i] = ${naming.register(r)}`),
    '}',
    '}',
  ].join('\n')
  return { text, functions: naming.functions }
}

const bodyOf = ({ tape, varying }: Program, naming: Naming): string[] =>
  tape.operations.flatMap((o, k) => (varying[k] && o.op !== 'argument' ? [statements(o, naming.local(k), naming)] : []))

const form = (head: string, body: readonly string[]): string => `${head} {\n${body.join('\n')}\n},`

/** A statement for where a result is suspect. */
function mendingText(mending: Mending | undefined, results: readonly string[]): (statement: string) => string[] {
  if (mending === undefined) return () => []
  const suspects = new Set(Array.from(mending.places, k => results[k] as string))
  const tests = [...suspects].map(r => suspectText(mending.suspect, r))
  return statement => [`if (${tests.join(' || ')}) ${statement}`]
}

const keyNames = (layout: Layout): string[] =>
  layout.nodes.flatMap(n => n.keys ?? []).map((_, k) => `const k${k} = keys[${k}]`)

/** Statements that build the shape of the results, inner parts first. A computed key is an own property, whatever it is. */
function shape(layout: Layout, results: readonly string[]): string[] {
  const get = (item: Item): string => (item >= 0 ? (results[item] as string) : `s${~item}`)
  let key = 0
  const lines = layout.nodes.map(({ keys, items }, k) => {
    const parts = items.map(item => (keys === undefined ? get(item) : `[k${key++}]: ${get(item)}`))
    return keys === undefined ? `const s${k} = [${parts.join(', ')}]` : `const s${k} = {${parts.join(', ')}}`
  })
  return [...lines, `return ${get(layout.root)}`]
}

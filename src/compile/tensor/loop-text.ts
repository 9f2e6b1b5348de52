/**
 * A loop as JavaScript, by `new Function`: nested `for` statements, each operation as far out as its operands allow. The text
 * holds positional names, numerals and the `code.js` texts of the function table alone.
 */
import { operands } from '../../evaluate/tape.js'
import { Naming } from '../naming.js'
import type { Emitted } from '../program.js'
import { statements } from '../statement.js'
import { type Access, type Loop, sumsInside } from './loop.js'

/** Runs on the buffers and the scalars. */
export type Runner = (buffers: readonly Float64Array[], scalars: Float64Array) => void

/** The loop as a function of buffers and scalars. */
export function loopFunction(loop: Loop): Runner {
  const { text, functions } = loopText(loop)
  return new Function(...functions.keys(), text)(...functions.values()) as Runner
}

/** The text of `loopFunction`, for reading. */
export function loopText(loop: Loop): Emitted {
  const naming = new Naming(loop.program)
  const levels = statementsByLevel(loop, naming)
  const arrays = [...new Set([...loop.loads, loop.target].map(a => a.slot))]
  const head = [...arrays.map(slot => `const b${slot} = b[${slot}]`), ...pointers(loop, -1), ...(levels[0] ?? [])]
  const clear = sumsInside(loop) ? [] : clearing(loop)
  const text = ["'use strict'", 'return function (b, s) {', ...head, ...clear, ...nest(loop, levels, naming), '}'].join(
    '\n',
  )
  return { text, functions: naming.functions }
}

/** The last loop in which an access moves, from 0; -1 where it stands still. */
const levelOf = (a: Access): number => a.strides.findLastIndex(s => s !== 0)

/** For each level (0 before all loops) the loads and operations that can first be done there. */
function statementsByLevel(loop: Loop, naming: Naming): string[][] {
  const { tape, varying } = loop.program
  const levels: string[][] = Array.from({ length: loop.extents.length + 1 }, () => [])
  const at = new Int32Array(tape.operations.length)
  for (const [k, o] of tape.operations.entries()) {
    if (!varying[k]) continue
    if (o.op === 'argument') {
      const load = loop.loads[o.index]
      at[k] = load === undefined ? 0 : levelOf(load) + 1
      const scalar = loop.scalars[o.index - loop.loads.length]
      const source = load === undefined ? `s[${scalar}]` : `b${load.slot}[${place(load, o.index, levelOf(load))}]`
      levels[at[k] as number]?.push(`const ${naming.local(k)} = ${source}`)
    } else {
      for (const r of operands(o)) at[k] = Math.max(at[k] as number, at[r] as number)
      levels[at[k] as number]?.push(statements(o, naming.local(k), naming))
    }
  }
  return levels
}

/** The place that an access has at a level: a pointer kept at the level before, and the turn of this one. */
function place(a: Access, name: number | 'o', level: number): string {
  if (level < 0) return `${a.offset}`
  const stride = a.strides[level] as number
  const turn = stride === 1 ? `i${level}` : `i${level} * ${stride}`
  const before = pointerLevel(a, level)
  return before < 0 ? (a.offset === 0 ? turn : `${a.offset} + ${turn}`) : `p${name}_${before} + ${turn}`
}

/** The last level before this one at which the access moves, and so has a pointer; -1 if none. */
const pointerLevel = (a: Access, level: number): number => a.strides.slice(0, level).findLastIndex(s => s !== 0)

/** The pointers that change at a level and are used further in. */
function pointers(loop: Loop, level: number): string[] {
  const named = [...loop.loads.map((a, k) => [a, k] as const), [loop.target, 'o'] as const]
  return named.flatMap(([a, name]) =>
    level >= 0 && a.strides[level] !== 0 && levelOf(a) > level
      ? [`const p${name}_${level} = ${place(a, name, level)}`]
      : [],
  )
}

const opening = (loop: Loop, level: number): string =>
  `for (let i${level} = 0; i${level} < ${loop.extents[level]}; i${level}++) {`

/** The loops, their statements, and the store at the level where it belongs. */
function nest(loop: Loop, levels: readonly (readonly string[])[], naming: Naming): string[] {
  const depth = loop.extents.length
  const result = naming.register(loop.program.tape.outputs[0] as number)
  const target = `b${loop.target.slot}[${place(loop.target, 'o', levelOf(loop.target))}]`
  const first = loop.reduced.indexOf(true)
  const inRegister = first >= 0 && sumsInside(loop)
  const lines: string[] = []
  for (let level = 0; level < depth; level++) {
    if (inRegister && level === first) lines.push('let sum = 0')
    lines.push(opening(loop, level), ...pointers(loop, level), ...(levels[level + 1] ?? []))
  }
  if (inRegister) lines.push(`sum += ${result}`)
  else lines.push(first >= 0 || loop.mode === 'add' ? `${target} += ${result}` : `${target} = ${result}`)
  for (let level = depth - 1; level >= 0; level--) {
    lines.push('}')
    if (inRegister && level === first) lines.push(`${target} = sum`)
  }
  return lines
}

/** Zeros at the target, over the axes that are kept. */
function clearing(loop: Loop): string[] {
  const kept = loop.extents.map((_, l) => l).filter(l => !loop.reduced[l])
  const where = kept.map(l => `i${l} * ${loop.target.strides[l]}`)
  const target = [`${loop.target.offset}`, ...where].join(' + ')
  return [...kept.map(l => opening(loop, l)), `b${loop.target.slot}[${target}] = 0`, ...kept.map(() => '}')]
}

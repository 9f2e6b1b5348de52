/**
 * A program as a WebAssembly module with one export, `run`. A program of one link computes the points whose offsets in bytes are from
 * the first argument up to the second; a longer one computes a single point, link by link.
 * Source: WebAssembly Core Specification 1.0, section 5.5.
 */
import type { Program } from '../program.js'
import { Body } from './body.js'
import { Bytes } from './bytes.js'
import { HEADER } from './engine.js'
import type { Import, Imports } from './imports.js'
import type { Layout } from './layout.js'
import { OP, TYPE } from './opcode.js'

/** Numbers of the sections of a module. */
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const
/** What is imported or exported. */
const KIND = { function: 0, memory: 2 } as const

/** Types of functions: of no arguments, of the bounds of a loop, and from there on of doubles to a double, by their number. */
const LINK = 0
const LOOP = 1
const KERNEL = 2

export function moduleOf(program: Program, layout: Layout, imports: Imports): Uint8Array {
  const single = layout.links.length <= 1
  const bodies = single
    ? [loopBody(program, layout, imports)]
    : layout.links.map(link => linkBody(program, layout, imports, link))
  if (!single) bodies.push(sequence(bodies.length, imports.all.length))
  const types = bodies.map(() => (single ? LOOP : LINK))
  const last = imports.all.length + bodies.length - 1
  return new Bytes()
    .byte(...HEADER)
    .byte(SECTION.type)
    .sized(typeSection(imports.all))
    .byte(SECTION.import)
    .sized(importSection(imports.all))
    .byte(SECTION.function)
    .sized(vector(types.map(t => new Bytes().unsigned(t))))
    .byte(SECTION.export)
    .sized(vector([new Bytes().name('run').byte(KIND.function).unsigned(last)]))
    .byte(SECTION.code)
    .sized(vector(bodies.map(body => new Bytes().sized(body))))
    .taken()
}

function vector(items: readonly Bytes[]): Uint8Array {
  const all = new Bytes().unsigned(items.length)
  for (const item of items) all.all(item.taken())
  return all.taken()
}

function typeSection(imports: readonly Import[]): Uint8Array {
  const most = imports.reduce((a, { arity }) => Math.max(a, arity), 0)
  const kernels = Array.from({ length: most + 1 }, (_, n) =>
    new Bytes().byte(TYPE.function).sized(new Uint8Array(n).fill(TYPE.f64)).byte(1, TYPE.f64),
  )
  return vector([
    new Bytes().byte(TYPE.function, 0, 0),
    new Bytes().byte(TYPE.function, 2, TYPE.i32, TYPE.i32, 0),
    ...kernels,
  ])
}

/** The memory and the functions: `memory` of `''`, and each function by its number. */
function importSection(imports: readonly Import[]): Uint8Array {
  const memory = new Bytes().name('').name('memory').byte(KIND.memory, 0).unsigned(1)
  const functions = imports.map(({ arity }, k) =>
    new Bytes()
      .name('')
      .name(String(k))
      .byte(KIND.function)
      .unsigned(KERNEL + arity),
  )
  return vector([memory, ...functions])
}

/** A body with so many locals of doubles. */
const withLocals = (count: number, code: Bytes): Uint8Array =>
  new Bytes().byte(1).unsigned(count).byte(TYPE.f64).all(code.taken()).byte(OP.end).taken()

function linkBody(program: Program, layout: Layout, imports: Imports, link: readonly number[]): Uint8Array {
  const code = new Bytes()
  const base = [OP['i32.const'], 0]
  return withLocals(new Body(code, { program, layout, imports, firstLocal: 0, base }).write(link), code)
}

/** All points from the offset in the first local up to that in the second, of which there is at least one. */
function loopBody(program: Program, layout: Layout, imports: Imports): Uint8Array {
  const code = new Bytes().byte(OP.loop, TYPE.none)
  const base = [OP['local.get'], 0]
  const body = new Body(code, { program, layout, imports, firstLocal: 2, base })
  const count = body.write(layout.links[0] ?? [])
  code
    .byte(OP['local.get'], 0, OP['i32.const'])
    .signed(Float64Array.BYTES_PER_ELEMENT)
    .byte(OP['i32.add'], OP['local.tee'], 0, OP['local.get'], 1, OP['i32.lt_u'], OP.br_if, 0, OP.end)
  return withLocals(count, code)
}

/** The links, one after another. */
function sequence(count: number, first: number): Uint8Array {
  const code = new Bytes()
  for (let k = 0; k < count; k++) code.byte(OP.call).unsigned(first + k)
  return withLocals(0, code)
}

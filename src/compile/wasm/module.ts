/**
 * A program as a WebAssembly module with one export, `run`. A program of one link computes the points whose offsets in bytes are from
 * the first argument up to the second, one or two at a time; a longer one computes a single point, link by link. Functions are in this
 * order: imports, elementary functions of doubles, those of pairs, links.
 * Source: WebAssembly Core Specification 1.0, section 5.5.
 */

import type { AlgorithmName } from '../../number/elementary/algorithms.js'
import type { Program } from '../program.js'
import { Body } from './body.js'
import { Bytes } from './bytes.js'
import type { BodyContext } from './context.js'
import { arityOf, pairElementary, resultsOf, scalarElementary } from './elementary.js'
import { HEADER } from './engine.js'
import type { Import, Imports } from './imports.js'
import { Constants } from './instructions.js'
import type { Layout } from './layout.js'
import { OP, TYPE } from './opcode.js'

/** Numbers of the sections of a module. */
const SECTION = { type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const
/** What is imported or exported. */
const KIND = { function: 0, memory: 2 } as const

/** Types of functions by their number: of no arguments, of the bounds of a loop, and from there on by what they take and give. */
const LINK = 0
const LOOP = 1
const KERNEL = 2

/** The module, for points one by one or in pairs. */
export function moduleOf(program: Program, layout: Layout, imports: Imports, paired = false): Uint8Array {
  const constants = new Constants()
  const scalar = constants.scalar()
  const set = paired ? constants.pair() : scalar
  const types = new Types()
  const functions: { readonly type: number; readonly body: Uint8Array }[] = []
  const first = imports.all.length
  const { elementary } = imports
  for (const name of elementary)
    functions.push({
      type: types.of(TYPE.f64, arityOf(name), resultsOf(name)),
      body: scalarElementary(name, scalar, imports.beyond(name)),
    })
  if (paired)
    for (const [k, name] of elementary.entries())
      functions.push({
        type: types.of(set.type, arityOf(name), resultsOf(name)),
        body: pairElementary(name, set, first + k),
      })
  const skipped = first + functions.length - elementary.length
  const numberOf = (name: AlgorithmName): number => skipped + elementary.indexOf(name)
  const uses = new Int32Array(program.tape.operations.length)
  const context = { program, layout, imports, set, numberOf, uses }
  const links = first + functions.length
  if (layout.links.length <= 1) functions.push({ type: LOOP, body: loopBody(context) })
  else {
    for (const link of layout.links) functions.push({ type: LINK, body: linkBody(context, link) })
    functions.push({ type: LINK, body: sequence(layout.links.length, links) })
  }
  const imported = importSection(imports.all, types)
  return new Bytes()
    .byte(...HEADER)
    .byte(SECTION.type)
    .sized(types.section())
    .byte(SECTION.import)
    .sized(imported)
    .byte(SECTION.function)
    .sized(vector(functions.map(f => new Bytes().unsigned(f.type))))
    .all(section(SECTION.global, constants.globals))
    .byte(SECTION.export)
    .sized(
      vector([
        new Bytes()
          .name('run')
          .byte(KIND.function)
          .unsigned(first + functions.length - 1),
      ]),
    )
    .byte(SECTION.code)
    .sized(vector(functions.map(f => new Bytes().sized(f.body))))
    .taken()
}

/** A section that is left out where it is empty. */
const section = (number: number, items: readonly Bytes[]): Uint8Array =>
  items.length === 0 ? new Uint8Array() : new Bytes().byte(number).sized(vector(items)).taken()

function vector(items: readonly Bytes[]): Uint8Array {
  const all = new Bytes().unsigned(items.length)
  for (const item of items) all.all(item.taken())
  return all.taken()
}

/** The types of functions of so many values to so many, of one type, each once. */
class Types {
  private readonly known = new Map<string, number>()
  private readonly all: Bytes[] = [
    new Bytes().byte(TYPE.function, 0, 0),
    new Bytes().byte(TYPE.function, 2, TYPE.i32, TYPE.i32, 0),
  ]

  of(type: number, arity: number, results: number): number {
    const key = `${type} ${arity} ${results}`
    const known = this.known.get(key) ?? KERNEL + this.known.size
    if (known === this.all.length)
      this.all.push(
        new Bytes()
          .byte(TYPE.function)
          .sized(new Uint8Array(arity).fill(type))
          .sized(new Uint8Array(results).fill(type)),
      )
    this.known.set(key, known)
    return known
  }

  section(): Uint8Array {
    return vector(this.all)
  }
}

/** The memory and the functions: `memory` of `''`, and each function by its number. */
function importSection(imports: readonly Import[], types: Types): Uint8Array {
  const memory = new Bytes().name('').name('memory').byte(KIND.memory, 0).unsigned(1)
  const functions = imports.map(({ arity }, k) =>
    new Bytes()
      .name('')
      .name(String(k))
      .byte(KIND.function)
      .unsigned(types.of(TYPE.f64, arity, 1)),
  )
  return vector([memory, ...functions])
}

/** A body with so many locals of a type. */
const withLocals = (count: number, type: number, code: Bytes): Uint8Array =>
  new Bytes().byte(1).unsigned(count).byte(type).all(code.taken()).byte(OP.end).taken()

type Context = Omit<BodyContext, 'base' | 'firstLocal'>

function linkBody(context: Context, link: readonly number[]): Uint8Array {
  const code = new Bytes()
  const base = [OP['i32.const'], 0]
  return withLocals(new Body(code, { ...context, firstLocal: 0, base }).write(link), context.set.type, code)
}

/** All points from the offset in the first local up to that in the second, of which there is at least one. */
function loopBody(context: Context): Uint8Array {
  const code = new Bytes().byte(OP.loop, TYPE.none)
  const base = [OP['local.get'], 0]
  const body = new Body(code, { ...context, firstLocal: 2, base })
  const count = body.write(context.layout.links[0] ?? [])
  code
    .byte(OP['local.get'], 0, OP['i32.const'])
    .signed(context.set.bytes)
    .byte(OP['i32.add'], OP['local.tee'], 0, OP['local.get'], 1, OP['i32.lt_u'], OP.br_if, 0, OP.end)
  return withLocals(count, context.set.type, code)
}

/** The links, one after another. */
function sequence(count: number, first: number): Uint8Array {
  const code = new Bytes()
  for (let k = 0; k < count; k++) code.byte(OP.call).unsigned(first + k)
  return withLocals(0, TYPE.f64, code)
}

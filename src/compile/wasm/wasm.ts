/**
 * A program as WebAssembly, assembled here. Engines run it at once at nearly full speed, however long it is, where long JavaScript takes
 * seconds to become fast. Arguments and results pass through the memory that all modules share.
 */
import { mayGenerateCode, NAMED, sourceOf } from '../javascript.js'
import { finishing, type Mending, suspectText } from '../mending.js'
import { givenText, givenTo, type Program, placeArguments, type Runner, tooShort } from '../program.js'
import { type Engine, engine } from './engine.js'
import { Imports } from './imports.js'
import { type Layout, layoutOf } from './layout.js'
import { memoryOf, type Shared } from './memory.js'
import { moduleOf } from './module.js'

const BYTES = Float64Array.BYTES_PER_ELEMENT

type Run = (from: number, to: number) => void

/** A program ready to be called. */
interface Ready {
  readonly program: Program
  readonly layout: Layout
  readonly shared: Shared
  readonly run: Run
}

/** Raises an error of the engine where it does not take the module. */
export function wasm(program: Program, mending: Mending | undefined): Runner {
  const ready = assembled(program, layoutOf(program))
  const { layout } = ready
  const finish = mendedFinisher(ready, mending)
  return {
    backend: 'wasm',
    get source() {
      return sourceOf(program, mending)
    },
    intoAt: pointwise(ready, finish),
    ...(mayGenerateCode() && program.tape.names.length <= NAMED && named(ready, finish, mending)),
    ...(layout.stride > 1 && { columns: inPairs(program, () => blocks(ready)) }),
  }
}

function assembled(program: Program, layout: Layout, paired = false): Ready {
  const { Module, Instance } = engine() as Engine
  const imports = new Imports(program, () => shared.doubles.subarray(layout.scratch))
  const bytes = moduleOf(program, layout, imports, paired)
  const shared = memoryOf((layout.scratch + imports.scratch) * layout.stride)
  const functions = Object.fromEntries(imports.all.map(({ run }, k) => [k, run]))
  const { exports } = new Instance(new Module(bytes), { '': { ...functions, memory: shared.memory } })
  return { program, layout, shared, run: exports.run as Run }
}

type Columns = NonNullable<Runner['columns']>

/** Whether programs can be run at many points at once, two points an instruction. */
export const mayPair = (program: Program): boolean => layoutOf(program).stride > 1

/** The loop over points in pairs, made when it is first called; another where the engine has no instructions for pairs. */
export function inPairs(program: Program, otherwise: () => Columns): Columns {
  let loop: Columns | undefined
  return (count, columns, out) => {
    loop ??= pairsIfTaken(program) ?? otherwise()
    loop(count, columns, out)
  }
}

function pairsIfTaken(program: Program): Columns | undefined {
  try {
    return blocks(assembled(program, layoutOf(program), true))
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

/** Engines may forbid WebAssembly, refuse modules that are large, lack instructions, and run out of memory. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && error.name === 'CompileError')

type Finish = (out: Float64Array) => Float64Array

/** The arguments are where they were given. */
function mendedFinisher(ready: Ready, mending: Mending | undefined): Finish {
  const finish = finisher(ready)
  if (mending === undefined) return finish
  const { program, layout, shared } = ready
  const looked = finishing(mending)
  const pointOf = (): Float64Array =>
    Float64Array.from(program.tape.names, (_, k) => shared.doubles[k * layout.stride] as number)
  return out => looked(finish(out), pointOf)
}

/** Copies the results of the point at the beginning, and those that are constant. */
function finisher(ready: Ready): Finish {
  const { program, layout, shared } = ready
  const { outputs } = program.tape
  const constants = Float64Array.from(outputs, r => program.constants[r] as number)
  if (layout.inOrder) return finisherInOrder(ready, constants)
  const places = Int32Array.from(outputs.keys()).filter(k => program.varying[outputs[k] as number] === 1)
  const from = places.map(k => columnOf(layout, outputs[k] as number) * layout.stride)
  return out => {
    if (places.length < outputs.length) out.set(constants)
    const w = shared.doubles
    for (let k = 0; k < places.length; k++) out[places[k] as number] = w[from[k] as number] as number
    return out
  }
}

function finisherInOrder({ program, shared }: Ready, constants: Float64Array): Finish {
  const { outputs, names } = program.tape
  const gaps = Int32Array.from(outputs.keys()).filter(k => program.varying[outputs[k] as number] !== 1)
  const view = (): Float64Array => shared.doubles.subarray(names.length, names.length + outputs.length)
  let results = view()
  return out => {
    // The memory has grown.
    if (results.length === 0) results = view()
    out.set(results)
    for (let k = 0; k < gaps.length; k++) out[gaps[k] as number] = constants[gaps[k] as number] as number
    return out
  }
}

/** A column of a result, or -1 for a constant. */
const columnOf = (layout: Layout, result: number): number => layout.results.get(result)?.[0] ?? -1

function pointwise({ program, layout, shared, run }: Ready, finish: Finish): Runner['intoAt'] {
  const [args, size, { stride }] = [program.tape.names.length, program.tape.outputs.length, layout]
  const given = givenTo(program)
  return (out, point) => {
    if (!(out.length >= size)) throw tooShort(out.length, size)
    const w = shared.doubles
    if (stride === 1 && point.length === args && point instanceof Float64Array) w.set(point)
    else placeArguments(w, point, args, stride, given)
    run(0, BYTES)
    return finish(out)
  }
}

/** The forms with the arguments one by one: emitted, so that no array of arguments is ever made. */
function named(
  { program, layout, shared, run }: Ready,
  finish: Finish,
  mending: Mending | undefined,
): Pick<Runner, 'into' | 'call'> {
  const { names, outputs } = program.tape
  const params = names.map((_, k) => `x${k}`)
  const body = [
    'const w = shared.doubles',
    ...params.map((x, k) => `w[${k * layout.stride}] = ${givenText(x, k)}`),
    `run(0, ${BYTES})`,
  ]
  const guard = `if (!(out.length >= ${outputs.length})) throw short(out.length, ${outputs.length})`
  const result = program.layout.root === 0 ? columnOf(layout, outputs[0] as number) : -1
  const value = `w[${result * layout.stride}]`
  const again = mending && `if (${suspectText(mending.suspect, value)}) return finish(new Float64Array(1))[0]`
  const text = [
    "'use strict'",
    'return {',
    `into(${['out', ...params].join(', ')}) {`,
    ...[guard, ...body, 'return finish(out)', '},'],
    ...(result < 0
      ? []
      : [`call(${params.join(', ')}) {`, ...body, ...(again ? [again] : []), `return ${value}`, '},']),
    '}',
  ].join('\n')
  return new Function('shared', 'run', 'finish', 'short', 'given', text)(
    shared,
    run,
    finish,
    tooShort,
    givenTo(program),
  ) as Pick<Runner, 'into' | 'call'>
}

/** Many points, as many at once as a column in the memory holds. */
function blocks({ program, layout, shared, run }: Ready): Columns {
  const { names, outputs } = program.tape
  const { stride } = layout
  return (count, columns, out) => {
    for (let start = 0; start < count; start += stride) {
      const w = shared.doubles
      const end = Math.min(count, start + stride)
      for (const k of names.keys()) w.set((columns[k] as Float64Array).subarray(start, end), k * stride)
      run(0, (end - start) * BYTES)
      for (const [k, r] of outputs.entries()) {
        const from = columnOf(layout, r) * stride
        const to = out[k] as Float64Array
        if (from < 0) to.fill(program.constants[r] as number, start, end)
        else to.set(w.subarray(from, from + end - start), start)
      }
    }
  }
}

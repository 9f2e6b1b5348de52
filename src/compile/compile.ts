/**
 * Expressions to a fast function of named arguments. Backends differ in speed alone: all perform the operations of
 * one tape in one order, so their results agree to the last bit. A compiled function never throws for its values:
 * NaN where there is no real number, Infinity where one has become too large.
 */
import { FluxionError } from '../errors.js'
import { bindingName } from '../evaluate/component.js'
import { lower } from '../evaluate/lower.js'
import { arrange, type CompileInput, type Layout, takeApart } from '../evaluate/outputs.js'
import type { Expr } from '../expr/node.js'
import { mendedInterpreter } from './interpreter.js'
import { javascript, mayGenerateCode, sourceOf } from './javascript.js'
import { type LimitAt, limitsOf } from './limits.js'
import { type Mapped, mapped } from './map.js'
import type { Mending } from './mending.js'
import { polesOf } from './poles.js'
import { type Program, programOf, type Runner } from './program.js'
import { mayAssemble } from './wasm/engine.js'
import { inPairs, isRefusal, mayPair, wasm } from './wasm/wasm.js'

export type { CompileInput } from '../evaluate/outputs.js'

export interface CompileOptions {
  /**
   * `'javascript'` and `'wasm'` (WebAssembly) emit code and fail where that is forbidden; `'interpreter'` emits none. By default JavaScript
   * for short programs and WebAssembly for long ones, whichever of them is allowed, and the interpreter where neither is.
   */
  readonly backend?: Runner['backend']
}

/** The results in the shape of the input: a number for an expression or its text (a nested array for a list expression). */
export type Results<I> = I extends Expr | string | number | bigint
  ? I extends `[${string}`
    ? number[] | number[][]
    : number
  : { -readonly [K in keyof I]: Results<I[K]> }

/** A compiled function of the arguments in the order of their names. */
export interface Compiled<I = Expr, Arguments extends readonly unknown[] = number[]> {
  (...args: Arguments): Results<I>
  /** Writes the results into `out`, in order, and answers it. With up to 100 arguments it allocates nothing where code may be generated. */
  into(out: Float64Array, ...args: Arguments): Float64Array
  /** The same with the arguments in an array; allocates nothing, however many there are. */
  intoAt(out: Float64Array, point: ArrayLike<number>): Float64Array
  /** The results at many points, in columns. */
  readonly map: Mapped
  /** The number of results, and so of elements that `out` needs. */
  readonly size: number
  /** What is computed, as JavaScript, for reading. */
  readonly source: string
  readonly backend: Runner['backend']
  /** The number of operations that a call performs. */
  readonly steps: number
}

/** Beyond this many operations WebAssembly runs faster than JavaScript, which takes long to become fast. */
const ASSEMBLED = 300
/** Beyond this many operations it is worth making an instance where the interpreter is what remains. */
const ASSEMBLED_ALONE = 50
/** Beyond this many operations no JavaScript is emitted unless asked for: engines take long to compile it. */
const MOST_EMITTED = 200_000

/**
 * A function of the named arguments that computes everything in the input, sharing what is common.
 * `compile([x*y, x + y], ['x', 'y'])(2, 4)` is [8, 6]. Raises `UnboundError` for names that are not arguments and
 * for unknown functions, `ShapeError` for conditions, `FluxionError` 'duplicate-argument'. With `limits` results are those where a
 * division by zero is only apparent.
 */
export function compile<const I extends CompileInput>(
  input: I,
  args: readonly string[],
  options: CompileOptions = {},
  limits?: (roots: readonly Expr[], names: readonly string[]) => LimitAt,
): Compiled<I> {
  const names = args.map(bindingName)
  refuseDuplicates(names)
  const { roots, layout } = takeApart(input)
  const program = programOf(lower(roots, names), layout)
  const poles = polesOf(program)
  const mending = limits === undefined ? poles : limitsOf(program, limits(roots, names), poles)
  const runner = runnerFor(program, mending, options.backend)
  return closure<I>(program, runner, mapped(program, runner, mending))
}

function refuseDuplicates(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw new FluxionError('duplicate-argument', `the argument "${name}" is named twice`)
    seen.add(name)
  }
}

function runnerFor(program: Program, mending: Mending | undefined, backend: CompileOptions['backend']): Runner {
  switch (backend) {
    case 'interpreter':
      return interpreted(program, mending)
    case 'javascript':
      if (mayGenerateCode()) return javascript(program, mending)
      throw forbidden('code generation')
    case 'wasm':
      if (mayAssemble()) return wasm(program, mending)
      throw forbidden('WebAssembly')
    case undefined: {
      const emits = program.steps <= MOST_EMITTED && mayGenerateCode()
      const assembled =
        program.steps > (emits ? ASSEMBLED : ASSEMBLED_ALONE) ? assembledIfTaken(program, mending) : undefined
      return assembled ?? (emits ? withPairs(program, javascript(program, mending)) : interpreted(program, mending))
    }
  }
}

/** Without code, but to read. */
const interpreted = (program: Program, mending: Mending | undefined): Runner => ({
  backend: 'interpreter',
  get source() {
    return sourceOf(program, mending)
  },
  intoAt: mendedInterpreter(program, mending),
})

const forbidden = (what: string): FluxionError =>
  new FluxionError('code-generation', `${what} is forbidden here; leave out the backend to run without it`)

/** A runner whose map takes two points an instruction, where that is possible. */
function withPairs(program: Program, runner: Runner): Runner {
  const { columns } = runner
  if (columns === undefined || !mayPair(program) || !mayAssemble()) return runner
  return { ...runner, columns: inPairs(program, () => columns) }
}

function assembledIfTaken(program: Program, mending: Mending | undefined): Runner | undefined {
  if (!mayAssemble()) return undefined
  try {
    return wasm(program, mending)
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

function closure<I>(program: Program, runner: Runner, map: Mapped): Compiled<I> {
  const size = program.tape.outputs.length
  const { intoAt } = runner
  const call = runner.call ?? shaped(program.layout, size, intoAt)
  const into = runner.into ?? ((out: Float64Array, ...args: number[]) => intoAt(out, args))
  const properties = { size, into, intoAt, map, backend: runner.backend, steps: program.steps }
  const f = Object.defineProperties(
    call,
    Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, { value, enumerable: true }])),
  )
  return Object.defineProperty(f, 'source', { get: () => runner.source, enumerable: true }) as unknown as Compiled<I>
}

/** The plain call, from the in-place form. */
function shaped(layout: Layout, size: number, intoAt: Runner['intoAt']): (...args: number[]) => unknown {
  let out: Float64Array | undefined
  return (...args) => {
    out ??= new Float64Array(size)
    return arrange(layout, intoAt(out, args))
  }
}

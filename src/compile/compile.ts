/**
 * Expressions to a fast function of named arguments. Backends differ in speed alone: all perform the operations of
 * one tape in one order, so their results agree to the last bit. A compiled function never throws for its values:
 * NaN where there is none, infinities from division by zero as in IEEE 754.
 */
import { FluxionError } from '../errors.js'
import { bindingName } from '../evaluate/component.js'
import { lower } from '../evaluate/lower.js'
import { arrange, type CompileInput, type Layout, takeApart } from '../evaluate/outputs.js'
import type { Expr } from '../expr/node.js'
import { interpreter } from './interpreter.js'
import { javascript, mayGenerateCode } from './javascript.js'
import { type Program, programOf, type Runner } from './program.js'

export type { CompileInput } from '../evaluate/outputs.js'

export interface CompileOptions {
  /**
   * `'javascript'` emits code and fails where that is forbidden; `'interpreter'` emits none. By default JavaScript
   * where it is allowed and the program is not so long that compiling it would take seconds.
   */
  readonly backend?: 'javascript' | 'interpreter'
}

/** The results in the shape of the input: a number for an expression or its text (a nested array for a list expression). */
export type Results<I> = I extends Expr | string | number | bigint
  ? number
  : { -readonly [K in keyof I]: Results<I[K]> }

/** A compiled function of the arguments in the order of their names. */
export interface Compiled<I = Expr> {
  (...args: number[]): Results<I>
  /** Writes the results into `out`, in order, and answers it. With up to 100 arguments it allocates nothing. */
  into(out: Float64Array, ...args: number[]): Float64Array
  /** The same with the arguments in an array; allocates nothing, however many there are. */
  intoAt(out: Float64Array, point: ArrayLike<number>): Float64Array
  /** The number of results, and so of elements that `out` needs. */
  readonly size: number
  /** The emitted JavaScript, for reading. */
  readonly source: string
  readonly backend: Runner['backend']
  /** The number of operations that a call performs. */
  readonly steps: number
}

/** Beyond this many operations no JavaScript is emitted unless asked for: engines take long to compile it. */
const MOST_EMITTED = 200_000

/**
 * A function of the named arguments that computes everything in the input, sharing what is common.
 * `compile([x*y, x + y], ['x', 'y'])(2, 4)` is [8, 6]. Raises `UnboundError` for names that are not arguments and
 * for unknown functions, `ShapeError` for conditions, `FluxionError` 'duplicate-argument'.
 */
export function compile<const I extends CompileInput>(
  input: I,
  args: readonly string[],
  options: CompileOptions = {},
): Compiled<I> {
  const names = args.map(bindingName)
  refuseDuplicates(names)
  const { roots, layout } = takeApart(input)
  const program = programOf(lower(roots, names), layout)
  return closure<I>(program, backendFor(program, options)(program))
}

function refuseDuplicates(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw new FluxionError('duplicate-argument', `the argument "${name}" is named twice`)
    seen.add(name)
  }
}

function backendFor({ steps }: Program, { backend }: CompileOptions): (program: Program) => Runner {
  if (backend === 'interpreter') return interpreter
  if (backend === undefined && steps > MOST_EMITTED) return interpreter
  if (mayGenerateCode()) return javascript
  if (backend === undefined) return interpreter
  throw new FluxionError(
    'code-generation',
    'code generation is forbidden here; leave out the backend to run without it',
  )
}

function closure<I>(program: Program, runner: Runner): Compiled<I> {
  const size = program.tape.outputs.length
  const { intoAt } = runner
  const call = runner.call ?? shaped(program.layout, size, intoAt)
  const into = runner.into ?? ((out: Float64Array, ...args: number[]) => intoAt(out, args))
  const properties = { size, into, intoAt, backend: runner.backend, steps: program.steps }
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

/** The verb `trace`: the values and the gradients of a computation, node by node. */

import { answersFor } from '../answers/answers.js'
import { ShapeError } from '../errors.js'
import type { Value } from '../evaluate/values.js'
import { type ArrayTrace, traceArrays } from '../explain/array-trace.js'
import { type Definition, graphOf } from '../explain/graph.js'
import { passes } from '../explain/pass.js'
import type { Statement } from '../explain/structure.js'
import { Trace } from '../explain/trace.js'
import type { Language } from '../explain/words.js'
import { append } from '../expr/args.js'
import { type Expr, isCall } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { canonical, sourceOf, withSource } from '../expr/written.js'
import { type Input, isExpr, type Options, read, readProgram, statedValue } from '../inputs/input.js'
import { diff } from '../matrix/derivatives.js'
import { shaped } from '../matrix/forms.js'
import { read as readTensor } from '../matrix/reading.js'
import { evaluate } from '../matrix/values.js'
import type { ParsedProgram } from '../parse/parse.js'
import { splitStatements } from '../parse/statements.js'
import { isTensor } from '../tensor/tensor.js'
import { spend } from '../work.js'
import { verb } from './verb.js'

export interface TraceVerbOptions {
  /** The language of the words: `'en'`, `'ru'` or `'ko'`. */
  readonly language?: Language
}

/** A number, a text such as `'pi/2'`, or lists of such for a vector or matrix, declared or named by components as `w[1]`. */
export type TraceValue = Value | readonly TraceValue[]

/**
 * The forward and the backward pass: `trace('q = x + y; f = q*z', { x: -2, y: 5, z: -4 })` has f = -12 and df/dx = df/dq*dq/dx = -4.
 * Without values it is told in formulas: df/dx = df/dq*dq/dx = z. A program without names for intermediate results is taken apart into
 * its operations. Text by `String()`, and `toLatex()`, `toJSON()`, `toDot()`, `toSvg()` (a promise; needs @dagrejs/dagre). Raises
 * `UnboundError`, `DomainError`, and what `parse` raises.
 */
export const trace = /* @__PURE__ */ verb(
  {
    name: 'trace',
    answers: 'document',
    group: 'derivatives',
    takes: 'f:input at?:values {&slope language}',
    about: 'the forward and the backward pass, node by node, at a point or in formulas',
    examples: [
      {
        command: 'trace "q = x + y; f = q*z" --at x=-2,y=5,z=-4',
        prints: [
          'forward',
          '  x = -2',
          '  y = 5',
          '  z = -4',
          '  q = x + y = 3',
          '  f = q*z = -12',
          '',
          'backward',
          '  df/dq = z = -4',
          '  df/dz = q = 3',
          '  dq/dx = 1',
          '  df/dx = df/dq*dq/dx = (-4)*1 = -4',
          '  dq/dy = 1',
          '  df/dy = df/dq*dq/dy = (-4)*1 = -4',
          '',
          'node  value  df/d...',
          'x        -2       -4',
          'y         5       -4',
          'z        -4        3',
          'q         3       -4',
          'f       -12        1',
        ].join('\n'),
      },
    ],
  },
  (
    f: Input,
    at: Readonly<Record<string, TraceValue>> = {},
    options: Options & TraceVerbOptions = {},
  ): Trace | ArrayTrace => {
    const { bindings, result } = readProgram(f, options, [])
    if (isTensor(result)) return arrays(f, at, options)
    const steps = bindings.map(b => b.name)
    const { definitions, assumptions } = definitionsOf(readProgram(f, options, steps), steps, at)
    const answers = answersFor(options, assumptions)
    const graph = graphOf(definitions)
    const passed = passes(graph, pointOf(at, options), {
      derivative: (e, by) => {
        const f = withSource(canonical(e), e)
        return answers.shaped(answers.certified(f, by), f)
      },
    })
    const { language = 'en', names } = options
    return new Trace(graph, passed, { language, names })
  },
)

/** The named results of a program, as they are written, each in terms of those before it. */
function definitionsOf(program: ParsedProgram, names: readonly string[], at: Readonly<Record<string, unknown>>) {
  const { bindings, result, definition } = program
  const assumptions = new Map(program.declarations.map(d => [d.name, new Set(d.assumptions)] as const))
  // What is given a value is an input.
  const open = bindings.filter(b => !Object.hasOwn(at, b.name))
  const steps: Definition[] = open.map(b => ({ name: b.name, value: sourceOf(b.value) ?? b.value }))
  const stated = statedValue(program)
  const whole = sourceOf(stated) ?? stated
  const isLast =
    definition === undefined && open.length > 0 && result === bindings.at(-1)?.value && open.at(-1) === bindings.at(-1)
  if (isLast) return { definitions: steps, assumptions }
  return {
    definitions: [...steps, { name: resultName(result, whole, definition !== undefined, names), value: whole }],
    assumptions,
  }
}

/** The name that a definition gives, else f, or another letter where that is taken. */
function resultName(result: Expr, whole: Expr, isDefinition: boolean, names: readonly string[]): string {
  const left = isDefinition && isCall(result, 'eq') ? result.args[0] : undefined
  if (left?.kind === 'sym') return left.name
  if (left?.kind === 'call' && left.args.length > 0) return left.head
  const taken = new Set([...freeSymbols(whole), ...names])
  return ['f', 'y', 'g', 'F'].find(name => !taken.has(name)) ?? 'result'
}

/** Lists in lists: more axes has no tensor that is written, and a list that holds itself has no end. */
const MOST_AXES = 8

/** Steps that reading the text of one value takes, beside those of its parts. */
const TEXT = 100

/** Values by name; those of lists under the names of their components: w[1], W[1,2]. */
function pointOf(at: Readonly<Record<string, TraceValue>>, options: Options): Readonly<Record<string, Value>> {
  const found = new Map<string, Value>()
  const open = Object.entries(at).map(([name, value]) => ({ name, places: [] as readonly number[], value }))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { name, places } = next
    const isText = typeof next.value === 'string'
    const value = isText ? read(next.value as string, options).e : next.value
    const items = isList(value) ? value : isExpr(value) && isCall(value, 'list') ? value.args : undefined
    if (places.length > MOST_AXES)
      throw new ShapeError(
        `the lists given for ${name} are nested too deeply: the limit is ${MOST_AXES}`,
        'not-a-number',
      )
    spend(isText ? TEXT : 1)
    if (items !== undefined)
      append(
        open,
        items.map((item, k) => ({ name, places: [...places, k + 1], value: item })),
      )
    else found.set(places.length === 0 ? name : `${name}[${places.join(',')}]`, value as Value)
  }
  return Object.fromEntries(found)
}

const isList = (value: TraceValue): value is readonly TraceValue[] => Array.isArray(value)

/** Of vectors and matrices: statements with names are the nodes. */
function arrays(f: Input, at: Readonly<Record<string, unknown>>, options: Options & TraceVerbOptions): ArrayTrace {
  const { language = 'en', names } = options
  if (typeof f !== 'string')
    throw new ShapeError('give the program of vectors and matrices as a text', 'unsupported-shape')
  const statements = statementsIn(f)
  return traceArrays(
    statements,
    at,
    { read: (text, o) => shaped(readTensor(text, o), o), diff, evaluate },
    { ...options, let: options.let ?? '' },
    { language, names },
  )
}

const STATEMENT = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)(.*)$/su

/** The statements of a text, each with its name; the last one may have none. */
function statementsIn(text: string): readonly Statement[] {
  const parts = splitStatements(text)
  return parts.map((part, k) => {
    const [, name, value] = STATEMENT.exec(part) ?? []
    if (name !== undefined && value !== undefined) return { name, text: value }
    if (k < parts.length - 1)
      throw new ShapeError(`"${part.trim()}" has no name: write q = ${part.trim()}`, 'definition')
    return { name: 'f', text: part }
  })
}

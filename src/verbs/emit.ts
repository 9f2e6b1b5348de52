/** The verb `emit`: a function and its derivatives as text in another language. */

import { isInput } from '../calls/checked.js'
import { emitted, type Wanted } from '../emit/emit.js'
import { LANGUAGES, type LanguageName } from '../emit/languages/index.js'
import { sqlIn } from '../emit/languages/sql.js'
import { leavesOf, shapeOf } from '../emit/results.js'
import { emittedTensor } from '../emit/tensor/emit.js'
import { FluxionError, ShapeError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { takeApart } from '../evaluate/outputs.js'
import { list, num } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { countNodes } from '../expr/walk.js'
import {
  argumentsOf,
  type Input,
  mapNested,
  nameOf,
  type Options,
  readFunction,
  readVariable,
  type VariableInput,
} from '../inputs/input.js'
import { axesIn } from '../matrix/derivatives.js'
import { tensorVariables } from '../matrix/reading.js'
import { type DIALECTS, textsOf } from '../signatures/options.js'
import { isTensor } from '../tensor/tensor.js'
import { diff } from './derivative.js'
import { scalarCheck } from './emit-check.js'
import { type NamedTensor, signatureOf } from './emit-tensors.js'
import { gradient, hessian, jacobian } from './several.js'
import { quoted } from './shell-words.js'
import { verb } from './verb.js'

export interface EmitOptions {
  readonly language: LanguageName
  /** Of `sql`: the database; `duckdb` by default. */
  readonly dialect?: (typeof DIALECTS)[number]
  /** The arguments in order, and what derivatives are by; further symbols follow as arguments. By default the arguments of a definition, or all symbols. */
  readonly variables?: readonly VariableInput[]
  /** The name of the function; `f` by default. What is no name in the language is made one. */
  readonly name?: string
  /** The gradient beside the value. */
  readonly gradient?: boolean
  /** The Jacobian of a list beside its values. */
  readonly jacobian?: boolean
  /** The Hessian beside the value. */
  readonly hessian?: boolean
  /** A whole program, which reads points from standard input, one a line, and writes the results, one line a point. */
  readonly main?: boolean
  /** One more result, `check`: how far the derivatives are from central differences at the point, relative to their size. */
  readonly test?: boolean
}

/** What can be emitted: an expression, or lists and objects of such. */
export type EmitInput = Input | readonly EmitInput[] | { readonly [key: string]: EmitInput }

/**
 * A function in another language: `emit('a^2 + a*b', { language: 'c', gradient: true })`. The value and the derivatives are computed together
 * and share what they have in common; functions that the language lacks come with it. Vectors and matrices become loops (C, Rust, Fortran,
 * JavaScript, TypeScript) or products of arrays (NumPy, PyTorch, JAX, MATLAB), with the sizes as arguments or told by the arrays. Texts in Julia
 * and JAX and in SQL for Spark are written by the same tables but were not run by their tools. Raises
 * `FluxionError` 'no-emission' for what the language cannot say, and what `gradient`, `jacobian`, `hessian` and `compile` raise.
 */
export const emit = /* @__PURE__ */ verb(
  {
    name: 'emit',
    answers: 'document',
    group: 'derivatives',
    takes: 'f:outputs {&slope layout variables language! dialect name gradient jacobian hessian main test}',
    kinds: { language: /* @__PURE__ */ textsOf(LANGUAGES) },
    about: 'the function and its derivatives as text in another language',
    examples: [
      {
        command: 'emit "a^2+a*b" a b --language rust --gradient',
        prints: `// f(a, b) = a^2 + a*b, and its gradient by a, b.
// Made by: fluxion emit "a^2+a*b" a b --language rust --gradient
#[allow(non_snake_case, unused_variables, unused_parens, clippy::all)]
pub fn f(a: f64, b: f64) -> (f64, [f64; 2]) {
    (a * b + a * a, [2.0 * a + b, a])
}`,
      },
    ],
  },
  (f: EmitInput, options: Options & EmitOptions): string => {
    if (options.dialect !== undefined && options.language !== 'sql')
      throw new FluxionError('option-dialect', `dialects are those of sql, not of ${options.language}`)
    const names = options.variables?.map(nameOf)
    const reading = readingOf(options)
    const { read, named, parameters } = readOutputs(f, reading, names)
    if (named.some(o => isTensor(o.read))) return tensorText(f, named, options)
    const { roots: outputs } = takeApart(read)
    const shape = shapeOf(read, outputs.length)
    const by = (options.variables ?? argumentsOf(outputs, parameters)).map(readVariable)
    const given = by.map(x => leafName(x) as string)
    const args = [...new Set([...given, ...leavesOf(outputs)])]
    const value: Wanted = { name: 'value', shape, roots: outputs }
    const slopes = derivativesOf(
      outputs,
      shape,
      names === undefined && parameters.length === 0 ? args : given,
      options,
      reading,
    )
    const variables = names === undefined && parameters.length === 0 ? args : given
    const checks = options.test === true ? [scalarCheck(value, slopes, variables)] : []
    return emitted({
      language: options.language === 'sql' ? sqlIn(options.dialect ?? 'duckdb', { columns: args }) : options.language,
      name: options.name ?? 'f',
      arguments: args,
      wanted: [value, ...slopes, ...checks],
      about: aboutOf(read, f, args, variables, slopes, options),
      main: options.main === true,
    })
  },
)

/** A function of arrays: a derivative by each variable is a result of its own. */
function tensorText(f: EmitInput, outputs: Outputs['named'], options: Options & EmitOptions): string {
  const reading = readingOf(options)
  const asked = options.variables?.map(nameOf)
  const values = outputs.map(o => o.read)
  const by = asked ?? [...new Set(values.flatMap(v => (isTensor(v) ? tensorVariables(v) : [])))]
  const named = outputs.flatMap(({ path, read }): NamedTensor[] => {
    const axesOf = (slope: Expr, own: number): readonly number[] =>
      isTensor(slope) ? axesIn(reading.layout, own, slope.node.shape.length) : []
    const slopes = (what: string, of: Expr, all: readonly Expr[]): NamedTensor[] =>
      all.map((value, k) => ({
        name: `${what}_${by[k]}`,
        value,
        slope: {
          of,
          by: by[k] as string,
          axes: axesOf(value, what.startsWith('jacobian') && isTensor(of) ? of.outputs : 0),
        },
      }))
    const gradients = options.gradient ? gradient(read, by, reading) : []
    // Whose derivatives the Hessian has: their own axes are in our order.
    const firsts = options.hessian ? gradient(read, by, { ...reading, layout: 'mixed' }) : []
    return [
      { name: `value${path}`, value: read },
      ...(options.gradient ? slopes(`gradient${path}`, read, gradients) : []),
      ...(options.jacobian
        ? slopes(
            `jacobian${path}`,
            read,
            by.map(x => diff(read, x, reading)),
          )
        : []),
      ...(options.hessian
        ? hessian(read, by, reading).flatMap((row, k) => slopes(`hessian${path}_${by[k]}`, firsts[k] as Expr, row))
        : []),
    ]
  })
  const [only = num(0), ...others] = values
  return emittedTensor({
    ...signatureOf(named, by, options.test),
    language: options.language,
    name: options.name ?? 'f',
    about: aboutOf(
      others.length === 0 ? only : list(values),
      f,
      by,
      by,
      named.filter(n => n.slope !== undefined),
      options,
    ),
    main: options.main === true,
  })
}

/** What derivatives and readings take of the options. */
function readingOf(options: Options & EmitOptions): Options {
  const { language, dialect, variables, name, gradient: g, jacobian: j, hessian: h, main, test, ...reading } = options
  return reading
}

interface Outputs {
  readonly read: Expr
  /** The inputs in order, and what they are called beside each other: `_name` in objects, `_1` in lists. */
  readonly named: readonly { readonly path: string; readonly read: Expr }[]
}

function readOutputs(
  f: EmitInput,
  options: Options,
  names: readonly string[] | undefined,
): Outputs & { readonly parameters: readonly string[] } {
  let parameters: readonly string[] = []
  const leaf = (g: Input): Outputs => {
    const one = readFunction(g, options, names)
    if (isInput(f)) parameters = one.parameters
    return { read: one.e, named: [{ path: '', read: one.e }] }
  }
  const join = (parts: readonly Outputs[], keys: readonly string[] | undefined): Outputs => ({
    read: list(parts.map(p => p.read)),
    named: parts.flatMap((part, k) =>
      part.named.map(({ path, read }) => ({ path: `_${keys?.[k] ?? k + 1}${path}`, read })),
    ),
  })
  return { ...mapNested<Outputs>(f, leaf, join), parameters }
}

function derivativesOf(
  outputs: readonly Expr[],
  shape: Wanted['shape'],
  by: readonly string[],
  options: EmitOptions,
  reading: Options,
): readonly Wanted[] {
  const n = by.length
  const wanted: Wanted[] = []
  const [f] = outputs as readonly [Expr]
  if ((options.gradient || options.hessian) && shape.length > 0)
    throw new ShapeError('the gradient and the Hessian are those of a scalar; a list has a jacobian')
  if (options.gradient) wanted.push({ name: 'gradient', shape: [n], roots: gradient(f, by, reading) })
  if (options.jacobian)
    wanted.push({ name: 'jacobian', shape: [outputs.length, n], roots: jacobian(outputs, by, reading).flat() })
  if (options.hessian) wanted.push({ name: 'hessian', shape: [n, n], roots: hessian(f, by, reading).flat() })
  return wanted
}

/** Texts longer than this are not repeated in the comment. */
const LONGEST = 1000

const SLOPES = [
  ['gradient', 'its gradient'],
  ['jacobian', 'its Jacobian'],
  ['hessian', 'its Hessian'],
] as const

/** What the text is, and the command that makes it again. */
function aboutOf(
  read: Expr,
  f: EmitInput,
  args: readonly string[],
  by: readonly string[],
  slopes: readonly { readonly name: string }[],
  options: Options & EmitOptions,
): string[] {
  const name = options.name ?? 'f'
  const whole = countNodes(read) > LONGEST ? '...' : String(read)
  const what = SLOPES.flatMap(([part, words]) => (slopes.some(s => s.name.startsWith(part)) ? [words] : []))
  const beside = what.length === 0 ? '' : `, and ${what.join(' and ')} by ${by.join(', ')}`
  const shown = whole.length > LONGEST ? `${whole.slice(0, LONGEST)}...` : whole
  const first = `${name}(${args.join(', ')}) = ${shown}${beside}.`
  const text = typeof f === 'string' || typeof f === 'number' ? String(f) : whole
  if (text.length > LONGEST || whole === '...') return [first]
  const flags = (['gradient', 'jacobian', 'hessian', 'main', 'test'] as const).filter(flag => options[flag] === true)
  const command = [
    ...['fluxion emit', quoted(text), ...args.slice(0, by.length).map(quoted), '--language', options.language],
    ...(options.dialect === undefined ? [] : ['--dialect', options.dialect]),
    ...(options.name === undefined ? [] : ['--name', quoted(options.name)]),
    ...flags.map(flag => `--${flag}`),
    ...(options.let === undefined ? [] : ['--let', quoted(options.let)]),
    ...(options.domain === undefined ? [] : ['--domain', options.domain]),
    ...(typeof options.form === 'string' ? ['--form', options.form] : []),
  ]
  const others = ['functions', 'rules', 'syntax', 'simplify', 'layout'].filter(
    o => (options as unknown as Record<string, unknown>)[o] !== undefined,
  )
  const beyond = others.length === 0 ? '' : `, with the options ${others.join(', ')}`
  return [first, `Made by: ${command.join(' ')}${beyond}`]
}

/** The verb `emit`: a function and its derivatives as text in another language. */

import { isInput } from '../checked.js'
import { emitted, type Wanted } from '../emit/emit.js'
import { sqlIn } from '../emit/languages/sql.js'
import { leavesOf, shapeOf } from '../emit/results.js'
import { emittedTensor } from '../emit/tensor/emit.js'
import { FluxionError, ShapeError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { takeApart } from '../evaluate/outputs.js'
import { substitute } from '../evaluate/subs.js'
import { add, call, div, list, mul, num } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { countNodes, postorder } from '../expr/walk.js'
import {
  argumentsOf,
  hasShapes,
  type Input,
  mapNested,
  nameOf,
  type Options,
  readFunction,
  readVariable,
  type VariableInput,
} from '../input.js'
import { tensorVariables } from '../matrix/reading.js'
import { Rational } from '../number/rational.js'
import type { DIALECTS, TARGETS } from '../signatures.js'
import { isTensor } from '../tensor/tensor.js'
import { diff } from './derivative.js'
import { type NamedTensor, signatureOf } from './emit-tensors.js'
import { gradient, hessian, jacobian } from './several.js'
import { quoted } from './shell-words.js'
import { verb } from './verb.js'

export interface EmitOptions {
  readonly language: (typeof TARGETS)[number]
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
    takes: 'f:outputs {& variables language=target! dialect name gradient jacobian hessian main test}',
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
    const one = isInput(f) ? (f as Input) : undefined
    if (one !== undefined && hasShapes([one], readingOf(options), options.variables)) return tensorText(one, options)
    const { reading, read, outputs, shape, parameters } = readOutputs(f, options)
    const names = options.variables?.map(nameOf)
    const by = (options.variables ?? argumentsOf(outputs, parameters)).map(readVariable)
    const given = by.map(x => leafName(x) as string)
    const args = [...given, ...leavesOf(outputs).filter(n => !given.includes(n))]
    const value: Wanted = { name: 'value', shape, roots: outputs }
    const slopes = derivativesOf(
      outputs,
      shape,
      names === undefined && parameters.length === 0 ? args : given,
      options,
      reading,
    )
    const variables = names === undefined && parameters.length === 0 ? args : given
    const checks = options.test === true ? [checkOf(value, slopes, variables)] : []
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
function tensorText(f: Input, options: Options & EmitOptions): string {
  const reading = readingOf(options)
  if (options.test === true)
    throw new ShapeError(
      'the check by differences is written for scalars: ask for form: components',
      'unsupported-shape',
    )
  const asked = options.variables?.map(nameOf)
  const read = readFunction(f, reading, asked).e
  const by = asked ?? (isTensor(read) ? tensorVariables(read) : [])
  const named: NamedTensor[] = [{ name: 'value', value: read }]
  const add = (what: string, values: readonly (Expr | readonly Expr[])[]): void => {
    for (const [k, value] of values.entries())
      for (const [l, one] of [value].flat().entries())
        named.push({ name: Array.isArray(value) ? `${what}_${by[k]}_${by[l]}` : `${what}_${by[k]}`, value: one })
  }
  if (options.gradient) add('gradient', gradient(f, by, reading))
  if (options.jacobian)
    add(
      'jacobian',
      by.map(x => diff(f, x, reading)),
    )
  if (options.hessian) add('hessian', hessian(f, by, reading))
  return emittedTensor({
    ...signatureOf(named, by),
    language: options.language,
    name: options.name ?? 'f',
    about: aboutOf(read, f, by, by, named.slice(1), options),
    main: options.main === true,
  })
}

/** What derivatives and readings take of the options. */
function readingOf(options: Options & EmitOptions): Options {
  const { language, dialect, variables, name, gradient: g, jacobian: j, hessian: h, main, test, ...reading } = options
  return reading
}

interface Outputs {
  readonly reading: Options
  readonly read: Expr
  readonly outputs: readonly Expr[]
  readonly shape: Wanted['shape']
  readonly parameters: readonly string[]
}

function readOutputs(f: EmitInput, options: Options & EmitOptions): Outputs {
  const reading = readingOf(options)
  const names = options.variables?.map(nameOf)
  let parameters: readonly string[] = []
  const leaf = (g: Input): Expr => {
    const one = readFunction(g, reading, names)
    if (isTensor(one.e))
      throw new ShapeError('emit writes scalars and lists of them: ask for form: components', 'unsupported-shape')
    if (isInput(f)) parameters = one.parameters
    return one.e
  }
  const read = mapNested<Expr>(f, leaf, parts => list(parts))
  const { roots } = takeApart(read)
  return { reading, read, outputs: roots, shape: shapeOf(read, roots.length), parameters }
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

/** The step of the differences, relative to 1 + abs(x): 2^-17. */
const STEP = Rational.of(1, 131072)

/** The largest distance of a derivative from the central difference, relative to 1 and its size. */
function checkOf(value: Wanted, slopes: readonly Wanted[], by: readonly string[]): Wanted {
  const distances: Expr[] = []
  const leaves = postorder([...value.roots, ...slopes.flatMap(s => s.roots)])
  const variables = by.map(n => leaves.find(e => leafName(e) === n))
  let functions = value.roots
  for (const { name, roots } of slopes) {
    if (name === 'hessian') functions = slopes.find(s => s.name === 'gradient')?.roots ?? functions
    for (const [k, d] of roots.entries()) {
      const f = functions[Math.floor(k / by.length)]
      const x = variables[k % by.length]
      if (f === undefined || x === undefined) continue
      const h = mul(num(STEP), add(num(1), call('abs', [x])))
      const at = (moved: Expr): Expr => substitute(f, new Map([[leafName(x) as string, moved]]))
      const slope = div(add(at(add(x, h)), mul(num(-1), at(add(x, mul(num(-1), h))))), mul(num(2), h))
      const distance = call('abs', [add(d, mul(num(-1), slope))])
      distances.push(div(distance, add(num(1), call('abs', [d]))))
    }
  }
  return { name: 'check', shape: [], roots: [distances.length === 0 ? num(0) : call('max', distances)] }
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

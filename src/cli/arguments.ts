/**
 * What was typed, taken apart by `node:util`. An argument that merely begins with a minus sign (`-x^2`) is an
 * expression: only the options named here, and words that begin with two dashes, are options.
 */
import { parseArgs } from 'node:util'
import { FIELD_NAMES, type FieldName } from '../evaluate/evaluate.js'
import type { LatexOptions } from '../print/latex.js'
import { aligned } from '../print/latex-lines.js'
import { readPoint } from './point-file.js'
import { UsageError } from './usage.js'

export { UsageError } from './usage.js'

export const VERBS = [
  'diff',
  'grad',
  'jacobian',
  'hessian',
  'simplify',
  'expand',
  'factor',
  'cancel',
  'together',
  'apart',
  'collect',
  'horner',
  'trigReduce',
  'trigExpand',
  'subs',
  'eval',
  'latex',
  'check',
  'equivalent',
  'read',
] as const
export type Verb = (typeof VERBS)[number]

export const FORMATS = ['text', 'unicode', 'latex', 'mathml', 'html', 'json'] as const
export type Format = (typeof FORMATS)[number]

/** Of any answer, and of those that are tensors. */
export const SCALAR_FORMS = ['factored', 'expanded', 'fraction', 'horner', 'raw', 'stable'] as const
export const TENSOR_FORMS = ['matrix', 'index', 'kron', 'components'] as const
export const FORMS = [...SCALAR_FORMS, ...TENSOR_FORMS] as const
export const LAYOUTS = ['mixed', 'numerator', 'denominator'] as const

const OPTIONS = {
  at: { type: 'string', multiple: true },
  'at-file': { type: 'string' },
  let: { type: 'string', multiple: true },
  input: { type: 'string' },
  format: { type: 'string', default: 'text' },
  domain: { type: 'string' },
  form: { type: 'string' },
  layout: { type: 'string' },
  rule: { type: 'string', multiple: true },
  function: { type: 'string', multiple: true },
  field: { type: 'string' },
  precision: { type: 'string' },
  claim: { type: 'string', multiple: true },
  method: { type: 'string' },
  step: { type: 'string' },
  tolerance: { type: 'string' },
  shared: { type: 'boolean' },
  fractions: { type: 'string' },
  roots: { type: 'string' },
  inverse: { type: 'string' },
  multiply: { type: 'string' },
  derivatives: { type: 'string' },
  upright: { type: 'boolean' },
  inline: { type: 'boolean' },
  width: { type: 'string' },
  name: { type: 'string', multiple: true },
  equation: { type: 'boolean' },
  verify: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

export interface Request {
  readonly verb: Verb
  /** Undefined: read it from standard input. */
  readonly expression: string | undefined
  readonly variables: readonly string[]
  readonly at: ReadonlyMap<string, string>
  readonly claimed: ReadonlyMap<string, string>
  readonly let: string | undefined
  /** LaTeX, also where no backslash tells. */
  readonly input: 'text' | 'latex' | undefined
  readonly format: Format
  readonly form: (typeof FORMS)[number] | undefined
  /** The order of the axes of derivatives by tensors. */
  readonly layout: (typeof LAYOUTS)[number] | undefined
  /** Rules of simplification, and functions with their definitions. */
  readonly rules: readonly string[] | undefined
  readonly functions: ReadonlyMap<string, string>
  readonly domain: 'real' | 'complex' | undefined
  readonly field: FieldName | undefined
  /** So many significant digits. */
  readonly precision: number | undefined
  readonly method: 'auto' | 'central' | 'forward' | 'complex' | undefined
  readonly step: number | undefined
  readonly tolerance: number | undefined
  readonly shared: boolean
  /** How LaTeX, and what is made from it, is written. */
  readonly style: LatexOptions
  readonly equation: boolean
  readonly verify: boolean
  readonly help: boolean
  readonly version: boolean
}

/** A mark in front of positional arguments that begin with a minus sign, so that they are not taken for options. */
const SHIELD = '\u0000'

const shield = (argument: string): string =>
  argument.length > 1 && argument.startsWith('-') && !/^(--|-[hV]$)/.test(argument) ? SHIELD + argument : argument

const unshield = (argument: string): string => (argument.startsWith(SHIELD) ? argument.slice(1) : argument)

/** Reads the arguments after `fluxion`. Raises `UsageError`. */
export function readArguments(argv: readonly string[]): Request {
  const { values, positionals } = split(argv)
  const words = positionals.map(unshield)
  const named = VERBS.find(v => v === words[0])
  if (named === undefined) refuseCommand(words)
  const [expression, ...variables] = named === undefined ? words : words.slice(1)
  return {
    verb: named ?? 'diff',
    expression: expression === '-' ? undefined : expression,
    variables: variables.flatMap(splitAtCommas).filter(v => v.trim() !== ''),
    at: pointOf(values),
    claimed: assignments(values.claim, '--claim', 'x=2*x'),
    let: values.let?.map(unshield).join('; '),
    input: optional(values.input, ['text', 'latex'] as const, '--input'),
    format: oneOf(values.format, FORMATS, '--format'),
    form: optional(values.form, FORMS, '--form'),
    layout: optional(values.layout, LAYOUTS, '--layout'),
    rules: values.rule?.map(unshield),
    functions: assignments(values.function, '--function', 'swish2=u*sigmoid(2*u)'),
    domain: optional(values.domain, ['real', 'complex'] as const, '--domain'),
    field: optional(values.field, FIELD_NAMES, '--field'),
    precision: positive(values.precision, '--precision'),
    method: optional(values.method, ['auto', 'central', 'forward', 'complex'] as const, '--method'),
    step: positive(values.step, '--step'),
    tolerance: positive(values.tolerance, '--tolerance'),
    shared: values.shared ?? false,
    style: styleOf(values),
    equation: values.equation ?? false,
    verify: values.verify ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  }
}

/** The values of `--at`, and those of the file of `--at-file`. */
function pointOf(values: Values['values']): Map<string, string> {
  const at = assignments(values.at, '--at', 'x=2,y=1/3')
  if (values['at-file'] === undefined) return at
  for (const [name, value] of readPoint(values['at-file'])) {
    if (at.has(name)) throw new UsageError(`--at and --at-file both give ${name} a value`)
    at.set(name, value)
  }
  return at
}

function styleOf(values: Values['values']): LatexOptions {
  const fractions = optional(values.fractions, ['frac', 'dfrac', 'tfrac', 'slash', 'power'] as const, '--fractions')
  const roots = optional(values.roots, ['sqrt', 'root', 'power'] as const, '--roots')
  const inverse = optional(values.inverse, ['arc', 'power'] as const, '--inverse')
  const multiply = optional(values.multiply, ['implicit', 'cdot'] as const, '--multiply')
  const derivatives = optional(values.derivatives, ['prime', 'leibniz'] as const, '--derivatives')
  const width = positive(values.width, '--width')
  return {
    ...(fractions && { fractions }),
    ...(roots && { roots }),
    ...(inverse && { inverse }),
    ...(multiply && { multiply }),
    ...(derivatives && { derivatives }),
    ...(width !== undefined && { lines: aligned(width) }),
    names: Object.fromEntries(assignments(values.name, '--name', 'lr=\\eta')),
    upright: values.upright ?? false,
    inline: values.inline ?? false,
  }
}

/**
 * A bare word in front of other words is a misspelt command, not an expression: its derivative would be a silent 0.
 * One of the words after it may be the same word (`theta theta`), or it may be all there is (`theta`).
 */
function refuseCommand(words: readonly string[]): void {
  const [first = '', ...others] = words
  if (!/^[A-Za-z]{3,}$/.test(first) || others.length === 0 || others.includes(first)) return
  const near = VERBS.find(v => first.toLowerCase().startsWith(v.slice(0, 3)))
  const advice = near === undefined ? `the commands are ${VERBS.join(', ')}` : `did you mean ${near}?`
  throw new UsageError(`there is no command ${first}; ${advice}`)
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>

function split(argv: readonly string[]): Values {
  try {
    return parseArgs({ args: argv.map(shield), options: OPTIONS, allowPositionals: true })
  } catch (error) {
    // node's messages advise on its own conventions; the first sentence says what is wrong.
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(message.split('. ')[0]?.replaceAll(SHIELD, '') ?? message)
  }
}

function oneOf<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find(a => a === value)
  if (found === undefined) throw new UsageError(`${option} takes ${allowed.join(', ')}; not "${value}"`)
  return found
}

const optional = <T extends string>(value: string | undefined, allowed: readonly T[], option: string): T | undefined =>
  value === undefined ? undefined : oneOf(value, allowed, option)

function positive(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  const value = Number(unshield(text))
  if (text.trim() === '' || !(value > 0) || value === Number.POSITIVE_INFINITY) {
    throw new UsageError(`${option} takes a positive number; not "${unshield(text)}"`)
  }
  return value
}

/** `x=2,y=max(1,2)`: commas inside brackets belong to the value. */
function assignments(texts: readonly string[] | undefined, option: string, example: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const part of (texts ?? []).flatMap(t => splitAtCommas(unshield(t)))) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim()
    const value = part.slice(at + 1).trim()
    if (at < 0 || name === '' || value === '')
      throw new UsageError(`${option} takes assignments such as ${example}; not "${part.trim()}"`)
    const next = /\s[\p{L}_][\p{L}\p{N}_]*\s*=(?![=>])/u.exec(value)
    if (next !== null)
      throw new UsageError(`${option} separates assignments with commas: ${name}=${value.slice(0, next.index)},...`)
    if (map.has(name)) throw new UsageError(`${option} gives ${name} two values`)
    map.set(name, value)
  }
  return map
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}

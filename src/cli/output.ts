/** Answers as text, typeset, or as one JSON object whose fields are documented in README.md. */

import { type Nested, readInForm } from '../answers/answers.js'
import { attempted } from '../attempt.js'
import { optionsFor } from '../calls/checked.js'
import { BudgetError, type FluxionError, ParseError, ShapeError } from '../errors.js'
import type { IntervalValue } from '../evaluate/interval.js'
import { greatest } from '../expr/args.js'
import { type Expr, isCall, rawCall, sym } from '../expr/node.js'
import type { Input } from '../inputs/input.js'
import type { Complex } from '../number/complex.js'
import { Decimal } from '../number/decimal.js'
import { absent } from '../packages.js'
import { WRITTEN_FORMATS, type WrittenFormat } from '../signatures/options.js'
import { isTensor } from '../tensor/tensor.js'
import { convert, latex, text, unicode } from '../verbs/index.js'
import { DOCUMENT_FORMATS } from '../verbs/verb.js'
import type { Certificate } from '../verify/certificate.js'
import { type Answer, type Leaf, mapTree, type Tree } from './answer.js'
import { commandOf, type Request } from './arguments.js'
import type { Format } from './options.js'
import { asCommand } from './translation.js'
import { UsageError } from './usage.js'

/** What goes to standard output for an answer, without the final line break. */
export async function show(answer: Answer, request: Request, input: string): Promise<string> {
  const { row } = request.verb
  const format: Format = request.format === 'text' ? (row.writes ?? 'text') : request.format
  if (format === 'json') return JSON.stringify(toJson(answer, request, input))
  if (format === 'dask') return String(answer.document).trimEnd()
  if (answer.document !== undefined) return documentText(answer.document, format, request)
  if (row.answers === 'verdict' && answer.certificate) return sentence(answer.certificate)
  const shown = answer.value ?? answer.result
  if (shown === undefined) return ''
  const sides = sidesOf(answer, shown)
  if (format === 'text' || format === 'unicode') return sides.map(side => textOf(side, request, format)).join(' = ')
  if (isWrittenFormat(format)) return convert(equationOf(sides), format)
  const source = answer.equation ?? sides.map(side => latexOf(side, request)).join('=')
  if (format === 'latex') return source
  const { typesetHtml, typesetMathml } = await typesetter(format)
  return (format === 'html' ? typesetHtml : typesetMathml)(source, request.options.inline !== true)
}

/** The entries of a gradient, each on a line with its variable; undefined for other answers and other formats. */
export function labelled(answer: Answer, request: Request): string | undefined {
  const shown = answer.value ?? answer.result
  const { verb, format } = request
  if (verb.row.name !== 'gradient' || format !== 'text' || !Array.isArray(shown)) return undefined
  const entries = shown as readonly Tree<Leaf>[]
  if (entries.length !== answer.variables.length) return undefined
  const names = answer.variables.map(name => `d/d${name}`)
  const width = greatest(names.map(name => name.length))
  return entries.map((e, k) => `${names[k]?.padEnd(width)}  ${textOf(e, request, 'text')}`).join('\n')
}

/** The text that means a formula or a value; none where it is too long to be written. */
export function meaningOf(answer: Answer): string | undefined {
  const shown = answer.value ?? answer.result
  if (shown === undefined) return undefined
  const leafText = (leaf: Leaf): string => (isExpr(leaf) ? text(leaf) : numberText(leaf))
  const whole = (tree: Tree<Leaf>): string =>
    Array.isArray(tree) ? `[${tree.map(whole).join(', ')}]` : leafText(tree as Leaf)
  return attempted([BudgetError], () => whole(shown))
}

/** The sides of an equation where the answer is one, or the right-hand side of one. */
function sidesOf({ left }: Answer, shown: Tree<Leaf>): readonly Tree<Leaf>[] {
  if (left === undefined) return [shown]
  const leaf = shown as Leaf
  if (isTensor(leaf) && isCall(leaf.args[0], 'eq')) return [shown]
  return isExpr(leaf) && isCall(leaf, 'eq') ? leaf.args : [sym(left), shown]
}

async function documentText(document: object | string, format: Format, { verb }: Request): Promise<string> {
  const methods: Readonly<Record<string, string>> = DOCUMENT_FORMATS
  const write = (document as unknown as Readonly<Record<string, unknown>>)[methods[format] ?? '']
  if (typeof write === 'function') return String(await write.call(document)).trimEnd()
  const others = Object.entries(DOCUMENT_FORMATS).flatMap(([name, m]) => (m in Object(document) ? [name] : []))
  throw new UsageError(`${commandOf(verb)} is shown as ${[...others, 'json'].join(' or ')}, not as ${format}`)
}

/** What sets formulas is loaded when it is wanted; its package need not be installed. */
const typesetter = (format: Format): Promise<typeof import('../html.js')> =>
  import('../html.js').catch(absent('no-katex', `the format ${format} is made by KaTeX: npm install katex`))

function textOf(tree: Tree<Leaf>, request: Request, format: 'text' | 'unicode'): string {
  if (Array.isArray(tree)) return `[${tree.map(t => textOf(t, request, format)).join(', ')}]`
  const leaf = tree as Leaf
  if (!isExpr(leaf)) return numberText(leaf)
  return (format === 'unicode' ? unicode : text)(leaf, { shared: request.options.shared === true })
}

const isWrittenFormat = (format: Format): format is WrittenFormat =>
  (WRITTEN_FORMATS as readonly string[]).includes(format)

/** What is written in the format of another tool: both sides of an equation, where they are scalars. */
function equationOf(sides: readonly Tree<Leaf>[]): Nested {
  const [left, right] = sides.map(side => mapTree<Leaf, Input>(side, leaf => (isExpr(leaf) ? leaf : numberText(leaf))))
  const isOne = (side: Nested | undefined): side is Input => side !== undefined && !Array.isArray(side)
  if (isOne(left) && isOne(right))
    return rawCall(
      'eq',
      [left, right].map(side => readInForm(side, {})),
    )
  return (right ?? left) as Nested
}

function latexOf(tree: Tree<Leaf>, request: Request): string {
  const leaves = mapTree(tree, leaf => (isExpr(leaf) ? leaf : numberText(leaf)))
  return latex(leaves, styleOf(request.options))
}

/** How formulas that have their form already are set. */
export const styleOf = (options: Request['options']): Request['options'] =>
  optionsFor(latex, { ...options, form: undefined })

const isExpr = (leaf: Leaf): leaf is Expr => typeof leaf === 'object' && 'kind' in leaf

/** `verified: equal at 40 sampled points`, `refuted: the values differ at x = -0.5: 1 and 2`. */
export function sentence({ verdict, reason, witness, values, digits }: Certificate): string {
  const at = Object.entries(witness ?? {}).map(([name, z]) => `${name} = ${witnessText(z)}`)
  const where = at.length === 0 ? '' : ` at ${at.join(', ')}`
  const both = digits ?? values?.map(numberText)
  return `${verdict}: ${reason}${where}${both === undefined || both[0] === both[1] ? '' : `: ${both.join(' and ')}`}`
}

/** A value of a witness: a number, or the rows of an array. */
const witnessText = (z: Tree<number | Complex>): string =>
  Array.isArray(z) ? `[${z.map(witnessText).join(', ')}]` : numberText(z as number | Complex)

/** A number as the language writes it: `2.5`, `1 - 2*i`; an interval as `[1, 2]`. */
function numberText(value: number | Complex | IntervalValue | Decimal): string {
  if (typeof value === 'number' || value instanceof Decimal) return String(value)
  if ('lo' in value) return `[${value.lo}, ${value.hi}]${value.partial ? ' (partly without a value)' : ''}`
  const { re, im } = value
  if (im === 0) return String(re)
  const size = Math.abs(im)
  const imaginary = size === 1 ? 'i' : `${size}*i`
  if (re === 0) return im < 0 ? `-${imaginary}` : imaginary
  return `${re} ${im < 0 ? '-' : '+'} ${imaginary}`
}

function toJson(answer: Answer, request: Request, input: string): object {
  const { options, verb } = request
  const { shared = false, ...style } = styleOf(options)
  const both = (e: Expr): object => ({
    text: text(e, { shared: shared === true }),
    latex: latex(e, style),
    ...(isTensor(e) && { shape: e.shape }),
  })
  return {
    command: commandOf(verb),
    input,
    variables: answer.variables,
    ...(answer.result !== undefined && { result: mapTree(answer.result, both) }),
    ...(answer.value !== undefined && { value: mapTree(answer.value, jsonNumber) }),
    ...(answer.certificate !== undefined && { certificate: answer.certificate }),
    ...(answer.document !== undefined && { [verb.row.name]: answer.document }),
    ...(answer.warnings !== undefined && { warnings: answer.warnings.map(asCommand) }),
  }
}

/**
 * A number where JSON can hold it exactly as printed, `{ re, im }` for a complex one, `{ lo, hi }` for an interval; else its
 * text, as for infinities and for many digits.
 */
function jsonNumber(leaf: Leaf): unknown {
  if (typeof leaf === 'number') return finiteOrText(leaf)
  if (leaf instanceof Decimal) return String(leaf)
  if ('re' in leaf) return { re: finiteOrText(leaf.re), im: finiteOrText(leaf.im) }
  if ('lo' in leaf) return { ...leaf, lo: finiteOrText(leaf.lo), hi: finiteOrText(leaf.hi) }
  const whole = leaf.kind === 'num' ? leaf.value.toNumber() : Number.NaN
  return leaf.kind === 'num' && Number.isFinite(whole) && (leaf.decimal || String(whole) === String(leaf))
    ? whole
    : String(leaf)
}

const finiteOrText = (x: number): number | string => (Number.isFinite(x) ? x : String(x))

/** The JSON object of an error, with the advice of the command line. */
export function errorJson(error: FluxionError): object {
  const placed = error instanceof ParseError || (error instanceof ShapeError && error.offset !== undefined)
  const place = placed ? { offset: error.offset, length: error.length, hint: error.hint && asCommand(error.hint) } : {}
  return { error: { code: error.code, message: asCommand(error.message), ...place } }
}

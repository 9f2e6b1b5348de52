/** Answers as text, typeset, or as one JSON object whose fields are documented in README.md. */

import { FluxionError, ParseError, ShapeError } from '../errors.js'
import type { IntervalValue } from '../evaluate/interval.js'
import type { Expr } from '../expr/node.js'
import { isTensor } from '../matrix.js'
import type { Complex } from '../number/complex.js'
import { Decimal } from '../number/decimal.js'
import type { TextReading } from '../parse/reading.js'
import { type LatexOptions, latex as print } from '../print/latex.js'
import { latex, text } from '../printing.js'
import { unicode } from '../typeset.js'
import type { Certificate } from '../verify/certificate.js'
import type { CheckReport } from '../verify/check.js'
import { type Answer, isTypeset, type Leaf, mapTree, type Tree } from './answer.js'
import type { Format, Request } from './arguments.js'

/** What goes to standard output for an answer, without the final line break. */
export async function show(answer: Answer, request: Request, input: string): Promise<string> {
  const format: Format = request.verb === 'latex' && request.format === 'text' ? 'latex' : request.format
  if (format === 'json') return JSON.stringify(toJson(answer, request, input))
  if (answer.reading !== undefined) return String(answer.reading)
  if (answer.report !== undefined) return answer.worst ? withWorst(answer.report) : String(answer.report)
  if (request.verb === 'equivalent' && answer.certificate) return sentence(answer.certificate)
  const shown = answer.value ?? answer.result
  if (shown === undefined) return ''
  if (!isTypeset(format)) return textOf(shown, request)
  const source = answer.equation ? print(answer.equation, styleOf(request)) : latexOf(shown, request)
  if (format === 'latex') return source
  const { typesetHtml, typesetMathml } = await typesetter(format)
  return (format === 'html' ? typesetHtml : typesetMathml)(source, !request.style.inline)
}

/** What sets formulas is loaded when it is wanted; its package need not be installed. */
async function typesetter(format: Format): Promise<typeof import('../html.js')> {
  try {
    return await import('../html.js')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new FluxionError('no-katex', `the format ${format} is made by KaTeX: npm install katex`)
  }
}

/** The table of a check of many entries, and the entry that is worst. */
function withWorst(report: CheckReport): string {
  const { worst } = report
  if (worst === undefined || (worst.verdict === 'ok' && worst.absolute === 0)) return String(report)
  const place = worst.output ? `[${worst.output.join(',')}] by ` : ''
  const error = Number.isNaN(worst.relative) ? '' : `, relative error ${worst.relative.toExponential(1)}`
  return `${report}\nworst: ${place}${worst.variable}: ${worst.verdict}${error}`
}

function textOf(tree: Tree<Leaf>, request: Request): string {
  if (Array.isArray(tree)) return `[${tree.map(t => textOf(t, request)).join(', ')}]`
  const leaf = tree as Leaf
  const write = request.format === 'unicode' ? unicode : text
  return isExpr(leaf) ? write(leaf, { shared: request.shared }) : numberText(leaf)
}

function latexOf(tree: Tree<Leaf>, request: Request): string {
  const leaves = mapTree(tree, leaf => (isExpr(leaf) ? leaf : numberText(leaf)))
  return latex(leaves, styleOf(request))
}

const styleOf = ({ style, shared }: Request): LatexOptions => ({ ...style, shared })

const isExpr = (leaf: Leaf): leaf is Expr => typeof leaf === 'object' && 'kind' in leaf

/** `verified: equal at 40 sampled points`, `refuted: the values differ at x = -0.5: 1 and 2`. */
export function sentence({ verdict, reason, witness, values }: Certificate): string {
  const at = Object.entries(witness ?? {}).map(([name, z]) => `${name} = ${witnessText(z)}`)
  const where = at.length === 0 ? '' : ` at ${at.join(', ')}`
  const both = values === undefined ? '' : `: ${values.map(numberText).join(' and ')}`
  return `${verdict}: ${reason}${where}${both}`
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

const readingJson = ({ text, kind, names, warnings }: TextReading): object => ({
  reading: { text, kind, names },
  ...(warnings.length > 0 && { warnings }),
})

function toJson(answer: Answer, request: Request, input: string): object {
  const { shared, style } = request
  const both = (e: Expr): object => ({
    text: text(e, { shared }),
    latex: latex(e, style),
    ...(isTensor(e) && { shape: e.shape }),
  })
  return {
    command: request.verb,
    input,
    variables: answer.variables,
    ...(answer.result !== undefined && { result: mapTree(answer.result, both) }),
    ...(answer.value !== undefined && { value: mapTree(answer.value, jsonNumber) }),
    ...(answer.certificate !== undefined && { certificate: answer.certificate }),
    ...(answer.report !== undefined && { check: answer.report.toJSON() }),
    ...(answer.reading !== undefined && readingJson(answer.reading)),
    ...(answer.warnings !== undefined && { warnings: answer.warnings }),
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

/** The JSON object of an error. */
export function errorJson(error: FluxionError): object {
  const placed = error instanceof ParseError || (error instanceof ShapeError && error.offset !== undefined)
  const place = placed ? { offset: error.offset, length: error.length, hint: error.hint } : {}
  return { error: { code: error.code, message: error.message, ...place } }
}

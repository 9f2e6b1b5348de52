/**
 * What a command line leaves in a lesson: formulas as equations of what was asked and what came out, steps and tables as Markdown,
 * drawings as figures. A format that the line asks for itself goes first.
 */
import { optionsFor } from '../calls/checked.js'
import { asWritten } from '../expr/written.js'
import type { Options } from '../inputs/input.js'
import type { Piece } from '../notes/piece.js'
import { diff, equation, latex, parse, program } from '../verbs/index.js'
import { DOCUMENT_FORMATS, isOrder } from '../verbs/verb.js'
import type { CheckReport } from '../verify/report.js'
import type { Answer } from './answer.js'
import { limited, type Request, readArguments } from './arguments.js'
import { run } from './commands.js'
import { sentence, show, styleOf } from './output.js'
import { UsageError } from './usage.js'
import { argumentsOf } from './words.js'

/** The pieces of a command, and what is to be said of it beside them. */
export interface Told {
  readonly pieces: readonly Piece[]
  readonly warnings: readonly string[]
}

/** Runs the words of a command. Raises what the command raises, and `UsageError` for what has no place in a lesson. */
export async function told(words: readonly string[], inline: boolean, lesson: Request): Promise<Told> {
  const request = limitedBy(lesson, readArguments(words))
  const [expression] = request.words
  if (
    request.own !== undefined ||
    request.help ||
    request.version ||
    request.from !== undefined ||
    request.output !== undefined
  )
    throw new UsageError('in a lesson stand commands with their expressions, without files')
  if (expression === undefined || expression === '-') throw new UsageError('the command needs an expression')
  const answer = limited(request, () => run(request, expression))
  const pieces = await piecesOf(answer, request, expression, inline)
  return { pieces, warnings: [...(answer.warnings ?? []), ...(answer.notes ?? [])] }
}

/** A command of a lesson takes no longer than was said of the lesson, where it says nothing itself. */
const limitedBy = ({ options, signal }: Request, request: Request): Request => ({
  ...request,
  options: { ...(options.limits !== undefined && { limits: options.limits }), ...request.options },
  signal,
})

async function piecesOf(answer: Answer, request: Request, expression: string, inline: boolean): Promise<Piece[]> {
  const written = (format: Request['format']): Promise<string> =>
    limited(request, () => show(answer, { ...request, format }, expression))
  if (request.flags.includes('format')) return [await formatted(request, written, expression)]
  if (typeof answer.document === 'string') return [{ kind: 'code', text: answer.document }]
  if (answer.document !== undefined) return documented(answer.document, written, expression, inline)
  if (request.verb.row.answers === 'verdict' && answer.certificate)
    return [{ kind: 'code', text: sentence(answer.certificate) }]
  const { writes } = request.verb.row
  if (writes === 'unicode') return [{ kind: 'code', text: await written('unicode') }]
  const right = plainNumbers(await written('latex'))
  if (writes !== undefined) return [{ kind: 'formula', latex: right }]
  return [{ kind: 'formula', latex: inline ? right : asked(answer, request, expression, right) }]
}

/** In the format that was asked for. */
async function formatted(
  request: Request,
  written: (format: Request['format']) => Promise<string>,
  expression: string,
): Promise<Piece> {
  const text = await written(request.format)
  switch (request.format) {
    case 'latex':
      return { kind: 'formula', latex: text }
    case 'svg':
      return { kind: 'figure', svg: text, title: expression }
    case 'markdown':
      return { kind: 'markdown', text }
    // Texts for other programs.
    default:
      return { kind: 'code', text }
  }
}

/** A document in the best of its formats. */
async function documented(
  document: object,
  written: (format: Request['format']) => Promise<string>,
  expression: string,
  inline: boolean,
): Promise<Piece[]> {
  const has = (format: keyof typeof DOCUMENT_FORMATS): boolean => DOCUMENT_FORMATS[format] in document
  const isReport = 'converges' in document
  const figure = async (): Promise<Piece> => ({ kind: 'figure', svg: await written('svg'), title: expression })
  if (inline)
    return [
      has('latex') ? { kind: 'formula', latex: await written('latex') } : { kind: 'code', text: await written('text') },
    ]
  if (has('markdown')) {
    const table: Piece = { kind: 'markdown', text: await written('markdown') }
    return isReport && (document as CheckReport).converges ? [table, await figure()] : [table]
  }
  if (has('latex')) return [{ kind: 'formula', latex: await written('latex') }]
  return [has('svg') ? await figure() : { kind: 'code', text: await written('text') }]
}

/** `1.5e-7` as a product with a power of ten. */
const plainNumbers = (source: string): string =>
  source.replace(
    /(?<![\w\\{])(\d+(?:\.\d+)?)e([+-]?\d+)\b/g,
    (_, digits: string, power: string) => `${digits}\\cdot 10^{${Number(power)}}`,
  )

/** The answer as an equation, with what was asked on its left. */
function asked(answer: Answer, request: Request, expression: string, right: string): string {
  const { row } = request.verb
  const options = request.options as Options
  const names = { ...options, asked: [...request.at.keys(), ...answer.variables] }
  const typeset = (f: string): string =>
    latex(asWritten(parse(f, optionsFor(program, names))), styleOf(request.options))
  // A form by indices names those of the function itself.
  if (row.name === 'diff' && options.form === 'index') return right
  if (row.name === 'diff') return differentiated(answer, request, expression, right)
  if (row.name === 'gradient') return gradient(answer, typeset(expression), right)
  if (row.symbol !== undefined && answer.left === undefined) {
    const words = request.words.slice(1).map(w => (isOrder(w) ? w : typesetWord(w)))
    const relation = row.name === 'taylor' && request.options.remainder !== true ? '\\approx ' : '='
    return `${row.symbol(typeset(expression), words)}${answer.value === undefined ? '' : bar(request)}${relation}${right}`
  }
  if (row.group !== 'forms' && row.group !== 'values') return right
  const left = typeset(expression)
  return left === right ? right : `${left}${bar(request)}=${right}`
}

/** A name, or a list of numbers and names, as LaTeX; anything else as it is. */
const typesetWord = (word: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$|^\[.*\]$/u.test(word) ? latex(word) : word)

/** `\frac{d}{dw}w^3=3w^2`, and at a point with a bar. */
function differentiated(answer: Answer, request: Request, expression: string, right: string): string {
  const by = argumentsOf(request.verb, '', request.words, () => ({})).args.slice(1) as string[]
  const whole = equation(
    expression,
    ...by,
    optionsFor(equation, { ...(request.options as Options), asked: [...by].filter(v => typeof v === 'string') }),
  )
  if (answer.value === undefined) return whole
  const slope = latex(diff(expression, ...by, optionsFor(diff, request.options as Options)), styleOf(request.options))
  const left = whole.endsWith(`=${slope}`) ? whole.slice(0, -slope.length - 1) : undefined
  return left === undefined ? `${whole},\\qquad ${right}` : `\\left.${left}\\right|${pointOf(request)}=${right}`
}

/** Each derivative under its name. */
function gradient(answer: Answer, f: string, right: string): string {
  const { variables } = answer
  const shown = answer.value ?? answer.result
  const name = variables.includes('f') ? 'F' : 'f'
  const slope = (x: string): string => `\\frac{\\partial ${name}}{\\partial ${latex(x)}}`
  const first = `${name}&=${f}`
  if (!Array.isArray(shown) || shown.length !== variables.length) {
    const [only, ...more] = variables
    return only === undefined || more.length > 0 ? right : aligned([first, `${slope(only)}&=${right}`])
  }
  const entries = (shown as readonly unknown[]).map(d =>
    typeof d === 'number' ? plainNumbers(String(d)) : latex(d as never),
  )
  return aligned([first, ...variables.map((x, k) => `${slope(x)}&=${entries[k]}`)])
}

const aligned = (lines: readonly string[]): string => `\\begin{aligned}\n${lines.join('\\\\[4pt]\n')}\n\\end{aligned}`

const bar = (request: Request): string => (request.at.size === 0 ? '' : `\\,\\Big|${pointOf(request)}`)

/** Values longer than this are not repeated beside the answer. */
const LONGEST_POINT = 60

function pointOf({ at }: Request): string {
  const point = [...at]
    .map(([name, value]) => `${latex(name)}=${value.startsWith('[') ? value : latex(value)}`)
    .join(',\\,')
  return point.length > LONGEST_POINT * 2 ? '' : `_{${point}}`
}

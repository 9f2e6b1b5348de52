/**
 * Expressions as plain text in the language of the parser: what is printed here, `parse` reads back as an equal
 * expression. A name that the language does not have (made through the API) is quoted with backticks, which the
 * parser refuses: it is never read as something else.
 */
import { readFormal } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import { canonicalName } from '../parse/lexer.js'
import type { Layout, LayoutOf, RelationHead, Structures } from './layout.js'
import { Presentation } from './presentation.js'
import { markOf } from './primes.js'
import { share } from './shared.js'
import {
  at,
  Collector,
  checkSize,
  LEVEL,
  type Level,
  type Mark,
  type Notation,
  type Piece,
  type PrintLimits,
  type Sink,
  term,
  usualLevel,
  walk,
} from './walk.js'

export interface TextOptions {
  /** Name what occurs several times, as `textShared` does. */
  readonly shared?: boolean
  readonly limits?: PrintLimits
  /** How nodes of matrix notation are written. */
  readonly structures?: Structures
}

/**
 * The expression as text: `3*w^2`. Raises `BudgetError` when the text would be too long; the shared form then still works.
 */
export const text = (e: Expr, options: TextOptions = {}): string => printed(e, options, () => PLAIN)

/**
 * The expression with repeated subexpressions named, as definitions that `parse` understands:
 * `t1 = sin(x); t2 = t1^2 + 1; t1*t2`. Linear in the number of distinct nodes.
 */
export const textShared = (e: Expr, options: TextOptions = {}): string => text(e, { ...options, shared: true })

/** An expression, or its shared form, in any notation of plain text. */
export function printed(e: Expr, options: TextOptions, notationFor: (p: Presentation) => Notation): string {
  if (options.shared !== true) checkSize(e, options.limits)
  const { names, definitions } =
    options.shared === true ? share(e, options.structures) : { names: NO_NAMES, definitions: [] }
  const presentation = new Presentation(e, names, options)
  const notation = notationFor(presentation)
  const write = (part: Expr): string => {
    const sink = new TextSink(options.limits)
    walk(at(presentation.open(part), LEVEL.choice), presentation, notation, sink)
    return sink.collector.result()
  }
  return definitions.length === 0
    ? write(e)
    : definitions.map(d => `${d.name} = ${write(d.value)}; `).join('') + write(e)
}

const NO_NAMES: ReadonlyMap<Expr, string> = new Map()

class TextSink implements Sink {
  readonly collector: Collector
  constructor(limits: PrintLimits | undefined) {
    this.collector = new Collector(limits)
  }
  text(s: string): void {
    this.collector.add(s, true)
  }
  mark(mark: Mark): void {
    if (mark === 'open') this.text('(')
    else if (mark === 'close') this.text(')')
  }
}

const RELATIONS: Readonly<Record<RelationHead, string>> = {
  ...{ lt: ' < ', le: ' <= ', eq: ' == ', ne: ' != ', gt: ' > ', ge: ' >= ' },
}

/** Written as calls, exp(x) and sqrt(x) hold together as tightly as any. */
const level = (node: Layout): Level =>
  (node.kind === 'exponential' && node.shadowed) || node.kind === 'root' ? LEVEL.primary : usualLevel(node)

function write(node: Layout): string | Iterable<Piece> {
  switch (node.kind) {
    case 'number':
      return node.digits
    case 'symbol':
      return quoted(node.name)
    case 'constant':
      return constant(node)
    case 'negative':
      return ['-', at(node.of, LEVEL.product)]
    case 'sum':
      return sum(node)
    case 'product':
      // 3/2*x is read as (3/2)*x.
      return separated(node.factors, '*', LEVEL.power, LEVEL.product)
    case 'fraction':
      return [at(node.above, LEVEL.product), '/', at(node.below, LEVEL.power)]
    case 'power':
      return [at(node.base, LEVEL.primary), '^', at(node.exponent, LEVEL.primary)]
    case 'exponential':
      return node.shadowed ? called('exp', [node.exponent]) : ['e^', at(node.exponent, LEVEL.primary)]
    case 'root':
      return called('sqrt', [node.of])
    case 'function':
      return called(node.row ? node.head : functionName(node), node.args)
    case 'postfix':
      return [at(node.of, LEVEL.primary), node.sign]
    case 'list':
      return bracketed(node.items)
    case 'index':
      return [at(node.of, LEVEL.primary), ...bracketed(node.at)]
    case 'piecewise':
      return called('piecewise', [...node.branches.flat(), ...(node.otherwise ? [node.otherwise] : [])])
    case 'relation':
      return [at(node.left, LEVEL.sum), RELATIONS[node.head], at(node.right, LEVEL.sum)]
    case 'connective':
      return separated(node.of, ` ${node.head} `, node.head === 'or' ? LEVEL.and : LEVEL.not)
    case 'not':
      return ['not ', at(node.of, LEVEL.primary)]
    case 'structure':
      return node.structure.text(node.of)
    case 'binder':
      return called(node.row.name, [node.variable, node.from, node.to, node.body])
    case 'derivative':
      return called('diff', [node.of, ...node.by])
  }
}

/** The notation of `text`. */
export const PLAIN = { level, write } satisfies Notation

function sum({ terms }: LayoutOf<'sum'>): Piece[] {
  const pieces: Piece[] = []
  for (const { of, negative } of terms) {
    if (pieces.length > 0) pieces.push(negative ? ' - ' : ' + ')
    else if (negative) pieces.push('-')
    pieces.push(term(of, LEVEL.product, negative))
  }
  return pieces
}

function separated(parts: readonly Expr[], by: string, level: Level, first = level, pieces: Piece[] = []): Piece[] {
  for (let k = 0; k < parts.length; k++) {
    if (k > 0) pieces.push(by)
    pieces.push(at(parts[k] as Expr, k > 0 ? level : first))
  }
  return pieces
}

/** `[x, y]`. */
export function bracketed(parts: readonly Expr[]): Piece[] {
  const pieces = separated(parts, ', ', LEVEL.choice, LEVEL.choice, ['['])
  pieces.push(']')
  return pieces
}

/** `f(x, y)`. */
export function called(name: string, args: readonly Expr[]): Piece[] {
  const pieces = separated(args, ', ', LEVEL.choice, LEVEL.choice, [name, '('])
  pieces.push(')')
  return pieces
}

/** A constant that a symbol of the same name hides cannot be written by its name. */
function constant(node: LayoutOf<'constant'>): string {
  if (!node.shadowed) return node.name
  return node.name === 'e' ? 'exp(1)' : `\`${node.name}\``
}

const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'true', 'false'])
const ASCII_NAME = /^[A-Za-z_]\w{0,4000}$/

/** The name as the parser reads it, else between backticks. */
export function quoted(name: string): string {
  const plain = ASCII_NAME.test(name)
    ? !WORDS.has(name)
    : name.length <= 4000 && !/^\w*$/.test(name) && canonicalName(name) === name
  return plain ? name : `\`${name.replaceAll('`', '``')}\``
}

const functionName = ({ head, args }: LayoutOf<'function'>): string =>
  quoted(readFormal(head).name) + markOf(head, args.length)

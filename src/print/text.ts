/**
 * Expressions as plain text in the language of the parser: what is printed here, `parse` reads back as an equal
 * expression. A name that the language does not have (made through the API) is quoted with backticks, which the
 * parser refuses: it is never read as something else.
 */
import { readFormal } from '../expr/formal.js'
import { display, type Expr } from '../expr/node.js'
import { canonicalName } from '../parse/lexer.js'
import type { Layout, LayoutOf, RelationHead } from './layout.js'
import { Presentation } from './presentation.js'
import type { Names } from './reading.js'
import { share } from './shared.js'
import {
  at,
  type Child,
  Collector,
  checkSize,
  LEVEL,
  type Level,
  type Mark,
  type Notation,
  type Piece,
  type PrintLimits,
  type Sink,
  usualLevel,
  walk,
} from './walk.js'

export interface TextOptions {
  /** Name what occurs several times, as `textShared` does. */
  readonly shared?: boolean
  readonly limits?: PrintLimits
}

/**
 * The expression as text: `3*w^2`. Raises `BudgetError` when the text would be too long; the shared form then still works.
 */
export function text(e: Expr, options: TextOptions = {}): string {
  if (options.shared === true) return textShared(e, options)
  checkSize(e, options.limits)
  return writer(e, new Map(), options)(e)
}

/**
 * The expression with repeated subexpressions named, as definitions that `parse` understands:
 * `t1 = sin(x); t2 = t1^2 + 1; t1*t2`. Linear in the number of distinct nodes.
 */
export function textShared(e: Expr, options: TextOptions = {}): string {
  const { names, definitions } = share(e)
  const write = writer(e, names, options)
  return definitions.map(d => `${d.name} = ${write(d.value)}; `).join('') + write(e)
}

/** Makes `String(expression)` its text. */
export function installPrinter(): void {
  display.text = e => text(e)
}

/** Writes the whole of an expression, or a part of it that has a name. */
function writer(e: Expr, names: Names, options: TextOptions): (part: Expr) => string {
  const presentation = new Presentation(e, names)
  return part => {
    const sink = new TextSink(options.limits)
    walk(at(presentation.open(part), LEVEL.choice), presentation, NOTATION, sink)
    return sink.collector.result()
  }
}

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
  lt: ' < ',
  le: ' <= ',
  eq: ' == ',
  ne: ' != ',
  gt: ' > ',
  ge: ' >= ',
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
      return separated(node.factors, '*', LEVEL.power)
    case 'fraction':
      return [at(node.above, LEVEL.product), '/', at(node.below, LEVEL.power)]
    case 'power':
      return [at(node.base, LEVEL.primary), '^', at(node.exponent, LEVEL.primary)]
    case 'exponential':
      return node.shadowed ? called('exp', [node.exponent]) : ['e^', at(node.exponent, LEVEL.primary)]
    case 'root':
      return called('sqrt', [node.of])
    case 'function':
      return called(node.row ? node.head : functionName(node.head), node.args)
    case 'postfix':
      return [at(node.of, LEVEL.primary), node.sign]
    case 'list':
      return ['[', ...list(node.items), ']']
    case 'index':
      return [at(node.of, LEVEL.primary), '[', ...list(node.at), ']']
    case 'piecewise':
      return called('piecewise', [...node.branches.flat(), ...(node.otherwise ? [node.otherwise] : [])])
    case 'relation':
      return [at(node.left, LEVEL.sum), RELATIONS[node.head], at(node.right, LEVEL.sum)]
    case 'connective':
      return separated(node.of, ` ${node.head} `, node.head === 'or' ? LEVEL.and : LEVEL.not)
    case 'not':
      return ['not ', at(node.of, LEVEL.primary)]
    case 'derivative':
      return called('diff', [node.of, ...node.by])
  }
}

const NOTATION: Notation = { level, write }

function* sum(node: LayoutOf<'sum'>): Generator<Piece> {
  let first = true
  for (const term of node.terms) {
    if (first) {
      if (term.negative) yield '-'
    } else yield term.negative ? ' - ' : ' + '
    first = false
    yield { ...at(term.of, LEVEL.product), unsigned: term.negative }
  }
}

function* separated(parts: readonly Expr[], by: string, level: Level): Generator<Piece> {
  let first = true
  for (const part of parts) {
    if (!first) yield by
    first = false
    yield at(part, level)
  }
}

const list = (parts: readonly Expr[]): (string | Child)[] =>
  parts.flatMap((part, k) => (k === 0 ? [at(part, LEVEL.choice)] : [', ', at(part, LEVEL.choice)]))

function* called(name: string, args: readonly Expr[]): Generator<Piece> {
  yield `${name}(`
  yield* separated(args, ', ', LEVEL.choice)
  yield ')'
}

/** A constant that a symbol of the same name hides cannot be written by its name. */
function constant(node: LayoutOf<'constant'>): string {
  if (!node.shadowed) return node.name
  return node.name === 'e' ? 'exp(1)' : `\`${node.name}\``
}

const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'true', 'false'])
const ASCII_NAME = /^[A-Za-z_]\w{0,4000}$/

/** The name as the parser reads it, else between backticks. */
function quoted(name: string): string {
  const plain = ASCII_NAME.test(name)
    ? !WORDS.has(name)
    : name.length <= 4000 && !/^\w*$/.test(name) && canonicalName(name) === name
  return plain ? name : `\`${name.replaceAll('`', '``')}\``
}

function functionName(head: string): string {
  const { name } = readFormal(head)
  return quoted(name) + head.slice(name.length)
}

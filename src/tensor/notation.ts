/**
 * How each head of matrix notation is written as text and as LaTeX. Text is the language that `read.ts` understands.
 */
import { type Call, type Expr, isCall, num } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import type { Structure } from '../print/layout.js'
import { at, inScript, inside, LEVEL, type Level, type Piece, type Place } from '../print/walk.js'
import { blockLines, linesOf } from './block-notation.js'
import {
  brackets,
  latexOfFunction,
  NAMES,
  separated,
  subscripts,
  templateLevel,
  templateOf,
  WRITTEN_AS,
} from './function-notation.js'
import { OPERATIONS, operationNamed } from './functions/table.js'
import { ALL, functionHead, HEAD, isFunction, partsOf, TENSOR } from './heads.js'
import { header, headerLatex, indexSum } from './index-notation.js'

type Write = (e: Call, place: Place) => Iterable<Piece>

const structures = new Map<string, Structure>()

/** How each head of matrix notation is written, for whoever prints tensors. */
export const STRUCTURES: ReadonlyMap<string, Structure> = structures

/** What else there is to know of a structure. */
function refine(head: string, more: Pick<Structure, 'binds' | 'isBare' | 'placed'>): void {
  structures.set(head, { ...(structures.get(head) as Structure), ...more })
}

function define(head: string, level: Level | ((e: Call) => Level), text: Write, latex = text, typeset?: Level): void {
  const here: Place = { level: LEVEL.choice, script: false, closed: false }
  structures.set(head, {
    level: typeof level === 'function' ? level : () => level,
    text: e => text(e, here),
    latex,
    typeset: typeset === undefined ? undefined : () => typeset,
  })
}

/** Text and LaTeX that differ in a mark alone. */
const pair = (
  write: (e: Call, mark: string, place: Place) => Iterable<Piece>,
  text: string,
  latex: string,
): readonly [Write, Write] => [(e, place) => write(e, text, place), (e, place) => write(e, latex, place)]

const TIMES: Piece = { mark: 'times' }

function* signed(e: Call, gap: string, place: Place): Generator<Piece> {
  for (const [k, term] of e.args.entries()) {
    const negative = isCall(term, HEAD.minus)
    if (k > 0) yield `${gap}${negative ? '-' : '+'}${gap}`
    else if (negative) yield '-'
    yield inside(negative ? (term.args[0] as Expr) : term, LEVEL.product, place)
  }
}

/** A chain read from the left: the first part may be a product or quotient itself. */
function* chain(parts: readonly Expr[], place: Place): Generator<Piece> {
  for (const [k, part] of parts.entries()) {
    if (k > 0) yield '*'
    yield inside(
      part,
      k === 0 && !isCall(part, HEAD.times) && !isCall(part, HEAD.over) ? LEVEL.product : LEVEL.power,
      place,
    )
  }
}

/** Factors side by side; nothing may be taken for the argument of a function before it. */
function* sideBySide(parts: readonly Expr[], place: Place): Generator<Piece> {
  for (const [k, part] of parts.entries()) {
    if (k > 0) yield TIMES
    const closed = k < parts.length - 1 || place.closed
    yield { ...inside(part, LEVEL.application, place), closed }
  }
}

function* scaledText(e: Call, place: Place): Generator<Piece> {
  const [above, below, tensor] = e.args as [Expr, Expr, Expr]
  const loose = isOne(below) || isCall(tensor, HEAD.product)
  if (isCall(tensor, HEAD.filled)) yield inside(above, LEVEL.product, place)
  // x.*y/2 as well is read from left to right.
  else if (isOne(above))
    yield inside(
      tensor,
      isCall(tensor, HEAD.product) || isCall(tensor, HEAD.times) ? LEVEL.product : LEVEL.power,
      place,
    )
  else {
    yield inside(above, LEVEL.product, place)
    // 2*x.*y is read from left to right: its value is that of 2*(x.*y).
    const flat = isOne(below) && (isCall(tensor, HEAD.times) || isCall(tensor, HEAD.over))
    for (const part of loose ? partsOf(tensor) : [tensor]) {
      yield '*'
      yield inside(part, flat ? LEVEL.product : LEVEL.power, place)
    }
  }
  if (isOne(below)) return
  yield '/'
  yield inside(below, LEVEL.power, place)
}

function* scaledLatex(e: Call, place: Place): Generator<Piece> {
  const [above, below, tensor] = e.args as [Expr, Expr, Expr]
  const isNumber = isCall(tensor, HEAD.filled) && tensor.args.length === 0
  const parts = isNumber ? [] : partsOf(tensor)
  if (isOne(below)) {
    yield { ...inside(above, LEVEL.product, place), closed: true }
    if (isNumber) return
    yield TIMES
    yield* sideBySide(parts, place)
    return
  }
  yield { mark: 'tall' }
  yield '\\frac{'
  const filled = isCall(tensor, HEAD.filled)
  yield at(isOne(above) && !filled ? tensor : above, LEVEL.choice)
  yield '}{'
  yield at(below, LEVEL.choice)
  yield '}'
  if (isNumber || (isOne(above) && !filled)) return
  yield TIMES
  yield* sideBySide(parts, place)
}

/** Entrywise operators: a product of matrices among their operands is bracketed, though it would be read the same. */
function* entrywise(e: Call, sign: string, place: Place): Generator<Piece> {
  for (const [k, part] of e.args.entries()) {
    if (k > 0) yield sign
    const loose =
      k === 0 && (isCall(part, HEAD.scaled) || isCall(part, HEAD.times)) && !isCall(part.args[2], HEAD.product)
    yield inside(part, loose ? LEVEL.product : LEVEL.power, place)
  }
}

function* raisedText(e: Call, sign: string, place: Place): Generator<Piece> {
  yield inside(e.args[0] as Expr, LEVEL.primary, place)
  yield sign
  yield inside(e.args[1] as Expr, LEVEL.primary, place)
}

function* raisedLatex(e: Call, before: string, place: Place): Generator<Piece> {
  const [base, exponent] = e.args as [Expr, Expr]
  if (isFunction(base, 'inv') && before === '') {
    yield inside(base.args[0] as Expr, LEVEL.primary, place)
    yield '^{-'
  } else {
    yield inside(base, LEVEL.primary, place)
    yield `^{${before}`
  }
  yield inScript(exponent, before === '' ? LEVEL.choice : LEVEL.power)
  yield '}'
}

function* transposeLatex(e: Call, place: Place): Generator<Piece> {
  const [of] = e.args as [Expr]
  if (isUnitVector(of)) {
    yield* unitLatex(of as Call, '\\top ')
    return
  }
  if (isFunction(of, 'inv')) {
    yield inside(of.args[0] as Expr, LEVEL.primary, place)
    yield '^{-\\top}'
    return
  }
  yield inside(of, LEVEL.primary, place)
  yield '^\\top '
}

function* entryText(e: Call): Generator<Piece> {
  yield at(e.args[0] as Expr, LEVEL.primary)
  yield '['
  yield* separated(e.args.slice(1), ',', p => at(p, LEVEL.choice))
  yield ']'
}

/** A column of the identity. */
const isUnitVector = (e: Expr): boolean =>
  isCall(e, HEAD.entry) && isFunction(e.args[0] as Expr, 'eye') && e.args[1] === ALL

/** `e_{k}^{(n)}`: alone it would not tell its size. */
function* unitLatex(e: Call, mark: string): Generator<Piece> {
  yield 'e_{'
  yield inScript(e.args[2] as Expr, LEVEL.choice)
  yield '}^{('
  yield inScript((e.args[0] as Call).args[0] as Expr, LEVEL.choice)
  yield `)${mark}}`
}

function* entryLatex(e: Call, place: Place): Generator<Piece> {
  const [of] = e.args as [Expr]
  if (isUnitVector(e)) {
    yield* unitLatex(e, '')
    return
  }
  // A name with a subscript of its own takes no second one.
  const isPlain = of.kind === 'sym' && /^(?:\p{L}|[\p{L}]{2,})$/u.test(of.name)
  if (of.kind === 'sym' && !isPlain) {
    yield '\\left('
    yield at(of, LEVEL.choice)
    yield '\\right)'
  } else yield inside(of, isPlain ? LEVEL.primary : LEVEL.bracketed, place)
  yield '_{'
  yield* subscripts(e.args.slice(1))
  yield '}'
}

/** A vector of ones, a row, or a column times a row. */
function* filledLatex(e: Call): Generator<Piece> {
  const [rows, columns] = e.args as [Expr?, Expr?]
  if (rows === undefined) {
    yield '1'
    return
  }
  const vector = function* (n: Expr): Generator<Piece> {
    yield '\\mathbf{1}'
    if (n === ALL) return
    yield '_{'
    yield inScript(n, LEVEL.choice)
    yield '}'
  }
  if (!isOne(rows)) yield* vector(rows)
  if (columns === undefined) return
  yield* vector(columns)
  yield '^\\top '
}

/** A tensor, around what it is written as. */
interface Whole extends Call {
  readonly setting: { readonly variables: ReadonlyMap<string, unknown> }
}

let defined = false

/** Makes matrix notation printable. */
export function installNotation(): void {
  if (defined) return
  defined = true
  define(HEAD.sum, LEVEL.sum, ...pair(signed, ' ', ''))
  define(HEAD.minus, LEVEL.sum, (e, p) => ['-', inside(e.args[0] as Expr, LEVEL.product, p)])
  define(HEAD.scaled, LEVEL.product, scaledText, scaledLatex)
  define(
    HEAD.product,
    LEVEL.product,
    (e, p) => chain(e.args, p),
    (e, p) => sideBySide(e.args, p),
  )
  define(HEAD.times, LEVEL.product, ...pair(entrywise, '.*', '\\odot '))
  define(HEAD.over, LEVEL.product, ...pair(entrywise, './', '\\oslash '))
  define(
    HEAD.raise,
    LEVEL.power,
    (e, p) => raisedText(e, '.^', p),
    (e, p) => raisedLatex(e, '\\circ ', p),
  )
  define(
    HEAD.power,
    LEVEL.power,
    (e, p) => raisedText(e, '^', p),
    (e, p) => raisedLatex(e, '', p),
  )
  define(HEAD.transpose, LEVEL.postfix, (e, p) => [inside(e.args[0] as Expr, LEVEL.primary, p), "'"], transposeLatex)
  define(HEAD.filled, LEVEL.primary, () => ['1'], filledLatex)
  define(HEAD.entry, LEVEL.primary, entryText, entryLatex)
  define(HEAD.all, LEVEL.primary, () => [':'])
  const block = (lines: (e: Call) => readonly (readonly Expr[])[]): readonly [Write, Write] => [
    e => ['[', ...blockLines(lines(e), ', ', '; '), ']'],
    e => [{ mark: 'tall' }, '\\begin{bmatrix}', ...blockLines(lines(e), '&', '\\\\'), '\\end{bmatrix}'],
  ]
  define(HEAD.rows, LEVEL.primary, ...block(linesOf))
  define(HEAD.columns, LEVEL.primary, ...block(e => [e.args]))
  define(HEAD.single, LEVEL.choice, e => [at(e.args[0] as Expr, LEVEL.choice)])
  define(HEAD.range, LEVEL.choice, e => separated(e.args, ':', p => at(p, LEVEL.sum)))
  define(HEAD.sized, LEVEL.primary, e => separated(e.args, ':', p => at(p, LEVEL.primary)))
  define(HEAD.indexed, LEVEL.choice, header, headerLatex)
  define(functionHead('indexsum'), LEVEL.primary, e => ['sum', ...brackets(e.args)], indexSum)
  refine(HEAD.indexed, {
    binds: e =>
      e.args.slice(0, 2).flatMap(axes => (axes as Call).args.map(a => (isCall(a, HEAD.sized) ? a.args[0] : a) as Expr)),
  })
  refine(functionHead('indexsum'), { binds: e => e.args.slice(0, 1) })
  for (const head of [HEAD.minus, HEAD.sized, HEAD.range, HEAD.single, HEAD.filled, HEAD.all])
    refine(head, { isBare: true })
  define(TENSOR, LEVEL.choice, (e, p) => [inside(e.args[0] as Expr, LEVEL.choice, p)])
  refine(TENSOR, { placed: e => (e as Whole).setting.variables.keys() })
  for (const name of [...NAMES, ...OPERATIONS.map(row => row.names[0])]) {
    const written = operationNamed(name)?.written
    const shown = written?.name ?? WRITTEN_AS.get(name) ?? name
    const after = written === undefined ? [] : [num(written.after)]
    define(
      functionHead(name),
      LEVEL.primary,
      e => [shown, ...brackets([...e.args, ...after], undefined, name === 'delta' ? ',' : ', ')],
      (e, p) => latexOfFunction(templateOf(name) === undefined ? shown : name, e, p),
      templateLevel(templateOf(name)),
    )
  }
}

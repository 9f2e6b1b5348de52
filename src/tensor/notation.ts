/**
 * Matrix notation as expressions: heads that no name of a user can have, and how each is written as text and as LaTeX. Text is the
 * language that `read.ts` understands.
 */
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'
import { defineStructure } from '../print/structures.js'
import { at, inScript, inside, LEVEL, type Level, type Piece, type Place } from '../print/walk.js'
import { OPERATIONS, operationNamed } from './functions/table.js'
import { TENSOR } from './registry.js'

/** The heads of matrix notation. */
export const HEAD = {
  /** Terms, those subtracted inside a `minus`. */
  sum: '+',
  minus: '-',
  /** A scalar over a scalar times a tensor: (numerator, denominator, tensor). */
  scaled: '·',
  product: '*',
  times: '.*',
  over: './',
  raise: '.^',
  power: '^',
  transpose: "'",
  entry: '[]',
  /** A place for every value of an axis: `:`. */
  all: ':',
  /** (axes of the result, axes of the variables, body) */
  indexed: '[;]',
} as const

/** A function of matrix notation: `functionHead('tr')`. */
export const functionHead = (name: string): string => `@${name}`
export const isFunction = (e: Expr, name: string): e is Call & { readonly head: `@${string}` } =>
  isCall(e, functionHead(name))
export const apply = (name: string, ...args: readonly Expr[]): Expr => rawCall(functionHead(name), args)
export const ALL = rawCall(HEAD.all, [])

/** How functions look in LaTeX: `#1` is an argument at the tightness of a base, `#(1)` one in brackets, `#{1}` one in braces; without an entry, upright with brackets. */
const LATEX: Readonly<Record<string, string>> = {
  norm1: '\\left\\lVert #{1}\\right\\rVert_1',
  norm2: '\\left\\lVert #{1}\\right\\rVert_2',
  normInf: '\\left\\lVert #{1}\\right\\rVert_\\infty',
  eye: 'I_{#{1}}',
  ones: '\\mathbf{1}_{#{*}}',
  zeros: '\\mathbf{0}_{#{*}}',
  delta: '\\delta_{#{*}}',
  kron: '#1\\otimes #2',
}

/** Functions of matrix notation beside the operations; those that `LATEX` does not show are `\operatorname{name}`. */
const NAMES = 'norm norm1 norm2 normInf eye ones zeros delta kron tr diag diagonal vec reshape sum mean triu exp'.split(
  ' ',
)

function* separated(parts: readonly Expr[], by: string, piece: (e: Expr, k: number) => Piece): Generator<Piece> {
  for (const [k, part] of parts.entries()) {
    if (k > 0) yield by
    yield piece(part, k)
  }
}

function* brackets(parts: readonly Expr[], place?: Place, by = ', '): Generator<Piece> {
  yield { mark: 'open' }
  yield* separated(parts, by, p => (place ? inside(p, LEVEL.choice, place) : at(p, LEVEL.choice)))
  yield { mark: 'close' }
}

function* latexOfFunction(name: string, e: Call, place: Place): Generator<Piece> {
  const template = operationNamed(name)?.latex ?? LATEX[name]
  if (template === undefined) {
    yield `\\operatorname{${name}}`
    yield* brackets(e.args, place)
    return
  }
  for (const piece of template.split(/(#\(?\{?[*\d]\}?\)?)/)) {
    const hole = /^#([({]?)([*\d])/.exec(piece)
    if (hole === null) yield piece
    else if (hole[2] === '*') yield* subscripts(e.args)
    else {
      const part = e.args[Number(hole[2]) - 1] as Expr
      if (hole[1] === '(') yield* brackets([part], place)
      else yield inside(part, hole[1] === '{' ? LEVEL.choice : LEVEL.primary, place)
    }
  }
}

type Write = (e: Call, place: Place) => Iterable<Piece>

function define(head: string, level: Level | ((e: Call) => Level), text: Write, latex: Write): void {
  const here: Place = { level: LEVEL.choice, script: false, closed: false }
  defineStructure(head, { level: typeof level === 'function' ? level : () => level, text: e => text(e, here), latex })
}

const TIMES: Piece = { mark: 'times' }

function* signed(e: Call, place: Place, plus: string, minus: string): Generator<Piece> {
  for (const [k, term] of e.args.entries()) {
    const negative = isCall(term, HEAD.minus)
    if (negative) yield k === 0 ? '-' : minus
    else if (k > 0) yield plus
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

const isOne = (e: Expr): boolean => e.kind === 'num' && e.value.isOne()
/** The parts of a product; others are their own. */
export const partsOf = (e: Expr): readonly Expr[] => (isCall(e, HEAD.product) ? e.args : [e])

function* scaledText(e: Call, place: Place): Generator<Piece> {
  const [above, below, tensor] = e.args as [Expr, Expr, Expr]
  const loose = isOne(below) || isCall(tensor, HEAD.product)
  if (isOne(above)) yield inside(tensor, isCall(tensor, HEAD.product) ? LEVEL.product : LEVEL.power, place)
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
  const parts = partsOf(tensor)
  if (isOne(below)) {
    yield { ...inside(above, LEVEL.product, place), closed: true }
    yield TIMES
    yield* sideBySide(parts, place)
    return
  }
  yield { mark: 'tall' }
  yield '\\frac{'
  yield at(isOne(above) ? tensor : above, LEVEL.choice)
  yield '}{'
  yield at(below, LEVEL.choice)
  yield '}'
  if (isOne(above)) return
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
    // An inverse has a superscript of its own.
    yield inside(base, isFunction(base, 'inv') ? LEVEL.bracketed : LEVEL.primary, place)
    yield `^{${before}`
  }
  yield inScript(exponent, LEVEL.choice)
  yield '}'
}

function* transposeLatex(e: Call, place: Place): Generator<Piece> {
  const [of] = e.args as [Expr]
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

function* entryLatex(e: Call, place: Place): Generator<Piece> {
  const [of, first] = e.args as [Expr, Expr]
  if (isFunction(of, 'eye') && first === ALL) {
    // A column of the identity.
    yield 'e_{'
    yield inScript(e.args[2] as Expr, LEVEL.choice)
    yield '}'
    return
  }
  yield inside(of, of.kind === 'sym' ? LEVEL.primary : LEVEL.bracketed, place)
  yield '_{'
  yield* subscripts(e.args.slice(1))
  yield '}'
}

/** Indices side by side where each is one letter or digit. */
function subscripts(indices: readonly Expr[]): Iterable<Piece> {
  const short = indices.every(e => /^[a-z0-9]$/i.test(String(e)))
  return separated(indices, short ? '' : ',', p => inScript(p, LEVEL.choice))
}

function* header(e: Call): Generator<Piece> {
  const [out, by, body] = e.args as [Call, Call, Expr]
  yield '['
  yield* separated(out.args, ',', p => at(p, LEVEL.choice))
  yield ';'
  yield* separated(by.args, ',', p => at(p, LEVEL.choice))
  yield '] '
  yield at(body, LEVEL.choice)
}

function* indexSum(e: Call, place: Place): Generator<Piece> {
  yield '\\sum_{'
  yield inScript(e.args[0] as Expr, LEVEL.choice)
  yield '} '
  yield inside(e.args[1] as Expr, LEVEL.product, place)
}

let defined = false

/** Makes matrix notation printable. */
export function installNotation(): void {
  if (defined) return
  defined = true
  define(
    HEAD.sum,
    LEVEL.sum,
    (e, p) => signed(e, p, ' + ', ' - '),
    (e, p) => signed(e, p, '+', '-'),
  )
  define(
    HEAD.minus,
    LEVEL.sum,
    (e, p) => ['-', inside(e.args[0] as Expr, LEVEL.product, p)],
    (e, p) => ['-', inside(e.args[0] as Expr, LEVEL.product, p)],
  )
  define(HEAD.scaled, LEVEL.product, scaledText, scaledLatex)
  define(
    HEAD.product,
    LEVEL.product,
    (e, p) => chain(e.args, p),
    (e, p) => sideBySide(e.args, p),
  )
  define(
    HEAD.times,
    LEVEL.product,
    (e, p) => entrywise(e, '.*', p),
    (e, p) => entrywise(e, '\\odot ', p),
  )
  define(
    HEAD.over,
    LEVEL.product,
    (e, p) => entrywise(e, './', p),
    (e, p) => entrywise(e, '\\oslash ', p),
  )
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
  define(HEAD.entry, LEVEL.primary, entryText, entryLatex)
  define(
    HEAD.all,
    LEVEL.primary,
    () => [':'],
    () => [':'],
  )
  define(HEAD.indexed, LEVEL.choice, header, (e, p) => [inside(e.args[2] as Expr, LEVEL.choice, p)])
  define(functionHead('indexsum'), LEVEL.primary, e => ['sum', ...brackets(e.args)], indexSum)
  define(
    TENSOR,
    LEVEL.choice,
    (e, p) => [inside(e.args[0] as Expr, LEVEL.choice, p)],
    (e, p) => [inside(e.args[0] as Expr, LEVEL.choice, p)],
  )
  for (const name of [...NAMES, ...OPERATIONS.map(row => row.names[0])]) {
    // The diagonal of a matrix and the matrix of a diagonal are written alike, and are two.
    const shown = name === 'diagonal' ? 'diag' : name
    define(
      functionHead(name),
      LEVEL.primary,
      e => [shown, ...brackets(e.args, undefined, name === 'delta' ? ',' : ', ')],
      (e, p) => latexOfFunction(shown, e, p),
    )
  }
}

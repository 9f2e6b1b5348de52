/**
 * Expressions as people write them in plain text: `x² + 2x`, `√x`, `θ₁·e^(−x)`. What is written here `parse` reads back as an
 * equal expression: where its language has no sign, or the sign could be misread, the notation is that of text.ts.
 */
import { readFormal } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { greekName, plainDigits, RAISED_DIGITS, RAISED_LETTERS } from '../parse/characters.js'
import { canonicalName } from '../parse/lexer.js'
import { LOOKALIKES } from './latex/names.js'
import type { Layout, LayoutOf, Part, RelationHead } from './layout.js'
import type { Presentation } from './presentation.js'
import { markOf } from './primes.js'
import { bracketed, called, PLAIN, printed, quoted, type TextOptions } from './text.js'
import { at, LEVEL, type Level, type Notation, type Piece } from './walk.js'

/** The expression in plain text with the signs of Unicode: `x² + 2x`. Raises `BudgetError` when it would be too long. */
export function unicode(e: Expr, options: TextOptions = {}): string {
  return printed(e, options, presentation => new UnicodeNotation(presentation))
}

const RELATIONS: Readonly<Record<RelationHead, string>> = {
  ...{ lt: ' < ', le: ' ≤ ', eq: ' = ', ne: ' ≠ ', gt: ' > ', ge: ' ≥ ' },
}
const MINUS = '−'

class UnicodeNotation implements Notation {
  readonly #presentation: Presentation

  constructor(presentation: Presentation) {
    this.#presentation = presentation
  }

  level(node: Layout): Level {
    const isRoot = node.kind === 'root' || (node.kind === 'function' && isCubeRoot(node.row))
    if (node.kind === 'number' && node.digits.includes('e')) return LEVEL.product
    return isRoot ? LEVEL.power : PLAIN.level(node)
  }

  write(node: Layout): string | Iterable<Piece> {
    switch (node.kind) {
      case 'number':
        return scientific(node.digits) ?? node.digits
      case 'symbol':
        return nameOf(node.name)
      case 'constant':
        return node.shadowed ? PLAIN.write(node) : (SIGNS.get(node.name) ?? node.name)
      case 'negative':
        return [MINUS, at(node.of, LEVEL.product)]
      case 'sum':
        return sum(node)
      case 'product':
        return this.#product(node)
      case 'power':
        return this.#power(node)
      case 'exponential':
        return node.shadowed ? PLAIN.write(node) : ['e', ...this.#exponent(node.exponent)]
      case 'root':
        return ['√', this.#radicand(node.of)]
      case 'function':
        return this.#function(node)
      case 'index':
        return [this.#indexed(node.of), ...bracketed(node.at)]
      case 'relation':
        return [at(node.left, LEVEL.sum), RELATIONS[node.head], at(node.right, LEVEL.sum)]
      default:
        return PLAIN.write(node)
    }
  }

  /** A dot between factors, none between a number and a letter or a bracket: `2x·y`. */
  *#product(node: LayoutOf<'product'>): Generator<Piece> {
    for (const [k, factor] of node.factors.entries()) {
      const counted = k === 1 && this.#presentation.layout(node.factors[0] as Expr).kind === 'number'
      if (k > 0 && !(counted && this.#followsNumber(factor))) yield '·'
      yield at(factor, k === 0 ? LEVEL.product : LEVEL.power)
    }
  }

  /** Whether a number may stand right before it: 2x, 2(x + 1), 2e^x; not before a word, nor 2e1 and 0.5f, which are numbers. */
  #followsNumber(e: Expr): boolean {
    const node = this.#presentation.layout(e)
    if (node.kind === 'power') return this.#followsNumber(node.base)
    if (node.kind === 'symbol') return /^(?![eE]\d|[dDfF]\d*$)\p{L}(?!\p{L})/u.test(nameOf(node.name))
    return node.kind === 'constant' || node.kind === 'sum' || (node.kind === 'exponential' && !node.shadowed)
  }

  /** `sin²(x)` for the functions that LaTeX, too, raises so. */
  *#power(node: LayoutOf<'power'>): Generator<Piece> {
    const base = this.#presentation.layout(node.base)
    const digits = this.#superscript(node.exponent)
    if (base.kind === 'function' && base.row?.powerOnName && digits !== undefined && !isInverse(digits)) {
      yield* called(functionName(base.row) + digits, base.args)
      return
    }
    yield at(node.base, LEVEL.primary)
    yield* this.#exponent(node.exponent)
  }

  #exponent(exponent: Expr): Piece[] {
    const digits = this.#superscript(exponent)
    return digits === undefined ? ['^', at(exponent, LEVEL.primary)] : [digits]
  }

  /** A whole number, a letter or a multiple of one, or a short sum of such in raised characters: `x²`, `e⁻ˣ`, `xⁿ⁻¹`. */
  #superscript(exponent: Expr): string | undefined {
    const node = this.#presentation.layout(exponent)
    if (node.kind === 'sum' && node.terms.length > MOST_RAISED) return undefined
    const terms = node.kind === 'sum' ? node.terms : [{ negative: false, of: exponent }]
    const parts = terms.map(({ negative, of }, k) => {
      const term = this.#raisedTerm(of, negative)
      return term && (negative ? '-' : k > 0 ? '+' : '') + term
    })
    return parts.every(p => p !== undefined) ? raised(parts.join('')) : undefined
  }

  /** A term in characters that can be raised; `unsigned`: without its minus sign. */
  #raisedTerm(part: Part, unsigned = false): string | undefined {
    const node = this.#presentation.layout(part, unsigned)
    switch (node.kind) {
      case 'number':
        return /^\d+$/.test(node.digits) ? node.digits : undefined
      case 'symbol': {
        const name = nameOf(node.name)
        return RAISED_CHARACTERS.has(name) ? name : undefined
      }
      case 'negative': {
        const term = this.#raisedTerm(node.of)
        return term && `-${term}`
      }
      case 'product': {
        const [number, letter] = node.factors.map(f => this.#raisedTerm(f))
        return node.factors.length === 2 && number && letter && /^\d+$/.test(number) && /^\D+$/.test(letter)
          ? number + letter
          : undefined
      }
      default:
        return undefined
    }
  }

  #radicand(e: Expr): Piece {
    const { kind } = this.#presentation.layout(e)
    return at(e, kind === 'symbol' || kind === 'number' || kind === 'constant' ? LEVEL.primary : LEVEL.bracketed)
  }

  /** After a bar `[` would begin a list. */
  #indexed(e: Expr): Piece {
    const node = this.#presentation.layout(e)
    return at(e, node.kind === 'function' && isBarred(node.row) ? LEVEL.bracketed : LEVEL.primary)
  }

  #function(node: LayoutOf<'function'>): string | Iterable<Piece> {
    const [only] = node.args
    if (only && isCubeRoot(node.row)) return ['∛', this.#radicand(only)]
    if (only && isBarred(node.row)) return ['|', at(only, LEVEL.choice), '|']
    return node.row ? called(functionName(node.row), node.args) : called(formalName(node), node.args)
  }
}

const MOST_RAISED = 2

/** Raised characters by what they are where they are not. */
const RAISED_CHARACTERS = new Map(Array.from(`${RAISED_DIGITS}${RAISED_LETTERS}⁺⁻`, c => [plainDigits(c), c] as const))

const raised = (text: string): string => Array.from(text, c => RAISED_CHARACTERS.get(c)).join('')

/** `sin⁻¹` may be the inverse function. */
const isInverse = (exponent: string): boolean => exponent.startsWith('⁻')

/** `2.76×10⁻²³` for 2.76e-23. */
function scientific(digits: string): string | undefined {
  const [mantissa = '', exponent] = digits.split('e')
  return exponent && `${mantissa}×10${raised(exponent)}`
}

const isBarred = (r: NamedRow | undefined): boolean => r?.latex === '\\left|#1\\right|'

const isCubeRoot = (r: NamedRow | undefined): boolean => r?.latex?.startsWith('\\sqrt[3]') === true

function* sum(node: LayoutOf<'sum'>): Generator<Piece> {
  for (const [k, { negative, of }] of node.terms.entries()) {
    if (k > 0) yield negative ? ` ${MINUS} ` : ' + '
    else if (negative) yield MINUS
    yield { ...at(of, LEVEL.product), unsigned: negative }
  }
}

/** The name of a function in print, `ln` or `arcsin`, where it is also one that the parser knows. */
function functionName(r: NamedRow): string {
  const printedName = /^\\(?:operatorname\{)?([A-Za-z]+)\}?$/.exec(r.latex ?? '')?.[1]
  return printedName !== undefined && row(printedName)?.name === r.name ? printedName : r.name
}

const formalName = ({ head, args }: LayoutOf<'function'>): string =>
  nameOf(readFormal(head).name) + markOf(head, args.length).replaceAll("'", '′')

/** Greek names to letters, but for those that look like Latin ones. */
const LETTERS = new Map<string, string>()
for (let code = 0x391; code <= 0x3c9; code++) {
  const letter = String.fromCharCode(code)
  const name = greekName(letter)
  if (name !== undefined && !LOOKALIKES.has(name)) LETTERS.set(name, letter)
}
/** Constants with a sign of their own. */
const SIGNS: ReadonlyMap<string, string> = new Map([...LETTERS, ['inf', '∞']])

/** `θ₁` for theta_1, `σ_x` for sigma_x, where the parser reads it as that name. */
function nameOf(name: string): string {
  const plain = quoted(name)
  const parts = plain === name && name.length <= 1000 ? /^([A-Za-z]+)(\d*)(?:_(\w+))?$/.exec(name) : null
  if (parts === null) return plain
  const [, word = '', digits = '', below] = parts
  const subscript = below === undefined ? '' : /^\d+$/.test(below) ? lowered(below) : `_${LETTERS.get(below) ?? below}`
  const written = (LETTERS.get(word) ?? word) + digits + subscript
  return canonicalName(written) === name ? written : name
}

const lowered = (digits: string): string => Array.from(digits, c => '₀₁₂₃₄₅₆₇₈₉'[Number(c)]).join('')

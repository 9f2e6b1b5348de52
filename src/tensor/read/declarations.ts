/**
 * Declarations understood: sizes as polynomials in size symbols, properties that fit the shape. `W:[2,3]`, `x:[n]`, `A:[n,2*n]`, `b:[]`
 * (a scalar), `S:[n,n] symmetric`, `W in R^{2x3}`. A contradiction is refused where it stands.
 */
import { num } from '../../expr/build.js'
import { type Expr, isCall, sym } from '../../expr/node.js'
import { wholeOf } from '../../expr/numbers.js'
import { equal } from '../../expr/order.js'
import { postorder } from '../../expr/walk.js'
import { build } from '../../parse/build.js'
import type { Declaration, Property, Written } from '../../parse/declarations.js'
import type { DigitBudget } from '../../parse/literal.js'
import { type Problem, shapeError } from '../../parse/problem.js'
import { type ReadLimits, read } from '../../parse/reader.js'
import type { Dim } from '../node.js'
import { polynomial, sizeText } from './sizes.js'

/** A declared vector or matrix. */
export interface Declared {
  readonly declaration: Declaration
  readonly shape: readonly Dim[]
  readonly properties: readonly Property[]
  /** As in `W:[2,3]`, for messages. */
  readonly text: string
}

/** The declared vectors and matrices by name; scalars (`b:[]`) are not among them. Raises `ShapeError` and `ParseError`. */
export function readShapes(
  text: string,
  declarations: readonly Declaration[],
  limits: ReadLimits,
  budget: DigitBudget,
): Map<string, Declared> {
  const found = new Map<string, Declared>()
  const names = new Set<string>()
  for (const declaration of declarations) {
    const { name, offset, shape: sizes } = declaration
    if (names.has(name)) refuse(text, offset, name.length, 'duplicate-declaration', `${name} is declared twice`)
    names.add(name)
    if (sizes === undefined) continue
    const shape = sizes.map(size => readSize(text, size, limits, budget))
    check(text, declaration, shape)
    const shown = `${name}:[${shape.map(sizeText).join(',')}]`
    if (shape.length > 0) found.set(name, { declaration, shape, properties: declaration.properties, text: shown })
  }
  for (const { shape, declaration } of found.values()) {
    for (const symbol of symbolsOf(shape)) {
      if (found.has(symbol))
        refuse(
          text,
          declaration.offset,
          declaration.name.length,
          'shape',
          `${symbol} is a size of ${declaration.name}, and declared as a vector or matrix`,
        )
    }
  }
  return found
}

function refuse(text: string, offset: number, length: number, code: string, message: string, hint?: string): never {
  const problem: Problem = { code, offset, length: Math.max(1, length), message, hint }
  throw shapeError(text, problem)
}

const SIMPLE = /^\s*(?:[1-9][0-9]{0,8}|[A-Za-z]\w*)\s*$/
const simple = (written: string): Dim => (/^[0-9]/.test(written) ? num(Number(written)) : sym(written))

/** One size. Every name in it is a size symbol, whatever else has that name. */
export function readSize(
  text: string,
  { text: written, offset }: Written,
  limits: ReadLimits,
  budget: DigitBudget,
): Dim {
  if (SIMPLE.test(written)) return simple(written.trim())
  const at = written.length - written.trimStart().length + offset
  const names = new Set(written.match(/\p{L}\w*(?![\w\s]*\()/gu) ?? [])
  const { program } = read(''.padEnd(offset) + written, { bound: names, functions: new Set() }, limits, text)
  const syntax = program.result
  if (syntax === undefined || program.definitions !== undefined)
    refuse(text, at, written.length, 'size', 'this is no size')
  const size = sizeFrom(build(syntax, { values: new Map(), bound: names, budget }))
  if (typeof size === 'string')
    refuse(
      text,
      at,
      written.trim().length,
      'size',
      `${written.trim()} is no size: ${size}`,
      'a size is a whole number, a name, or a polynomial in names',
    )
  return size
}

/** The largest size that is a number, and the largest exponent in one. */
const LARGEST = 2 ** 31 - 1
const HIGHEST = 16

/** What sizes are made by; the smaller of two is how many singular values there are. */
const OF_SIZES: ReadonlySet<string> = new Set(['add', 'mul', 'min'])

/** The size that an expression is, or why it is none. */
export function sizeFrom(e: Expr): Dim | string {
  for (const part of postorder(e)) {
    if (part.kind === 'num' && !part.value.isInteger()) return 'a size is whole'
    if (part.kind !== 'call' || OF_SIZES.has(part.head)) continue
    const exponent = part.head === 'pow' ? part.args[1] : undefined
    const n = exponent && wholeOf(exponent)
    if (n === undefined || n < 0) return 'it is no polynomial'
    if (n > HIGHEST) return `its degree is above ${HIGHEST}`
  }
  if (isCall(e, 'list')) return 'it is a list'
  const size = polynomial(e)
  if (size.kind !== 'num') return size
  if (size.value.sign() <= 0) return 'a size is positive'
  const n = wholeOf(size)
  return n === undefined || n > LARGEST ? 'it is too large' : size
}

function symbolsOf(shape: readonly Dim[]): Set<string> {
  const names = new Set<string>()
  for (const e of postorder(shape)) if (e.kind === 'sym') names.add(e.name)
  return names
}

/** The names that sizes are written with. */
export const sizeNames = (declared: Iterable<Declared>): Set<string> =>
  new Set([...declared].flatMap(d => [...symbolsOf(d.shape)]))

/** What only a square matrix can be. */
const SQUARE: ReadonlySet<Property> = new Set(['symmetric', 'psd', 'diagonal', 'lower'])

function check(text: string, { name, offset, properties, assumptions }: Declaration, shape: readonly Dim[]): void {
  const fail = (message: string): never => refuse(text, offset, name.length, 'shape', message)
  const [m, n] = shape
  const square = shape.length === 2 && m !== undefined && n !== undefined && equal(m, n)
  const wanting = properties.find(p => SQUARE.has(p))
  const size = shape.length === 0 ? 'a scalar' : `[${shape.map(sizeText).join(',')}]`
  if (wanting && !square) fail(`${name} is ${size}, and ${wanting} is for square matrices`)
  if (shape.length === 0 && properties.includes('unit'))
    fail(`${name} is a scalar, and unit is for vectors and matrices`)
  if (assumptions.includes('positive') && assumptions.includes('negative'))
    fail(`${name} cannot be positive and negative`)
  if (shape.length > 0 && assumptions.includes('complex')) fail(`${name} is ${size}; vectors and matrices are real`)
}

/**
 * The partial derivatives of a function by its arguments: the text of its row with the arguments put in, or a formal
 * derivative where the row has none or the function is unknown. A row may take lists, as hypergeom([a, b], [c], z)
 * does: its texts use the list operations below, and its derivative by an entry of a list is formal.
 */
import { ShapeError } from '../errors.js'
import { add, call, list, one, product, yes } from '../expr/build.js'
import { formalDerivative, type Slot } from '../expr/formal.js'
import { type Call, type Expr, isCall, mapped } from '../expr/node.js'
import { ARGUMENTS, type NamedRow } from '../functions/row.js'
import { memo } from '../memo.js'
import { parse } from '../parse/parse.js'

/** What a derivative's text may do with an argument that is a list. */
const LIST_OPERATIONS: ReadonlyMap<string, (items: readonly Expr[]) => Expr> = new Map([
  /** The product of the entries; 1 of none. */
  ['entriesproduct', product],
  /** The list with every entry raised by 1. */
  ['entriesplusone', (items: readonly Expr[]) => list(items.map(a => add(a, one)))],
])

/** The derivative texts of a row as expressions, by argument; undefined where there is none. */
export const templates = (r: NamedRow): readonly (Expr | undefined)[] => read(r.derivative)

const parsed = new Map<readonly (string | null)[], readonly (Expr | undefined)[]>()

function read(texts: readonly (string | null)[]): readonly (Expr | undefined)[] {
  const options = { bound: ARGUMENTS, functions: LIST_OPERATIONS.keys() }
  return memo(parsed, texts, () => texts.map(text => (text === null ? undefined : parse(text, options))))
}

/** The texts that hold for these arguments: those of an exception of the row, or the common ones. */
function textsFor(r: NamedRow, args: readonly Expr[]): readonly (string | null)[] {
  const found = r.exceptions?.find(({ when }) => bind(condition(when), args) === yes)
  return found?.derivative ?? r.derivative
}

const conditions = new Map<string, Expr>()

/** A condition of a row; there are only so many. */
function condition(text: string): Expr {
  return memo(conditions, text, () => parse(text, { bound: ARGUMENTS }))
}

const NAMES: readonly string[] = ARGUMENTS

/** The template with the arguments put in, in canonical form. Templates are ours and shallow. */
export function bind(template: Expr, args: readonly Expr[]): Expr {
  if (template.kind === 'sym') return args[NAMES.indexOf(template.name)] ?? template
  if (template.kind === 'num' || template.mask === 0) return template
  const parts = mapped(template.args, a => bind(a, args))
  const operation = LIST_OPERATIONS.get(template.head)
  return operation ? operation(entries(parts[0] as Expr)) : call(template.head, parts)
}

/** The partial derivative of a call by its k-th argument (from 0), as an expression in its arguments. */
export function partial(r: NamedRow | undefined, e: Call, k: number): Expr {
  const template = r && read(textsFor(r, e.args))[k]
  return template ? bind(template, e.args) : formal(e, { argument: k + 1 })
}

const formal = (e: Call, slot: Slot): Expr => call(formalDerivative(e.head, slot, e.args.length), e.args)

/** The partial derivative of a call by an entry (from 0) of its k-th argument, a list. */
export const partialByEntry = (e: Call, k: number, entry: number): Expr =>
  formal(e, { argument: k + 1, entry: entry + 1 })

/** The entries of a list of scalars; `ShapeError` for anything else. */
export function entries(e: Expr): readonly Expr[] {
  if (!isCall(e, 'list')) throw new ShapeError(`${e} stands where a list such as [a, b] is needed`)
  if (e.args.some(a => isCall(a, 'list')))
    throw new ShapeError(`${e} is a matrix, where a list such as [a, b] is needed`)
  return e.args
}

/**
 * Turns syntax into an expression through the canonical constructors. Walks with an explicit stack; terms of nested
 * sums, factors, and powers are collected first and handed to one constructor, so that neither depth nor a long chain
 * costs more than its length.
 */
import { DomainError, ShapeError } from '../errors.js'
import { type Binder, binderOf } from '../expr/binders.js'
import { call, num, sym, yes } from '../expr/build.js'
import { readFormal, unknownNamed, writeFormal } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import { row } from '../functions/table.js'
import { Rational } from '../number/rational.js'
import { spend } from '../work.js'
import { type Constructors, canonicalConstructors } from './constructors.js'
import { literal } from './literal.js'
import { type Meaning, named } from './meaning.js'
import { logarithmBase } from './names.js'
import { notation } from './notation.js'
import { bare, elements, type Syntax } from './syntax.js'

/** Makes the value of a node of its parts. Not a closure where the node is frequent: there is a frame for each node of a text. */
type Combine<N extends Inner> = (parts: Expr[], node: N, frame: Frame) => Expr

/** A node whose parts are being built. */
class Frame {
  /** The parts that are built, at their places. */
  readonly built: Expr[]
  count: number

  constructor(
    readonly node: Inner,
    readonly parts: readonly Syntax[],
    readonly meaning: Meaning,
    readonly make: Constructors,
    readonly combine: Combine<never>,
    /** Which parts of a sum are subtracted, of a product divide, of a power (from the last) are negative; whether a product is. */
    readonly inverted: readonly boolean[] = STRAIGHT,
    readonly negative = false,
    /** What names mean in the part at that place, where that is not what they mean around. */
    readonly within?: (k: number) => Meaning,
  ) {
    this.built = room(parts.length)
    this.count = 0
  }
}

const STRAIGHT = [false, false] as const

/** The expression that a syntax tree means, in canonical form or as it is written. */
export function build(root: Syntax, meaning: Meaning, make: Constructors = canonicalConstructors): Expr {
  const stack: Frame[] = []
  let value = opened(root, meaning, make, stack)
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    spend(1)
    if (value !== undefined) top.built[top.count++] = value
    const k = top.count
    if (k < top.parts.length) value = opened(top.parts[k] as Syntax, top.within?.(k) ?? top.meaning, make, stack)
    else {
      value = top.combine(top.built, top.node as never, top)
      stack.pop()
    }
  }
  return value as Expr
}

/** The value of a leaf; of any other node its frame is put on the stack. */
function opened(part: Syntax, meaning: Meaning, make: Constructors, stack: Frame[]): Expr | undefined {
  const own = bare(part)
  const node = meaning.indexed?.(own, meaning.variables) ?? own
  if (node.kind === 'number') return literal(node.text, meaning.budget)
  if (node.kind === 'name') return named(node, meaning)
  stack.push(frame(node, meaning, make))
  return undefined
}

const first = (parts: Expr[]): Expr => parts[0] as Expr

/** A list for so many: one that grows takes room for seventeen at once, and most have one or two. */
const room = (count: number): Expr[] => (count === 1 ? [yes] : count === 2 ? [yes, yes] : [])

/** A node with parts; `group`, which has only brackets, shares its type with `abs`. */
type Inner = Exclude<Syntax, { readonly kind: 'number' | 'name' }>

function frame(node: Inner, meaning: Meaning, make: Constructors): Frame {
  switch (node.kind) {
    case 'group':
      return new Frame(node, [node.of], meaning, make, first)
    case 'abs':
    case 'factorial':
      return new Frame(node, [node.of], meaning, make, functionOf)
    case 'signed':
      return new Frame(node, [node.of], meaning, make, signed)
    case 'sum':
    case 'product':
      return flat(node, meaning, make)
    case 'power':
      return power(node, meaning, make)
    case 'root':
      return new Frame(node, [node.of], meaning, make, root)
    case 'relation':
      return relation(node, meaning, make)
    case 'and':
    case 'or':
      return new Frame(node, spine(node, node.kind), meaning, make, canonical)
    case 'not':
      return new Frame(node, [node.of], meaning, make, not)
    case 'choice':
      return new Frame(node, branches(node), meaning, make, parts => call('piecewise', parts))
    case 'list':
      return list(node, meaning, make)
    case 'transpose':
    case 'slice':
      throw new Error(`${node.kind} is read where shapes are declared only`)
    case 'index':
      return new Frame(node, [node.of, ...elements(node.at)], meaning, make, canonical)
    case 'call': {
      const binder = binderOf(node.name)
      return binder === undefined || meaning.functions?.has(node.name)
        ? new Frame(node, elements(node.args), meaning, make, application)
        : binding(node, binder, meaning, make)
    }
  }
}

type Of<K extends Inner['kind']> = Extract<Inner, { readonly kind: K }>

const signed: Combine<Of<'signed'>> = (parts, { negative }, { make }) =>
  negative ? make.neg(first(parts)) : first(parts)
const root: Combine<Of<'root'>> = (parts, { signs }, { make }) =>
  elements(signs).reduceRight((of, sign) => rooted(of, sign, make), first(parts))
const functionOf: Combine<Inner> = (parts, { kind }, { make }) => make.call(kind, parts)
const canonical: Combine<Inner> = (parts, { kind }) => call(kind, parts)
const not: Combine<Of<'not'>> = (parts, { odd }) => (odd ? call('not', parts) : first(parts))
const application: Combine<Of<'call'>> = (parts, { name, power }, { make, meaning }) =>
  powered(applied(name, parts, make, meaning.functions), power, meaning, make)

/** A binder: within the body its variable is a symbol of its own, whatever else has the name. */
function binding(node: Of<'call'>, binder: Binder, meaning: Meaning, make: Constructors): Frame {
  const [named, ...others] = elements(node.args) as [Syntax, ...Syntax[]]
  const variable = bare(named)
  if (variable.kind !== 'name' || others.length !== 3)
    throw new ShapeError(`${node.name} takes a name, two bounds and a body`, 'argument-count')
  const variables = [...(meaning.variables ?? []), variable.name]
  if (binder.over === 'integers') meaning.components?.sum(variable.name)
  const symbol = binder.read(variables)
  const inside: Meaning = { ...meaning, variables, binder, values: new Map(meaning.values).set(variable.name, symbol) }
  const combine: Combine<Of<'call'>> = parts =>
    powered(make.call(node.name, [symbol, ...parts]), node.power, meaning, make)
  return new Frame(node, others, meaning, make, combine, STRAIGHT, false, k => (k === 2 ? inside : meaning))
}

/** The parts of a sum or product in order, and which of them are subtracted or divide. */
export interface Parts {
  readonly parts: Syntax[]
  readonly inverted: readonly boolean[]
}

/** The parts of nested sums (products), also through brackets. What is subtracted stays one part. */
export function flatten(root: Syntax, kind: 'sum' | 'product'): Parts {
  if ((root.kind === 'sum' || root.kind === 'product') && root.kind === kind) {
    const left = bare(root.left)
    const right = bare(root.right)
    const turns = root.kind === 'sum' ? root.negative : root.divide
    if (left.kind !== kind && (turns || right.kind !== kind)) {
      return { parts: [left, right], inverted: turns ? [false, true] : STRAIGHT }
    }
  }
  const parts: Syntax[] = []
  const inverted: boolean[] = []
  // What is still to be taken apart, from right to left; the left side of a sum is the longer one, and is gone on with.
  const pending: Syntax[] = []
  const turned: boolean[] = []
  let turns = false
  for (let node: Syntax | undefined = root; node; turns = turned.pop() === true, node = pending.pop()) {
    const of = bare(node)
    if (turns || of.kind !== kind) {
      parts.push(of)
      inverted.push(turns)
    } else if (of.kind === 'sum' || of.kind === 'product') {
      pending.push(of.right, of.left)
      turned.push(of.kind === 'sum' ? of.negative : of.divide, false)
    }
  }
  return { parts, inverted }
}

const sum: Combine<Inner> = (terms, _, { inverted, make }) => {
  for (let k = 0; k < terms.length; k++) if (inverted[k]) terms[k] = make.neg(terms[k] as Expr)
  return make.sum(terms)
}

/** A sign belongs to the whole product: `-(x + 1)/4` is -1/4 times (x + 1), the form in which it is printed. */
function flat(node: Of<'sum' | 'product'>, meaning: Meaning, make: Constructors): Frame {
  let negative = false
  const { parts, inverted } = flatten(node, node.kind)
  for (let k = 0; node.kind === 'product' && k < parts.length; k++) {
    let part = parts[k] as Syntax
    for (; part.kind === 'signed' || part.kind === 'group'; part = part.of) {
      if (part.kind === 'signed' && part.negative) negative = !negative
    }
    parts[k] = part
  }
  return new Frame(node, parts, meaning, make, node.kind === 'sum' ? sum : product, inverted, negative)
}

const product: Combine<Inner> = (factors, _, { make, inverted, negative }) => make.product(factors, inverted, negative)

/** `a^b^-c` is a^(b^(-c)). */
function power(node: Of<'power'>, meaning: Meaning, make: Constructors): Frame {
  const parts: Syntax[] = []
  // Of the exponents, as they stand in `parts` turned round.
  const negative: boolean[] = []
  let left: Syntax = node
  for (; left.kind === 'power'; left = left.left) {
    parts.push(left.right)
    negative.push(left.negative)
  }
  parts.push(left)
  parts.reverse()
  return new Frame(node, parts, meaning, make, towered, negative)
}

const towered: Combine<Inner> = (values, _, { make, inverted: negative }) => {
  let value = values[values.length - 1] as Expr
  for (let k = values.length - 2; k >= 0; k--)
    value = make.pow(values[k] as Expr, negative[values.length - 2 - k] ? make.neg(value) : value)
  return value
}

function rooted(of: Expr, sign: string, make: Constructors): Expr {
  if (sign === '√') return make.call('sqrt', [of])
  return sign === '∛' ? make.call('cbrt', [of]) : make.call('root', [of, num(4)])
}

/** The heads of the signs of comparisons. */
export const RELATIONS: ReadonlyMap<string, string> = new Map([
  ['<', 'lt'],
  ['<=', 'le'],
  ['≤', 'le'],
  ['=', 'eq'],
  ['==', 'eq'],
  ['!=', 'ne'],
  ['≠', 'ne'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['≥', 'ge'],
])

/** `a < b < c` is a < b and b < c. */
function relation(node: Of<'relation'>, meaning: Meaning, make: Constructors): Frame {
  const parts: Syntax[] = []
  const heads: string[] = []
  let left: Syntax = node
  for (; left.kind === 'relation'; left = left.left) {
    parts.push(left.right)
    heads.push(RELATIONS.get(left.sign) as string)
  }
  parts.push(left)
  heads.reverse()
  const combine = (sides: Expr[]): Expr => {
    const links = heads.map((head, k) => call(head, [sides[k] as Expr, sides[k + 1] as Expr]))
    return links.length === 1 ? first(links) : call('and', links)
  }
  return new Frame(node, parts.reverse(), meaning, make, combine)
}

/** The operands of a chain of one connective. */
function spine(node: Syntax, kind: 'and' | 'or'): Syntax[] {
  const parts: Syntax[] = []
  let left = node
  for (; left.kind === kind; left = left.left) parts.push(left.right)
  parts.push(left)
  return parts.reverse()
}

function branches(node: Syntax & { kind: 'choice' }): Syntax[] {
  return [...elements(node.cases).flatMap(c => [c.value, c.condition]), node.otherwise]
}
function list(node: Of<'list'>, meaning: Meaning, make: Constructors): Frame {
  const written = elements(node.rows).map(elements)
  const combine = (items: Expr[]): Expr => {
    if (written.length < 2) return call('list', items)
    const width = items.length / written.length
    return call(
      'list',
      written.map((_, k) => call('list', items.slice(k * width, (k + 1) * width))),
    )
  }
  return new Frame(node, written.flat(), meaning, make, combine)
}

/** A call by any name of a function or notation. */
export function applied(
  name: string,
  args: Expr[],
  make: Constructors = canonicalConstructors,
  functions?: ReadonlySet<string>,
): Expr {
  const declared = functions?.size ? readFormal(name) : undefined
  if (declared && functions?.has(declared.name))
    return make.call(writeFormal(unknownNamed(declared.name, declared.slots), args.length), args)
  const structure = notation(name)
  if (structure !== undefined) return structure.build(args)
  const base = row(name) === undefined ? logarithmBase(name) : undefined
  if (base !== undefined) return meant('log', [...args, subscript(base)], make)
  const formal = readFormal(name)
  return meant(writeFormal({ ...formal, name: row(formal.name)?.name ?? formal.name }, args.length), args, make)
}

/** A call that has a meaning: `DomainError` for a logarithm to base 0 or 1 and for a root of order 0, whatever they are of. */
function meant(head: string, args: Expr[], make: Constructors): Expr {
  const [, second] = args
  if (second?.kind === 'num' && args.length === 2) {
    const { value } = second
    if (head === 'log' && (value.isZero() || value.isOne()))
      throw new DomainError(`there is no logarithm to base ${value}: write log(x, 2) for that of x to base 2`, 'base')
    if (head === 'root' && value.isZero())
      throw new DomainError('there is no root of order 0: write root(x, 3) for the third root of x', 'order')
  }
  return make.call(head, args)
}

const subscript = (base: string): Expr => (/^\d/.test(base) ? num(Rational.parse(base)) : sym(base))

/** `sin^2(x)` is sin(x)^2. */
const powered = (value: Expr, exponent: string, meaning: Meaning, make: Constructors): Expr =>
  exponent === '' ? value : make.pow(value, literal(exponent, meaning.budget))

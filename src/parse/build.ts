/**
 * Turns syntax into an expression through the canonical constructors. Walks with an explicit stack; terms of nested
 * sums, factors, and powers are collected first and handed to one constructor, so that neither depth nor a long chain
 * costs more than its length.
 */
import { DomainError, ShapeError } from '../errors.js'
import { binderOf } from '../expr/binders.js'
import { requireNesting } from '../expr/binding.js'
import { call, no, num, sym, yes } from '../expr/build.js'
import { readFormal, unknownNamed, writeFormal } from '../expr/formal.js'
import { type Expr, ownSym } from '../expr/node.js'
import { arity } from '../functions/row.js'
import { row } from '../functions/table.js'
import { Rational } from '../number/rational.js'
import { spend } from '../work.js'
import { refuseSubscript } from './binders.js'
import { type Constructors, canonicalConstructors } from './constructors.js'
import { type DigitBudget, literal } from './literal.js'
import { logarithmBase } from './names.js'
import { notation } from './notation.js'
import { bare, elements, type Sequence, type Syntax } from './syntax.js'

/** What names mean while building. */
export interface Meaning {
  /** Values of names that were defined. */
  readonly values: ReadonlyMap<string, Expr>
  /** Plain symbols, even where the table has a constant of the name. */
  readonly bound: ReadonlySet<string>
  /** Functions that were declared, whatever the table has under their names. */
  readonly functions?: ReadonlySet<string>
  readonly budget: DigitBudget
  /** The variables of the binders around, the outermost first. */
  readonly variables?: readonly string[]
}

/** A node whose parts are being built. */
interface Frame {
  readonly parts: readonly Syntax[]
  readonly meaning: Meaning
  /** What names mean in the part at that place, where that is not what they mean around. */
  readonly within: ((k: number) => Meaning) | undefined
  /** The parts that are built, at their places. */
  readonly built: Expr[]
  count: number
  readonly combine: (parts: Expr[]) => Expr
}

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
      value = top.combine(top.built)
      stack.pop()
    }
  }
  return value as Expr
}

/** The value of a leaf; of any other node its frame is put on the stack. */
function opened(part: Syntax, meaning: Meaning, make: Constructors, stack: Frame[]): Expr | undefined {
  const node = bare(part)
  if (node.kind === 'number') return literal(node.text, meaning.budget)
  if (node.kind === 'name') return named(node, meaning)
  stack.push(frame(node, meaning, make))
  return undefined
}

const first = (parts: Expr[]): Expr => parts[0] as Expr

const framed = (parts: readonly Syntax[], meaning: Meaning, combine: (parts: Expr[]) => Expr): Frame => ({
  parts,
  meaning,
  within: undefined,
  built: room(parts.length),
  count: 0,
  combine,
})

/** A list for so many: one that grows takes room for seventeen at once, and most have one or two. */
const room = (count: number): Expr[] => (count === 1 ? [yes] : count === 2 ? [yes, yes] : [])

/** A node with parts; `group`, which has only brackets, shares its type with `abs`. */
type Inner = Exclude<Syntax, { readonly kind: 'number' | 'name' }>

function frame(node: Inner, meaning: Meaning, make: Constructors): Frame {
  switch (node.kind) {
    case 'group':
      return framed([node.of], meaning, first)
    case 'abs':
      return framed([node.of], meaning, parts => make.call('abs', parts))
    case 'factorial':
      return framed([node.of], meaning, parts => make.call('factorial', parts))
    case 'signed':
      return framed([node.of], meaning, parts => (node.negative ? make.neg(first(parts)) : first(parts)))
    case 'sum':
      return sum(node, meaning, make)
    case 'product':
      return product(node, meaning, make)
    case 'power':
      return power(node, meaning, make)
    case 'root':
      return framed([node.of], meaning, parts =>
        elements(node.signs).reduceRight((of, sign) => rooted(of, sign, make), first(parts)),
      )
    case 'relation':
      return relation(node, meaning)
    case 'and':
    case 'or':
      return framed(spine(node, node.kind), meaning, parts => call(node.kind, parts))
    case 'not':
      return framed([node.of], meaning, parts => (node.odd ? call('not', parts) : first(parts)))
    case 'choice':
      return framed(branches(node), meaning, choice)
    case 'list':
      return list(node.rows, meaning)
    case 'transpose':
    case 'slice':
      throw new Error(`${node.kind} is read where shapes are declared only`)
    case 'index':
      return framed([node.of, ...elements(node.at)], meaning, parts => call('index', parts))
    case 'call':
      if (binderOf(node.name) !== undefined && !meaning.functions?.has(node.name)) return binding(node, meaning, make)
      return framed(elements(node.args), meaning, parts =>
        powered(applied(node.name, parts, make, meaning.functions), node.power, meaning, make),
      )
  }
}

/** A binder: within the body its variable is a symbol of its own, whatever else has the name. */
function binding(node: Syntax & { kind: 'call' }, meaning: Meaning, make: Constructors): Frame {
  const [named, ...others] = elements(node.args) as [Syntax, ...Syntax[]]
  const variable = bare(named)
  if (variable.kind !== 'name' || others.length !== 3)
    throw new ShapeError(`${node.name} takes a name, two bounds and a body`, 'argument-count')
  const variables = [...(meaning.variables ?? []), variable.name]
  requireNesting(variables.length)
  const symbol = ownSym(variable.name, variables.length)
  const inside: Meaning = { ...meaning, variables, values: new Map([...meaning.values, [variable.name, symbol]]) }
  return {
    parts: others,
    meaning,
    built: [],
    count: 0,
    within: k => (k === 2 ? inside : meaning),
    combine: parts => powered(make.call(node.name, [symbol, ...parts]), node.power, meaning, make),
  }
}

function named({ name, as }: Syntax & { kind: 'name' }, meaning: Meaning): Expr {
  const value = as === 'constant' ? undefined : meaning.values.get(name)
  if (value !== undefined) return value
  if (as === 'symbol' || (as === undefined && meaning.bound.has(name))) return sym(name)
  refuseSubscript(name, meaning.variables ?? [])
  if (name === 'true') return yes
  if (name === 'false') return no
  const known = row(name)
  return known !== undefined && arity(known)[1] === 0 ? call(known.name, []) : sym(name)
}

/** The parts of a sum or product in order, and which of them are subtracted or divide. */
export interface Parts {
  readonly parts: Syntax[]
  readonly inverted: boolean[]
}

/** The parts of nested sums (products), also through brackets. What is subtracted stays one part. */
export function flatten(root: Syntax, kind: 'sum' | 'product'): Parts {
  if ((root.kind === 'sum' || root.kind === 'product') && root.kind === kind) {
    const left = bare(root.left)
    const right = bare(root.right)
    const turns = root.kind === 'sum' ? root.negative : root.divide
    if (left.kind !== kind && (turns || right.kind !== kind)) return { parts: [left, right], inverted: [false, turns] }
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

function sum(node: Syntax, meaning: Meaning, make: Constructors): Frame {
  const { parts, inverted } = flatten(node, 'sum')
  return framed(parts, meaning, terms => {
    for (let k = 0; k < terms.length; k++) if (inverted[k]) terms[k] = make.neg(terms[k] as Expr)
    return make.sum(terms)
  })
}

/** A sign belongs to the whole product: `-(x + 1)/4` is -1/4 times (x + 1), the form in which it is printed. */
function product(node: Syntax, meaning: Meaning, make: Constructors): Frame {
  let negative = false
  const { parts, inverted } = flatten(node, 'product')
  for (let k = 0; k < parts.length; k++) {
    let part = parts[k] as Syntax
    for (; part.kind === 'signed' || part.kind === 'group'; part = part.of) {
      if (part.kind === 'signed' && part.negative) negative = !negative
    }
    parts[k] = part
  }
  return framed(parts, meaning, factors => make.product(factors, inverted, negative))
}

/** `a^b^-c` is a^(b^(-c)). */
function power(node: Syntax, meaning: Meaning, make: Constructors): Frame {
  const parts: Syntax[] = []
  // Of the exponents, as they stand in `parts` turned round.
  const negative: boolean[] = []
  let left = node
  for (; left.kind === 'power'; left = left.left) {
    parts.push(left.right)
    negative.push(left.negative)
  }
  parts.push(left)
  parts.reverse()
  return framed(parts, meaning, values => {
    let value = values[values.length - 1] as Expr
    for (let k = values.length - 2; k >= 0; k--)
      value = make.pow(values[k] as Expr, negative[values.length - 2 - k] ? make.neg(value) : value)
    return value
  })
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
function relation(node: Syntax, meaning: Meaning): Frame {
  const parts: Syntax[] = []
  const heads: string[] = []
  let left = node
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
  return framed(parts.reverse(), meaning, combine)
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
const choice = (parts: Expr[]): Expr => call('piecewise', parts)

function list(rows: Sequence<Sequence> | undefined, meaning: Meaning): Frame {
  const written = elements(rows).map(elements)
  const combine = (items: Expr[]): Expr => {
    if (written.length < 2) return call('list', items)
    const width = items.length / written.length
    return call(
      'list',
      written.map((_, k) => call('list', items.slice(k * width, (k + 1) * width))),
    )
  }
  return framed(written.flat(), meaning, combine)
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

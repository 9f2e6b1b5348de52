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
import { elements, type Sequence, type Syntax } from './syntax.js'

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
  readonly within?: (k: number) => Meaning
  readonly built: Expr[]
  readonly combine: (parts: Expr[]) => Expr
}

/** The expression that a syntax tree means, in canonical form or as it is written. */
export function build(root: Syntax, meaning: Meaning, make: Constructors = canonicalConstructors): Expr {
  const stack: Frame[] = []
  let value = opened(root, meaning, make, stack)
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    spend(1)
    if (value !== undefined) top.built.push(value)
    const k = top.built.length
    const next = top.parts[k]
    if (next !== undefined) value = opened(next, top.within?.(k) ?? top.meaning, make, stack)
    else {
      value = top.combine(top.built)
      stack.pop()
    }
  }
  return value as Expr
}

/** The value of a leaf; of any other node its frame is put on the stack. */
function opened(node: Syntax, meaning: Meaning, make: Constructors, stack: Frame[]): Expr | undefined {
  let bare = node
  while (bare.kind === 'group') bare = bare.of
  if (bare.kind === 'number') return literal(bare.text, meaning.budget)
  if (bare.kind === 'name') return named(bare, meaning)
  stack.push(frame(bare, meaning, make))
  return undefined
}

const first = (parts: Expr[]): Expr => parts[0] as Expr

/** A node with parts; `group`, which has only brackets, shares its type with `abs`. */
type Inner = Exclude<Syntax, { readonly kind: 'number' | 'name' }>

function frame(node: Inner, meaning: Meaning, make: Constructors): Frame {
  const of = (parts: readonly Syntax[], combine: (parts: Expr[]) => Expr): Frame => ({
    parts,
    meaning,
    built: [],
    combine,
  })
  switch (node.kind) {
    case 'group':
      return of([node.of], first)
    case 'abs':
      return of([node.of], parts => make.call('abs', parts))
    case 'factorial':
      return of([node.of], parts => make.call('factorial', parts))
    case 'signed':
      return of([node.of], parts => (node.negative ? make.neg(first(parts)) : first(parts)))
    case 'sum':
      return sum(node, meaning, make)
    case 'product':
      return product(node, meaning, make)
    case 'power':
      return power(node, meaning, make)
    case 'root':
      return of([node.of], parts =>
        elements(node.signs).reduceRight((of, sign) => rooted(of, sign, make), first(parts)),
      )
    case 'relation':
      return relation(node, meaning)
    case 'and':
    case 'or':
      return of(spine(node, node.kind), parts => call(node.kind, parts))
    case 'not':
      return of([node.of], parts => (node.odd ? call('not', parts) : first(parts)))
    case 'choice':
      return of(branches(node), choice)
    case 'list':
      return list(node.rows, meaning)
    case 'transpose':
    case 'slice':
      throw new Error(`${node.kind} is read where shapes are declared only`)
    case 'index':
      return of([node.of, ...elements(node.at)], parts => call('index', parts))
    case 'call':
      if (binderOf(node.name) !== undefined && !meaning.functions?.has(node.name)) return binding(node, meaning, make)
      return of(elements(node.args), parts =>
        powered(applied(node.name, parts, make, meaning.functions), node.power, meaning, make),
      )
  }
}

/** A binder: within the body its variable is a symbol of its own, whatever else has the name. */
function binding(node: Syntax & { kind: 'call' }, meaning: Meaning, make: Constructors): Frame {
  const [named, ...others] = elements(node.args) as [Syntax, ...Syntax[]]
  let variable = named
  while (variable.kind === 'group') variable = variable.of
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

/** One part of a sum or product, and whether it is subtracted or divides. */
export interface Part {
  readonly of: Syntax
  readonly inverted: boolean
}

/** The parts of nested sums (products), also through brackets, in order. What is subtracted stays one part. */
export function flatten(root: Syntax, kind: 'sum' | 'product'): Part[] {
  const parts: Part[] = []
  const pending: Part[] = [{ of: root, inverted: false }]
  for (let part = pending.pop(); part; part = pending.pop()) {
    let of = part.of
    while (of.kind === 'group') of = of.of
    if (part.inverted || of.kind !== kind) parts.push({ of, inverted: part.inverted })
    else if (of.kind === 'sum') pending.push({ of: of.left, inverted: false }, { of: of.right, inverted: of.negative })
    else if (of.kind === 'product')
      pending.push({ of: of.left, inverted: false }, { of: of.right, inverted: of.divide })
  }
  return parts.reverse()
}

function sum(node: Syntax, meaning: Meaning, make: Constructors): Frame {
  const parts = flatten(node, 'sum')
  const combine = (terms: Expr[]): Expr => make.sum(terms.map((t, k) => (parts[k]?.inverted ? make.neg(t) : t)))
  return { parts: parts.map(p => p.of), meaning, built: [], combine }
}

/** A sign belongs to the whole product: `-(x + 1)/4` is -1/4 times (x + 1), the form in which it is printed. */
function product(node: Syntax, meaning: Meaning, make: Constructors): Frame {
  let negative = false
  const parts = flatten(node, 'product').map(({ of, inverted }): Part => {
    let bare = of
    for (; bare.kind === 'signed' || bare.kind === 'group'; bare = bare.of) {
      if (bare.kind === 'signed' && bare.negative) negative = !negative
    }
    return { of: bare, inverted }
  })
  const inverted = parts.map(p => p.inverted)
  const combine = (factors: Expr[]): Expr => make.product(factors, inverted, negative)
  return { parts: parts.map(p => p.of), meaning, built: [], combine }
}

/** `a^b^-c` is a^(b^(-c)). */
function power(node: Syntax, meaning: Meaning, make: Constructors): Frame {
  const parts: Part[] = []
  let left = node
  for (; left.kind === 'power'; left = left.left) parts.push({ of: left.right, inverted: left.negative })
  parts.push({ of: left, inverted: false })
  parts.reverse()
  const combine = (values: Expr[]): Expr =>
    values.reduceRight((exponent, base, k) => make.pow(base, parts[k + 1]?.inverted ? make.neg(exponent) : exponent))
  return { parts: parts.map(p => p.of), meaning, built: [], combine }
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
  return { parts: parts.reverse(), meaning, built: [], combine }
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
  return { parts: written.flat(), meaning, built: [], combine }
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

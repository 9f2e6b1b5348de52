/**
 * Syntax to tensors, with an explicit stack: scalar parts are built at once as scalar expressions, the others from their parts. A sum
 * over an index binds its name while its body is read; where it cannot be an axis (`i*x[i]`, `x[i+1]`) and runs between numbers, the
 * body is read once for each place.
 */
import { BudgetError } from '../../errors.js'
import { call, num, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { build, flatten } from '../../parse/build.js'
import { elements, type Syntax } from '../../parse/syntax.js'
import { bars } from './bars.js'
import { binder, binds } from './binders.js'
import { checkKind, choice, condition, relation } from './conditions.js'
import { entrywiseCall, formula } from './entrywise.js'
import { type Frame, first, leaf, of, Restart, type Walk } from './frame.js'
import { DELTA, tensorFunction } from './functions.js'
import { clashOf, indexed, places, requireNoEntry } from './indexing.js'
import { literal } from './literal.js'
import { kron } from './matrices.js'
import { BELOW, isDefined, partOf, piecesOf, undeclaredComponent } from './names.js'
import { type Index, type Operand, type Origin, orderOf, own, refuse, renamed, scalar } from './operand.js'
import * as op from './operators.js'
import { delta, entry, type Place } from './places.js'
import * as products from './products.js'
import { cross } from './vectors.js'

/** The meaning of a piece of syntax. Raises `ShapeError`, `BudgetError`. */
export function evaluate(walk: Walk, root: Syntax): Operand {
  const stack = [frame(walk, root)]
  for (;;) {
    const top = stack[stack.length - 1] as Frame
    const part = top.next(top.built)
    if (part !== undefined) {
      if (walk.work.left-- <= 0)
        throw new BudgetError('steps', 'written out term by term, the sums of this text are too long')
      stack.push(frame(walk, part))
      continue
    }
    const value = top.combine(top.built)
    stack.pop()
    const parent = stack[stack.length - 1]
    if (parent === undefined) return value
    checkKind(walk, value, parent.condition?.(parent.built.length))
    parent.built.push(value)
  }
}

function frame(walk: Walk, s: Syntax): Frame {
  if (walk.scalars.has(s)) return leaf(() => scalar(build(s, walk.meaning), s))
  switch (s.kind) {
    case 'number':
      return leaf(() => scalar(build(s, walk.meaning), s))
    case 'name':
      return leaf(() => named(walk, s))
    case 'group':
      return { ...of([s.of], built => ({ ...first(built), syntax: s })), condition: () => 'may' }
    case 'abs':
      return bars(walk, s)
    case 'transpose':
      return of([s.of], built => transposed(walk, first(built), s))
    case 'signed':
      return of([s.of], built => (s.negative ? op.negated(walk, first(built), s) : renamed(first(built), s)))
    case 'sum':
      return sum(walk, s)
    case 'product':
      return product(walk, s)
    case 'power':
      return power(walk, s)
    case 'factorial':
      return of([s.of], built => entrywiseCall(walk, 'factorial', built, s))
    case 'root':
      return of([s.of], built => rooted(walk, first(built), elements(s.signs), s))
    case 'list':
      return literalFrame(walk, s)
    case 'index':
      return indexed(walk, s)
    case 'call':
      return called(walk, s)
    case 'relation':
      return relation(walk, s)
    case 'and':
    case 'or':
      return { ...of([s.left, s.right], built => condition(walk, s.kind, built, s)), condition: () => 'must' }
    case 'not':
      return {
        ...of([s.of], built => (s.odd ? condition(walk, 'not', built, s) : renamed(first(built), s))),
        condition: () => 'must',
      }
    case 'choice':
      return choice(walk, [...elements(s.cases).flatMap(c => [c.value, c.condition]), s.otherwise], s)
    case 'slice':
      return leaf(() => refuse(walk, s, 'a range stands in the brackets of an index'))
  }
}

// ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────

function named(walk: Walk, s: Syntax & { kind: 'name' }): Operand {
  const { name } = s
  const bound = walk.scope.get(name)?.at(-1)
  if (bound !== undefined) return 'kind' in bound ? scalar(bound, s) : asNumber(walk, bound, s)
  const defined = walk.names.tensors.get(name)
  if (defined !== undefined) return renamed(defined, s)
  if (walk.names.scalars.has(name) || walk.names.bound.has(name)) return scalar(build(s, walk.meaning), s)
  if (walk.names.declared.has(name)) return variable(walk, name, s)
  if (name === 'I') return identity(walk, s)
  if (BELOW.test(name)) refuse(walk, s, `${name} is not declared`, 'below the bars of a norm it is one: ||x||_2')
  const part = partOf(name, walk.names)
  if (part) return subscripted(walk, s, part)
  const pieces = piecesOf(name, walk.names)
  if (pieces) refuse(walk, s, `${name} is not declared`, `write ${pieces.join('*')} for the product`)
  const around = [...walk.scope].flatMap(([index, bound]) => (bound.length > 0 ? [index] : []))
  const stray = undeclaredComponent(name, around)
  if (stray) refuse(walk, s, ...stray)
  return scalar(build(s, walk.meaning), s)
}

function variable(walk: Walk, name: string, s: Syntax): Operand {
  const declared = walk.names.declared.get(name)
  if (declared === undefined) return scalar(build(s, walk.meaning), s)
  const { shape, properties, text } = declared
  const origin: Origin = () => text
  return own(walk, walk.space.variable(name, shape, properties), { origins: shape.map(() => origin), syntax: s })
}

/** An `I` that nobody declared is the identity of the size that fits. */
const identity = (walk: Walk, s: Syntax): Operand => op.identity(walk, walk.sizes.of(s), () => 'I, the identity', s)

/** An index where a number stands: the sum must be written out. */
function asNumber(walk: Walk, index: Index, s: Syntax): never {
  if (index.range) throw new Restart(index.range)
  return refuse(
    walk,
    s,
    `${index.name} is an index here: it stands for a place, as in x[${index.name}]`,
    `write a range of numbers to use it as one: sum(${index.name}, 1, 3, ...)`,
  )
}

/** `W_ij` is W[i,j], where i and j are indices. */
function subscripted(
  walk: Walk,
  s: Syntax & { kind: 'name' },
  { base, places }: { base: string; places: readonly string[] },
): Operand {
  const bounds = places.map(p => walk.scope.get(p)?.at(-1))
  if (base === DELTA.name && !walk.names.declared.has(base) && !walk.names.tensors.has(base))
    return bounds.every(b => b !== undefined)
      ? delta(walk, ...(pair(s, bounds) as [Place, Place]), s, clashOf(walk))
      : scalar(build(s, walk.meaning), s)
  const written = `write ${base}[${places.join(',')}]`
  const letters = places.filter(p => !/\d/.test(p))
  const bind =
    letters.length === 0
      ? ''
      : `, with ${letters.join(', ')} in sum(${letters[0]}, ...) or in front as [${letters.join(',')};]`
  const of = walk.names.tensors.has(base)
    ? renamed(walk.names.tensors.get(base) as Operand, s)
    : variable(walk, base, s)
  const missing = places.find((_, k) => bounds[k] === undefined)
  if (missing !== undefined)
    refuse(
      walk,
      s,
      `${s.name} is not declared${letters.includes(missing) ? `, and ${missing} is no index here` : ''}`,
      written + bind,
    )
  return entry(walk, of, pair(s, bounds), s, clashOf(walk))
}

/** The places that names in scope stand for. */
const pair = (syntax: Syntax, bounds: readonly (Index | Expr | undefined)[]): Place[] =>
  bounds.flatMap((b): Place[] => {
    if (b === undefined) return []
    return 'kind' in b ? [{ kind: 'at', e: b, syntax }] : [{ kind: 'index', index: b, by: zero, syntax }]
  })

// ── operators ───────────────────────────────────────────────────────────────────────────────────────────────────

function transposed(
  walk: Walk,
  o: Operand,
  s: Extract<Syntax, { of: Syntax; kind: 'factorial' | 'transpose' }>,
): Operand {
  if (s.of.kind === 'name' && o.e !== undefined && !isDefined(walk.names, s.of.name))
    refuse(walk, s, `${s.of.name} is not declared, so it is a scalar`, `declare it: ${s.of.name}:[n]`)
  if (s.of.kind === 'number' && s.of.text === '1')
    refuse(
      walk,
      s,
      '1 is a number, not a column of ones',
      "write ones(n)' for a row of ones, sum(x) for the sum of entries",
    )
  return op.transposed(walk, o, s)
}

function sum(walk: Walk, s: Syntax): Frame {
  const { parts, inverted } = flatten(s, 'sum')
  return of(parts, built =>
    op.sum(
      walk,
      built.map((of, k) => ({ of, negative: inverted[k] === true })),
      s,
    ),
  )
}

/** The factors of a product without signs, last first: LaTeX groups those behind an operator, `y^\top\exp(x)z`. */
function sideBySide(walk: Walk, s: Syntax): Syntax[] {
  const parts: Syntax[] = []
  let left = s
  for (; left.kind === 'product' && left.sign === '' && !walk.scalars.has(left); left = left.left)
    parts.push(left.right)
  return [...parts, left]
}

/** From left to right; brackets are not looked into, for `A*(x'*y)` is not `A*x'*y`. */
function product(walk: Walk, s: Syntax): Frame {
  const parts: Syntax[] = []
  const links: { sign: string; syntax: Syntax }[] = []
  let left = s
  for (; left.kind === 'product' && !walk.scalars.has(left); left = left.left) {
    const sign = left.sign ?? (left.divide ? '/' : '*')
    if (sign === '') requireNoEntry(walk, left)
    for (const part of sign === '' ? sideBySide(walk, left.right) : [left.right]) {
      parts.push(part)
      links.push({ sign, syntax: left })
    }
  }
  parts.push(left)
  parts.reverse()
  links.reverse()
  return of(parts, ([head, ...rest]) =>
    products.product(
      walk,
      head as Operand,
      rest.map((of, k) => ({ of, ...(links[k] as { sign: string; syntax: Syntax }) })),
      {
        kron: (a, b, syntax) => kron(walk, [a, b], syntax as Syntax & { kind: 'call' }),
        cross: (a, b, syntax) => cross(walk, [a, b], syntax as Syntax & { kind: 'call' }),
      },
    ),
  )
}

/** `a^b^-c` is a^(b^(-c)). */
function power(walk: Walk, s: Syntax): Frame {
  const parts: Syntax[] = []
  const marks: { negative: boolean; sign: string; syntax: Syntax }[] = []
  let left = s
  for (; left.kind === 'power'; left = left.left) {
    parts.push(left.right)
    marks.push({ negative: left.negative, sign: left.sign ?? '^', syntax: left })
  }
  parts.push(left)
  parts.reverse()
  marks.reverse()
  for (const part of parts.slice(1))
    if (part.kind === 'transpose')
      return leaf(() => refuse(walk, part, 'it is not clear what is transposed', "write (A^2)' or A^(b')"))
  return of(parts, built =>
    built.reduceRight((exponent, base, k) => {
      const mark = marks[k] as { negative: boolean; sign: string; syntax: Syntax }
      return raised(walk, base, exponent, mark)
    }),
  )
}

function raised(
  walk: Walk,
  base: Operand,
  b: Operand,
  mark: { negative: boolean; sign: string; syntax: Syntax },
): Operand {
  const { syntax } = mark
  const turns =
    b.syntax.kind === 'name' &&
    b.syntax.name === 'T' &&
    !isDefined(walk.names, 'T') &&
    !op.isScalar(base) &&
    mark.sign !== '.^'
  if (turns) return op.transposed(walk, mark.negative ? op.inverse(walk, base, syntax) : base, syntax)
  const exponent = mark.negative ? op.negated(walk, b, b.syntax) : b
  const numpy = mark.sign === '**' && orderOf(base) === 1
  return mark.sign === '.^' || numpy
    ? op.raisedEntrywise(walk, base, exponent, syntax)
    : op.power(walk, base, exponent, syntax)
}

function rooted(walk: Walk, o: Operand, signs: readonly string[], s: Syntax): Operand {
  return signs.reduceRight((value, sign) => {
    if (sign === '√') return entrywiseCall(walk, 'sqrt', [value], s)
    if (sign === '∛') return entrywiseCall(walk, 'cbrt', [value], s)
    return formula(walk, [value], s, parts => call('root', [...parts, num(4)]))
  }, o)
}

function literalFrame(walk: Walk, s: Syntax & { kind: 'list' }): Frame {
  const rows = elements(s.rows).map(r => elements(r))
  const nested = rows.length === 1 && rows[0]?.every(item => item.kind === 'list')
  const lines = nested
    ? (rows[0] ?? []).map(item => (item.kind === 'list' ? elements(item.rows).flatMap(r => elements(r)) : []))
    : rows
  return of(lines.flat(), built => literal(walk, built, lines.length, nested === true || lines.length > 1, s))
}

// ── calls ───────────────────────────────────────────────────────────────────────────────────────────────────────

function called(walk: Walk, s: Syntax & { kind: 'call' }): Frame {
  const args = elements(s.args)
  const known = tensorFunction(s.name)
  const finish = (o: Operand): Operand => (s.power === '' ? o : op.raised(walk, o, powerOf(walk, s), s))
  if (s.name === DELTA.name) {
    const { parts, make } = places(walk, args)
    return of(
      parts.map(p => p.of),
      built => finish(delta(walk, ...(make(built) as [Place, Place]), s, clashOf(walk))),
    )
  }
  if (known?.binds && binds(walk, args)) return binder(walk, s, args, finish)
  if (known) return of(args, built => finish(appliedTo(walk, known.apply(walk, built, s), s)))
  const [c, a, b] = args
  if ((s.name === 'if' || s.name === 'where') && c && a && b) return choice(walk, [a, c, b], s)
  if (s.name === 'piecewise') return choice(walk, args, s)
  return of(args, built => finish(entrywiseCall(walk, s.name, built, s)))
}

/** `sin^2(x)` is taken entry by entry; of a matrix made by a function it would not be clear what it means. */
function powerOf(walk: Walk, s: Syntax & { kind: 'call' }): Expr {
  return build({ kind: 'number', text: s.power, offset: s.offset }, walk.meaning)
}

function appliedTo(walk: Walk, o: Operand, s: Syntax & { kind: 'call' }): Operand {
  if (s.power !== '' && orderOf(o) > 0)
    refuse(
      walk,
      s,
      `a power of ${s.name} is ambiguous here`,
      `write ${s.name}(x)^${s.power} or ${s.name}(x).^${s.power}`,
    )
  return o
}

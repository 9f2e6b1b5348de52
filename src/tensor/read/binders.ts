/** Sums and products over an index: `sum(i, body)`, `sum(i, j, body)`, `sum(i, from, to, body)`. */
import { BudgetError } from '../../errors.js'
import { add, neg, num, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { wholeOf } from '../../expr/numbers.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Dim } from '../node.js'
import { along } from './axes.js'
import { type Frame, first, leaf, type Walk } from './frame.js'
import { bind } from './indexing.js'
import { kron } from './matrices.js'
import { type Index, nodeOf, type Operand, type Origin, orderOf, refuse, scalar, textOf } from './operand.js'
import * as op from './operators.js'
import { refuseBackwards, summed } from './places.js'
import * as products from './products.js'
import { polynomial } from './sizes.js'
import { cross } from './vectors.js'

/** Whether `sum(i, ...)` binds: its first argument is a name of nothing, and more follow. */
export function binds(walk: Walk, args: readonly Syntax[]): boolean {
  const [name] = args
  if (args.length < 2 || name?.kind !== 'name') return false
  return !walk.names.declared.has(name.name) && !walk.names.tensors.has(name.name)
}

/** `sum(i, body)`, `sum(i, j, body)`, `sum(i, from, to, body)`. */
export function binder(
  walk: Walk,
  s: Syntax & { kind: 'call' },
  args: readonly Syntax[],
  finish: (o: Operand) => Operand,
): Frame {
  const body = args.at(-1) as Syntax
  if (args.length === 4) return ranged(walk, s, args, finish)
  const names = args.slice(0, -1)
  const wrong = names.find(n => n.kind !== 'name') ?? (args.length > 4 ? args[4] : undefined)
  if (wrong)
    return leaf(() =>
      refuse(
        walk,
        wrong,
        `a name of an index is wanted here`,
        `${s.name}(i, body), ${s.name}(i, j, body), ${s.name}(i, 1, n, body)`,
      ),
    )
  const indices = names.map(
    (n): Index => ({ name: n.kind === 'name' ? n.name : '', size: walk.sizes.of(n), from: undefined }),
  )
  let open = false
  return {
    built: [],
    next: built => {
      if (built.length > 0) return undefined
      for (const index of indices) bind(walk, index.name, index)
      open = true
      return body
    },
    combine: built => {
      if (open) for (const index of indices) walk.scope.get(index.name)?.pop()
      return finish(indices.reduceRight((o, index) => over(walk, s, o, index), first(built)))
    },
  }
}

/** The sum or the product over an index. */
function over(walk: Walk, s: Syntax & { kind: 'call' }, o: Operand, index: Index): Operand {
  if (s.name === 'sum') return summed(walk, o, index, s)
  if (!o.indices.includes(index)) return op.raised(walk, o, walk.sizes.use(index.size), s)
  // The index becomes the last of the own axes.
  const lead = o.indices.filter(other => other !== index)
  const order = orderOf(o)
  const place = o.indices.indexOf(index)
  const axes = o.indices.map((other, k) => (k === place ? lead.length + order : lead.indexOf(other)))
  const at = [...axes, ...Array.from({ length: order }, (_, k) => lead.length + k)]
  const node = nodeOf(walk, o)
  const shape = Array.from({ length: at.length }, (_, k) => node.shape[at.indexOf(k)] as Dim)
  const turned = walk.space.sum(shape, [
    { coefficient: one, factors: [{ node, at, power: one }], deltas: [], bound: [] },
  ])
  const nowhere: Origin = () => ''
  const inner: Operand = { node: turned, indices: lead, row: false, origins: [...o.origins, nowhere], syntax: s }
  return { ...along(walk, 'prod', inner, [order], s), row: o.row }
}

/** `sum(i, from, to, body)`: an index from 1, or the body for each place. */
function ranged(
  walk: Walk,
  s: Syntax & { kind: 'call' },
  args: readonly Syntax[],
  finish: (o: Operand) => Operand,
): Frame {
  const [name, from, to, body] = args as [Syntax & { kind: 'name' }, Syntax, Syntax, Syntax]
  let index: Index | undefined
  let places: readonly number[] = []
  const leave = (): void => void walk.scope.get(name.name)?.pop()
  const enter = (value: Index | Expr): Syntax => {
    bind(walk, name.name, value)
    return body
  }
  return {
    built: [],
    next: built => {
      if (built.length === 0) return from
      if (built.length === 1) return to
      if (built.length > 2) leave()
      if (built.length === 2) {
        const [a, b] = built.map(o => rangeEnd(walk, o)) as [Expr, Expr]
        const ends = [a, b].map(wholeOf)
        const counts = ends[0] !== undefined && ends[1] !== undefined
        if (!(counts && (walk.unrolled.has(s) || (ends[1] as number) < (ends[0] as number)))) {
          const size = polynomial(add(b, one, neg(a)))
          refuseBackwards(walk, size, s)
          const from: Origin = () => textOf(walk, { syntax: s })
          index = { name: name.name, size, from, first: a, ...(counts && { range: s }) }
          return enter(index)
        }
        places = numbered(ends[0] as number, ends[1] as number)
      }
      if (index) return undefined
      const place = places[built.length - 2]
      return place === undefined ? undefined : enter(num(place))
    },
    combine: ([, , ...values]) => {
      if (index) return finish(over(walk, s, first(values), index))
      const terms = values.map(of => ({ of, negative: false }))
      if (s.name === 'sum') return finish(terms.length === 0 ? scalar(num(0), s) : op.sum(walk, terms, s))
      return finish(values.length === 0 ? scalar(one, s) : multipliedAll(walk, values, s))
    },
  }
}

/** The product of values entry by entry. */
const multipliedAll = (walk: Walk, [head, ...rest]: readonly Operand[], s: Syntax): Operand =>
  products.product(
    walk,
    head as Operand,
    rest.map(of => ({ of, sign: '.*', syntax: s })),
    {
      kron: (a, b, syntax) => kron(walk, [a, b], syntax as never),
      cross: (a, b, syntax) => cross(walk, [a, b], syntax as never),
    },
  )

function rangeEnd(walk: Walk, o: Operand): Expr {
  if (o.e === undefined) refuse(walk, o.syntax, `${textOf(walk, o)} is no place`, 'a sum runs between numbers or sizes')
  return o.e as Expr
}

/** The longest sum that is written out. */
const MOST_TERMS = 100_000

function numbered(from: number, to: number): number[] {
  if (to - from >= MOST_TERMS)
    throw new BudgetError('terms', `a sum has ${to - from + 1} terms; the limit is ${MOST_TERMS}`)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k)
}

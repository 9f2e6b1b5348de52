/**
 * Functions applied entry by entry, in canonical form: of scalars they are scalars, of transposes transposes, of repeated values
 * repeated values; odd and even functions lose a minus sign; shapes that overflow when written out (log(1 + exp(u)), log(sum(exp(u))))
 * become the functions that do not.
 */
import { call, exp, minusOne, mul, one, rational, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isInteger, isNumber, numberOf } from '../expr/numbers.js'
import { row } from '../functions/table.js'
import { add, einsum, negate, raise, times, transpose, whole } from './algebra.js'
import type { Space } from './draft.js'
import { type Map as Entrywise, isOperation, type Node, type Term } from './node.js'
import { levelOf } from './repeated.js'
import { isLogistic, summedExponential, uniform } from './shapes.js'

/** The function on the arguments. */
export function makeMap(space: Space, name: string, args: readonly Node[]): Node {
  const head = row(name, args.length)?.name ?? name
  const values = args.map(uniform)
  if (values.every(v => v !== undefined)) return repeated(space, shapeOf(args), entry(head, values as Expr[]))
  const level = args.map(a => levelOf(space, a))
  if (level.every(a => a !== undefined) && args.some(a => a.shape.length > 0))
    return everywhere(space, shapeOf(args), space.map(head, level as Node[]))
  const structural = structure(space, head, args)
  if (structural !== undefined) return structural
  const [u] = args as [Node]
  if (args.length === 1) {
    const known = stable(space, head, u) ?? unsigned(space, head, u)
    if (known !== undefined) return known
    if (u.kind === 'constant')
      return space.constant(
        u.shape,
        u.entries.map(e => entry(head, [e])),
      )
  }
  return turned(space, head, args)
}

const shapeOf = (args: readonly Node[]): Node['shape'] => args.find(a => a.shape.length > 0)?.shape ?? []

const entry = (head: string, args: readonly Expr[]): Expr => (head === 'exp' ? exp(args[0] as Expr) : call(head, args))

const everywhere = (space: Space, shape: Node['shape'], value: Node): Node => einsum(space, shape, [whole(value)])

const repeated = (space: Space, shape: Node['shape'], e: Expr): Node =>
  space.sum(shape, [{ coefficient: e, factors: [], deltas: [], bound: [] }])

/** Functions that are powers, sums or products, not functions of their own. */
function structure(space: Space, head: string, args: readonly Node[]): Node | undefined {
  const [u, v] = args as [Node, Node]
  switch (head) {
    case 'piecewise':
      return args.length === 3 ? stepOf(space, args) : undefined
    case 'sqrt':
      return raise(space, u, rational(1, 2))
    case 'pow': {
      const exponent = uniform(v)
      if (exponent !== undefined) return raise(space, u, exponent)
      const base = uniform(u)
      if (base?.kind === 'call' && base.head === 'e') return space.map('exp', [v])
      return undefined
    }
    case 'log':
      return args.length === 2 ? quotient(space, space.map('log', [u]), space.map('log', [v])) : undefined
    case 'add':
      return add(space, shapeOf(args), args)
    case 'mul':
      return times(space, shapeOf(args), args)
    default:
      return undefined
  }
}

/** `piecewise(1, u > 0, 0)` is step(u), and with >= it is 1 - step(-u); likewise the other way round. */
function stepOf(space: Space, [high, condition, low]: readonly Node[]): Node | undefined {
  if (condition?.kind !== 'map' || !SIDES.has(condition.head) || !high || !low) return undefined
  const [a, b] = condition.args as [Node, Node]
  const [up, down] = [uniform(high) === one && uniform(low) === zero, uniform(high) === zero && uniform(low) === one]
  if (!up && !down) return undefined
  // The difference of the sides that is positive where the condition holds.
  const [above, below] = condition.head === 'gt' || condition.head === 'ge' ? [a, b] : [b, a]
  const strict = condition.head === 'gt' || condition.head === 'lt'
  const u = difference(space, above, below)
  const step = strict ? space.map('step', [u]) : space.map('step', [negate(space, u)])
  return strict === up ? step : difference(space, repeated(space, step.shape, one), step)
}

const SIDES: ReadonlySet<string> = new Set(['gt', 'ge', 'lt', 'le'])

/** `a - b` entry by entry; a scalar serves every entry. */
const difference = (space: Space, a: Node, b: Node): Node =>
  space.sum(shapeOf([a, b]), [
    { coefficient: one, factors: [whole(a)], deltas: [], bound: [] },
    { coefficient: minusOne, factors: [whole(b)], deltas: [], bound: [] },
  ])

const quotient = (space: Space, a: Node, b: Node): Node =>
  einsum(space, shapeOf([a, b]), [whole(a), whole(b, minusOne)])

/** What a function of a known shape is, by a form that neither overflows nor cancels. */
function stable(space: Space, head: string, u: Node): Node | undefined {
  if (head === 'exp') return u.kind === 'map' && u.head === 'log' ? u.args[0] : undefined
  return head === 'log' ? logarithm(space, u) : undefined
}

function logarithm(space: Space, u: Node): Node | undefined {
  const z = isLogistic(u)
  if (z !== undefined) return space.map('softplus', [z])
  const summed = summedExponential(u)
  if (summed !== undefined) {
    const { exponential, labels, axis } = summed
    const inner = exponential.args[0] as Node
    const last = labels.length - 1
    // The axis summed over goes last, the others stand in the order of the sum.
    const at = labels.map((l, k) => (k === axis ? last : l))
    const shape = at.map((_, k) => inner.shape[at.indexOf(k)] as Expr)
    const moved = space.sum(shape, [
      { coefficient: one, factors: [{ node: inner, at, power: one }], deltas: [], bound: [] },
    ])
    return space.operation('logsumexp', moved)
  }
  if (u.kind === 'map' && u.head === 'exp') return u.args[0]
  if (u.kind === 'map' && u.head === 'sigmoid')
    return negate(space, space.map('softplus', [negate(space, u.args[0] as Node)]))
  if (isOperation(u, 'det')) return space.operation('logdet', u.of)
  const [t, ...others] = u.kind === 'sum' ? u.terms : []
  return t && others.length === 0 ? logarithmOfFactor(space, u, t) : undefined
}

/** `log(a^p)` is `p*log(a)` where a real power is positive only for positive a: for odd p and for broken ones. */
function logarithmOfFactor(space: Space, u: Node, t: Term): Node | undefined {
  const [f, ...others] = t.factors
  if (f === undefined || others.length > 0 || t.coefficient !== one || t.deltas.length > 0 || t.bound.length > 0)
    return undefined
  const even = isInteger(f.power) && isInteger(mul(f.power, rational(1, 2)))
  const known = isNumber(f.power) ? !even : space.isNonnegative(f.node)
  const softmax = isOperation(f.node, 'softmax')
  if (!known && !softmax) return undefined
  const log = softmax ? logSoftmax(space, f.node) : space.map('log', [f.node])
  return space.sum(u.shape, [
    { coefficient: f.power, factors: [{ node: log, at: f.at, power: one }], deltas: [], bound: [] },
  ])
}

/** `z - logsumexp(z)`, the latter repeated along the axis. */
function logSoftmax(space: Space, softmax: Node): Node {
  const z = (softmax as Node & { kind: 'operation' }).of
  return difference(space, z, space.operation('logsumexp', z))
}

/** An odd or even function of `-u`. */
function unsigned(space: Space, head: string, u: Node): Node | undefined {
  const parity = row(head)?.parity
  const first = u.kind === 'sum' ? u.terms[0] : undefined
  if (parity === undefined || first === undefined || numberOf(first.coefficient).sign() > 0) return undefined
  const positive = space.map(head, [negate(space, u)])
  return parity === 'odd' ? negate(space, positive) : positive
}

/** The function, the way round in which its first matrix is known. */
function turned(space: Space, head: string, args: readonly Node[]): Node {
  const shape = shapeOf(args)
  const key = (all: readonly Node[]): string => `m${JSON.stringify(head)}${all.map(a => a.id).join(',')}`
  const matrix = args.find(a => a.shape.length === 2)
  const turn = matrix !== undefined && space.orient(matrix).swapped
  if (!turn) return space.intern<Entrywise>(key(args), { kind: 'map', head, args, shape })
  const straight = args.map(a => (a.shape.length === 2 ? transpose(space, a) : a))
  const node = space.intern<Entrywise>(key(straight), {
    kind: 'map',
    head,
    args: straight,
    shape: [...shape].reverse(),
  })
  return transpose(space, node)
}

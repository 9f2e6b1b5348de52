/**
 * Derivatives of tensors by reverse accumulation: one pass from the result down to the variable, each node handing on to its
 * parts what reaches it. The derivative has the axes of the result, then those of the variable; deltas that join the two
 * vanish in the canonical form of sums. Table of contributions: Laue, Mitterreiter, Giesen 2018; inverse and determinant: Matrix
 * Cookbook (2012), equations 40, 43, 49, 126; softmax and logsumexp from their definitions.
 */
import { derivative as scalarDerivative } from '../diff/derivative.js'
import { FluxionError } from '../errors.js'
import { call, exp, mul, num, one, pow, rational, sub, sym } from '../expr/build.js'
import type { Expr, Sym } from '../expr/node.js'
import { placeholder } from '../expr/placeholder.js'
import { contains } from '../expr/walk.js'
import { gather } from '../memo.js'
import { spend } from '../work.js'
import { chainSlopes } from './chains.js'
import { isFunctionOfMatrix, writtenOut } from './directions.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import { choiceSlope, elementwise } from './elementwise.js'
import { applyFormula, mentions } from './functions/formula.js'
import { isAlongAxis, operationRow } from './functions/table.js'
import type { Map as Entrywise, Factor, Label, Node, Operation, Sum, Term, Variable } from './node.js'
import { nodesOf } from './node.js'
import { commutes } from './operation.js'

const range = (from: number, n: number): Label[] => Array.from({ length: n }, (_, k) => from + k)

/** Told of each node on the way down, and of the derivative of the result by it: the axes of the result, then those of the node. */
export type SlopeRecorder = (of: Node, slope: Node) => void

/** The derivative of a tensor by a variable, or by a scalar symbol. */
export function derivative(space: Space, y: Node, x: Variable | Sym, record?: SlopeRecorder): Node {
  const whole = writtenOut(space, y)
  // The axes of the result run fastest: another shape of the result is the same shape of its derivative.
  if (whole.kind === 'reshape') {
    const own = x.kind === 'variable' ? x.shape : []
    return space.reshape(derivative(space, whole.of, x, record), [...y.shape, ...own])
  }
  // The derivative of a literal is a literal, also where it is zero.
  if (whole.kind === 'constant' && x.kind === 'sym')
    return space.constant(
      whole.shape,
      whole.entries.map(e => scalarDerivative(e, x)),
    )
  if (x.kind === 'variable') return structured(space, new Sweep(space, whole, x, record).run(), y.shape.length, x)
  if (whole.shape.length === 0 || !nodesOf([whole]).some(isFunctionOfMatrix))
    return new Sweep(space, whole, x, record).run()
  // The derivative of c'*y by the scalar is linear in c, and what it is of c is the derivative of y.
  const c = space.variable('`c', y.shape) as Variable
  const axes = y.shape.map((_, k) => k)
  const factors = [whole, c].map(node => ({ node, at: axes, power: one }))
  const paired = space.sum(
    [],
    [{ coefficient: one, factors: factors.map(f => ({ ...f })), deltas: [], bound: y.shape }],
  )
  return new Sweep(space, new Sweep(space, paired, x, record).run(), c, undefined).run()
}

const noSecond = (name: string): FluxionError =>
  new FluxionError('no-closed-form', `the second derivative of ${name} has no closed form`)

class Sweep {
  readonly #space: Space
  readonly #y: Node
  readonly #x: Variable | Sym
  readonly #record: SlopeRecorder | undefined
  /** How many axes the result has. */
  readonly #out: number
  readonly #reached = new Map<Node, DraftTerm[]>()
  readonly #dependent = new Set<Node>()
  /** What reaches a scalar symbol. */
  readonly #scalar: DraftTerm[] = []

  constructor(space: Space, y: Node, x: Variable | Sym, record: SlopeRecorder | undefined) {
    this.#record = record
    this.#space = space
    this.#y = y
    this.#x = x
    this.#out = y.shape.length
  }

  run(): Node {
    const nodes = nodesOf([this.#y])
    for (const node of nodes) if (this.#depends(node)) this.#dependent.add(node)
    this.#reached.set(this.#y, [this.#seed()])
    for (const node of nodes.reverse()) {
      const terms = this.#reached.get(node)
      if (terms === undefined || node === this.#x || !this.#dependent.has(node)) continue
      const slope = this.#space.sum([...this.#y.shape, ...node.shape], terms)
      this.#record?.(node, slope)
      this.#handOn(node, slope)
    }
    if (this.#x.kind === 'sym') return this.#space.sum(this.#y.shape, this.#scalar)
    return this.#space.sum([...this.#y.shape, ...this.#x.shape], this.#reached.get(this.#x) ?? [])
  }

  /** The derivative of the result by itself. */
  #seed(): DraftTerm {
    const deltas = this.#y.shape.map((_, k) => [k, this.#out + k] as const)
    return { coefficient: one, factors: [], deltas, bound: [] }
  }

  #depends(node: Node): boolean {
    if (node === this.#x) return true
    switch (node.kind) {
      case 'variable':
      case 'basis':
      case 'placement':
        return false
      case 'constant':
        return node.entries.some(e => this.#inScalar(e))
      case 'map':
        return node.args.some(a => this.#dependent.has(a))
      case 'operation':
        return this.#dependent.has(node.of) || (node.direction !== undefined && this.#dependent.has(node.direction))
      case 'reshape':
        return this.#dependent.has(node.of)
      case 'sum':
        return node.terms.some(
          t =>
            this.#inScalar(t.coefficient) ||
            t.factors.some(f => this.#dependent.has(f.node) || this.#inScalar(f.power)),
        )
    }
  }

  #inScalar(e: Expr): boolean {
    return this.#x.kind === 'sym' && contains(e, this.#x)
  }

  /** Adds what reaches a part: terms with the axes of the result, then those of the part. */
  #give(part: Node, term: DraftTerm): undefined {
    if (!this.#dependent.has(part)) return
    gather(this.#reached, part, term)
  }

  #handOn(node: Node, bar: Node): void {
    switch (node.kind) {
      case 'sum': {
        const chain = this.#space.chainOf(node)
        if (chain === undefined) for (const t of node.terms) this.#toTerm(node, t, bar)
        else for (const t of chainSlopes(this.#space, chain, bar, this.#out)) this.#give(chain.base, t)
        return
      }
      case 'map':
        this.#toArguments(node, bar)
        return
      case 'operation': {
        const ahead = this.#ahead(node)
        if (ahead === undefined) this.#toOperand(node, bar)
        else this.#toScalar(bar, ahead)
        return
      }
      case 'reshape':
        this.#toReshaped(node.of, bar)
        return
      case 'constant':
        this.#toEntries(node, bar)
        return
      case 'variable':
      case 'basis':
      case 'placement':
        return
    }
  }

  #toTerm(node: Sum, t: Term, bar: Node): void {
    for (const f of t.factors) {
      const rest = t.factors.filter(g => g !== f)
      if (this.#dependent.has(f.node)) this.#give(f.node, this.#product(node, t, bar, f, rest))
      if (this.#inScalar(f.power)) this.#toExponent(node, t, bar, f)
    }
    if (this.#inScalar(t.coefficient)) {
      const slope = scalarDerivative(t.coefficient, this.#x as Sym)
      this.#scalar.push(this.#collected(node, { ...t, coefficient: slope }, bar, []))
    }
  }

  /** The product rule for one factor: the labels of the term are summed over, and its own axes are those of the factor. */
  #product(node: Sum, t: Term, bar: Node, f: Factor, rest: readonly Factor[]): DraftTerm {
    const axes = range(this.#out, f.at.length)
    const base = this.#out + f.at.length
    const label = (l: Label): Label => base + l
    const lowered: Factor = { ...f, power: sub(f.power, one) }
    const draft = this.#relabelled(node, { ...t, factors: [...rest, lowered] }, bar, label)
    return {
      ...draft,
      coefficient: mul(t.coefficient, f.power),
      deltas: [...draft.deltas, ...axes.map((axis, k) => [axis, label(f.at[k] as Label)] as const)],
    }
  }

  /** A term times what reaches it, all its labels summed over, with further factors at its labels. */
  #collected(node: Sum, t: Term, bar: Node, more: readonly Factor[]): DraftTerm {
    return this.#relabelled(node, { ...t, factors: [...t.factors, ...more] }, bar, l => this.#out + l)
  }

  #relabelled(node: Sum, t: Term, bar: Node, label: (l: Label) => Label): DraftTerm {
    // Of a product of many factors there are as many terms, each with nearly all of them.
    spend(4 * t.factors.length)
    const own = t.factors.map((g): DraftFactor => ({ ...g, at: g.at.map(label) }))
    const reaching = { node: bar, at: [...range(0, this.#out), ...range(0, node.shape.length).map(label)], power: one }
    return {
      coefficient: t.coefficient,
      factors: [reaching, ...own],
      deltas: t.deltas.map(([a, b]) => [label(a), label(b)] as const),
      bound: [...node.shape, ...t.bound],
    }
  }

  /** `f^p` by a symbol in p. */
  #toExponent(node: Sum, t: Term, bar: Node, f: Factor): void {
    const slope = scalarDerivative(f.power, this.#x as Sym)
    const log = { node: this.#space.map('log', [f.node]), at: f.at, power: one }
    this.#scalar.push(this.#collected(node, { ...t, coefficient: mul(t.coefficient, slope) }, bar, [log]))
  }

  #toArguments(node: Entrywise, bar: Node): void {
    for (const [k, a] of node.args.entries()) {
      // The conditions of a choice are constant but for jumps.
      if (!this.#dependent.has(a) || (node.head === 'piecewise' && k % 2 === 1)) continue
      const slope = this.#slope(node, k)
      const order = node.shape.length
      const spread = a.shape.length < order
      const own = range(this.#out, order)
      this.#give(a, {
        coefficient: one,
        factors: [
          { node: bar, at: [...range(0, this.#out), ...own], power: one },
          { node: slope, at: own.slice(0, slope.shape.length), power: one },
        ],
        deltas: [],
        bound: spread ? node.shape : [],
      })
    }
  }

  /** The partial derivative of the function by its k-th argument, at the arguments. */
  #slope(node: Entrywise, k: number): Node {
    if (node.head === 'piecewise') return choiceSlope(this.#space, node, k)
    const names = node.args.map((_, j) => placeholder(j))
    const f = node.head === 'exp' ? exp(names[0] as Expr) : call(node.head, names)
    const own = SHARED.get(node.head)?.(this.#space, node)
    if (own !== undefined) return own
    const values = new Map(names.map((s, j) => [s.name, node.args[j] as Node]))
    return elementwise(this.#space, scalarDerivative(f, names[k] as Sym), values)
  }

  /**
   * By the row of the operation; axes of the operand before its own stand for as many vectors or matrices. What reaches a direction is
   * what would reach the operand, for the derivative is linear in the direction.
   */
  #toOperand(node: Operation, bar: Node): void {
    const { of, direction, head } = node
    const { slope, names } = operationRow(head)
    if (typeof slope !== 'string') throw new FluxionError('no-closed-form', slope.refused)
    if (direction !== undefined && this.#dependent.has(of)) throw noSecond(names[0])
    const own = isAlongAxis(operationRow(head)) ? 1 : 2
    const rows = range(this.#out, of.shape.length - own)
    const value = direction === undefined ? node : this.#space.operation(head, of)
    const given = {
      values: new Map([
        ['u', { node: of, lead: rows }],
        ['v', { node: value, lead: rows }],
        ['g', { node: bar, lead: [...range(0, this.#out), ...rows] }],
      ]),
      sizes: new Map(of.shape.slice(-own).map((d, k) => [k === 0 ? 'm' : 'n', d])),
    }
    const adjoint = applyFormula(this.#space, mentions(slope, 'g') ? slope : `(${slope})*g`, given).node
    if (adjoint.kind === 'sum' && adjoint.terms.length === 0) return
    const at = range(0, adjoint.shape.length)
    this.#give(direction ?? of, {
      coefficient: one,
      factors: [{ node: adjoint, at, power: one }],
      deltas: [],
      bound: [],
    })
  }

  /**
   * The derivative of a function of a matrix by a scalar, forwards, where the matrix changes along what it commutes with: that of
   * expm(t*A) is A*expm(t*A), and no derivative in a direction.
   */
  #ahead(node: Operation): Node | undefined {
    const { of, direction, head } = node
    const x = this.#x
    if (x.kind !== 'sym' || direction !== undefined || of.shape.length !== 2 || !isFunctionOfMatrix(node))
      return undefined
    if (nodesOf([of]).some(n => isFunctionOfMatrix(n) && this.#dependent.has(n))) return undefined
    const slope = new Sweep(this.#space, of, x, undefined).run()
    return commutes(this.#space, of, slope) ? this.#space.operation(head, of, slope) : undefined
  }

  /** The axes of the result run fastest, so they stay what they are in the other shape. */
  #toReshaped(of: Node, bar: Node): void {
    const node = this.#space.reshape(bar, [...this.#y.shape, ...of.shape])
    const at = range(0, node.shape.length)
    this.#give(of, { coefficient: one, factors: [{ node, at, power: one }], deltas: [], bound: [] })
  }

  #toEntries(node: Node & { readonly kind: 'constant' }, bar: Node): void {
    const slope = this.#space.constant(
      node.shape,
      node.entries.map(e => scalarDerivative(e, this.#x as Sym)),
    )
    this.#toScalar(bar, slope)
  }

  /** What reaches a node, times its derivative by the scalar. */
  #toScalar(bar: Node, slope: Node): void {
    const own = range(this.#out, slope.shape.length)
    const factors = [
      { node: bar, at: [...range(0, this.#out), ...own], power: one },
      { node: slope, at: own, power: one },
    ]
    this.#scalar.push({ coefficient: one, factors, deltas: [], bound: slope.shape })
  }
}

/** Slopes in terms of the function itself, so that its value serves both: 1 - tanh(u)^2 where the table has sech(u)^2. */
const SHARED: ReadonlyMap<string, (space: Space, node: Entrywise) => Node> = new Map([
  [
    'tanh',
    (space: Space, node: Entrywise) =>
      elementwise(space, sub(one, pow(sym('v'), num(2))), new Map([['v', node as Node]])),
  ],
])

/** For a symmetric variable the symmetric part, for a diagonal or lower one the entries that may vary. */
function structured(space: Space, g: Node, out: number, x: Variable): Node {
  const axes = range(0, g.shape.length)
  const [k, l] = [out, out + 1]
  const whole: DraftFactor = { node: g, at: axes, power: one }
  if (x.properties.has('diagonal')) {
    return space.sum(g.shape, [{ coefficient: one, factors: [whole], deltas: [[k, l]], bound: [] }])
  }
  if (x.properties.has('lower')) {
    const mask = { node: space.lowerOnes(x.shape), at: [k, l], power: one }
    return space.sum(g.shape, [{ coefficient: one, factors: [whole, mask], deltas: [], bound: [] }])
  }
  if (!space.isSymmetric(x)) return g
  const turned: DraftFactor = { ...whole, at: [...axes.slice(0, out), l, k] }
  const half = rational(1, 2)
  return space.sum(g.shape, [
    { coefficient: half, factors: [whole], deltas: [], bound: [] },
    { coefficient: half, factors: [turned], deltas: [], bound: [] },
  ])
}

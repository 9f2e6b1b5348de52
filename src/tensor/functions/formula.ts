/**
 * Formulas of rows: texts such as `-v'*g*v'`, read by the grammar of the library and applied to tensors. The tensors may have further axes
 * in front (those of the result of a derivative, those of the rows of a matrix), for each of which the formula holds; a product multiplies
 * what has equal labels there. Invariant: a value has the axes `lead`, in ascending order, then its own.
 */
import { FluxionError } from '../../errors.js'
import { num, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { Rational } from '../../number/rational.js'
import { read } from '../../parse/reader.js'
import { SHAPED } from '../../parse/shaped-lexer.js'
import { elements, isSlash, type Syntax } from '../../parse/syntax.js'
import type { DraftTerm, Space } from '../draft.js'
import type { Dim, Label, Node } from '../node.js'
import { operationRow } from './table.js'

/** A tensor with axes in front that are named, the same name for the same axis; `row` marks a vector that lies on its side. */
export interface Value {
  readonly node: Node
  readonly lead: readonly number[]
  readonly row?: boolean
}

/** What names stand for: `u`, `v`, `g`, `e`, and the sizes m, n of the last two axes of u (of the last one for a vector: m). */
export interface Names {
  readonly values: ReadonlyMap<string, Value>
  readonly sizes: ReadonlyMap<string, Dim>
}

const parsed = new Map<string, Syntax>()
const LIMITS = { length: 1000, depth: 100 } as const
const MANY = [1, 2] as const
/** Every name before a bracket in a formula is a function. */
const NAMES_BEFORE_BRACKETS = /([a-z][a-zA-Z0-9]*)\(/g

function syntaxOf(text: string): Syntax {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const shaped = new Map([...text.matchAll(NAMES_BEFORE_BRACKETS)].map(m => [m[1] as string, MANY] as const))
  const bound = new Set(['u', 'v', 'g', 'e', 'd', 'm', 'n'])
  const { result } = read(text, { bound, functions: new Set(), shaped, dialect: SHAPED }, LIMITS).program
  if (result === undefined) throw new FluxionError('formula', `${text} is no formula`)
  parsed.set(text, result)
  return result
}

/** Whether a name occurs in a formula. */
export const mentions = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text)

/** The formula with its names put in. */
export const applyFormula = (space: Space, text: string, names: Names): Value =>
  new Reading(space, names).of(syntaxOf(text))

/** The formula of tensors without further axes. */
export const formulaOf = (space: Space, text: string, values: Readonly<Record<string, Node>>): Node => {
  const u = values.u ?? values.d
  const sizes = new Map((u?.shape ?? []).slice(-2).map((d, k) => [k === 0 ? 'm' : 'n', d]))
  const given = new Map(Object.entries(values).map(([name, node]) => [name, { node, lead: [] }]))
  return applyFormula(space, text, { values: given, sizes }).node
}

const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, k) => from + k)
const ownOrder = (v: Value): number => v.node.shape.length - v.lead.length
const ownShape = (v: Value): readonly Dim[] => v.node.shape.slice(v.lead.length)

class Reading {
  readonly #space: Space
  readonly #names: Names

  constructor(space: Space, names: Names) {
    this.#space = space
    this.#names = names
  }

  /** Formulas are written by hand, so that their depth is small. */
  of(s: Syntax): Value {
    switch (s.kind) {
      case 'number':
        return this.#number(num(Rational.parse(s.text)))
      case 'name':
        return this.#named(s.name)
      case 'group':
        return this.of(s.of)
      case 'transpose':
        return this.#transposed(this.of(s.of))
      case 'signed':
        return s.negative ? this.#scaled(num(-1), this.of(s.of)) : this.of(s.of)
      case 'sum':
        return this.#sum(this.of(s.left), s.negative ? this.#scaled(num(-1), this.of(s.right)) : this.of(s.right))
      case 'product':
        return this.#product(s)
      case 'power': {
        const p = this.of(s.right).node
        const t = p.kind === 'sum' ? p.terms[0] : undefined
        const power = t?.coefficient ?? num(0)
        return this.#entrywise(this.of(s.left), undefined, s.negative ? num(-1) : power)
      }
      case 'call':
        return this.#call(
          s.name,
          elements(s.args).map(a => this.of(a)),
        )
      default:
        throw new FluxionError('formula', `a formula has no ${s.kind}`)
    }
  }

  #number(e: Expr): Value {
    return { node: this.#space.scalar(e), lead: [] }
  }

  #named(name: string): Value {
    const size = this.#names.sizes.get(name)
    if (size !== undefined) return this.#number(size)
    const value = this.#names.values.get(name)
    if (value === undefined) throw new FluxionError('formula', `a formula does not know ${name}`)
    return value
  }

  #scaled(c: Expr, v: Value): Value {
    return this.#made([{ v, own: range(ownOrder(v)) }], ownShape(v), [], v.row, { coefficient: c })
  }

  /** One product: each value with the places of its own axes, counted from 0 for those of the result, then those summed over. */
  #made(
    parts: readonly { v: Value; own: readonly number[]; power?: Expr }[],
    own: readonly Dim[],
    bound: readonly Dim[],
    row = false,
    rest: Partial<DraftTerm> = {},
  ): Value {
    const lead = [...new Set(parts.flatMap(p => p.v.lead))].sort((a, b) => a - b)
    const sizes = lead.map(l => {
      const { v } = parts.find(p => p.v.lead.includes(l)) as (typeof parts)[number]
      return v.node.shape[v.lead.indexOf(l)] as Dim
    })
    const label = (k: number): Label => lead.length + k
    const factors = parts.map(({ v, own: at, power = one }) => ({
      node: v.node,
      at: [...v.lead.map(l => lead.indexOf(l)), ...at.map(label)],
      power,
    }))
    const deltas = (rest.deltas ?? []).map(([a, b]) => [label(a), label(b)] as const)
    const draft = { coefficient: rest.coefficient ?? one, factors, deltas, bound }
    return { node: this.#space.sum([...sizes, ...own], [draft]), lead, row }
  }

  /** A sum; what lacks an axis is repeated along it. */
  #sum(a: Value, b: Value): Value {
    const lead = [...new Set([...a.lead, ...b.lead])].sort((x, y) => x - y)
    const wide = ownOrder(a) >= ownOrder(b) ? a : b
    const sizes = lead.map(l => {
      const v = a.lead.includes(l) ? a : b
      return v.node.shape[v.lead.indexOf(l)] as Dim
    })
    const terms = [a, b].map(v => ({
      coefficient: one,
      factors: [
        { node: v.node, at: [...v.lead.map(l => lead.indexOf(l)), ...range(ownOrder(v), lead.length)], power: one },
      ],
      deltas: [],
      bound: [],
    }))
    return { node: this.#space.sum([...sizes, ...ownShape(wide)], terms), lead, row: wide.row ?? false }
  }

  #product(s: Syntax & { kind: 'product' }): Value {
    const [a, b] = [this.of(s.left), this.of(s.right)]
    if (s.sign === '.*') return this.#entrywise(a, b, one)
    if (s.sign === './' || s.divide || isSlash(s.sign ?? '')) return this.#entrywise(a, b, num(-1))
    return this.#matmul(a, b)
  }

  /** `a.*b^power`, or `a^power` alone; a scalar serves every entry. */
  #entrywise(a: Value, b: Value | undefined, power: Expr): Value {
    const wide = b !== undefined && ownOrder(b) > ownOrder(a) ? b : a
    const own = (v: Value): number[] => range(ownOrder(v))
    const parts =
      b === undefined
        ? [{ v: a, own: own(a), power }]
        : [
            { v: a, own: own(a) },
            { v: b, own: own(b), power },
          ]
    return this.#made(parts, ownShape(wide), [], wide.row)
  }

  #matmul(a: Value, b: Value): Value {
    const [p, q] = [ownOrder(a), ownOrder(b)]
    if (p === 0 || q === 0) return this.#entrywise(a, b, one)
    const [left, right] = [ownShape(a), ownShape(b)]
    // A column times a row is the product of every entry with every other.
    if (p === 1 && q === 1 && !a.row)
      return this.#made(
        [
          { v: a, own: [0] },
          { v: b, own: [1] },
        ],
        [left[0] as Dim, right[0] as Dim],
        [],
      )
    const inner = p + q - 2
    return this.#made(
      [
        { v: a, own: [...range(p - 1), inner] },
        { v: b, own: [inner, ...range(q - 1, p - 1)] },
      ],
      [...left.slice(0, -1), ...right.slice(1)],
      [left[p - 1] as Dim],
      p === 1 && q === 2,
    )
  }

  #transposed(v: Value): Value {
    if (ownOrder(v) < 2) return { ...v, row: !v.row }
    return this.#made([{ v, own: [1, 0] }], [...ownShape(v)].reverse(), [])
  }

  #call(name: string, args: readonly Value[]): Value {
    const [x, y] = args as [Value, Value?]
    const size = (v: Value): Dim => {
      const { node } = v
      return node.kind === 'sum' ? (node.terms[0]?.coefficient ?? one) : one
    }
    switch (name) {
      case 'eye':
        return this.#made([], [size(x), size(x)], [], false, { deltas: [[0, 1]] })
      case 'ones':
        return this.#made([], y === undefined ? [size(x)] : [size(x), size(y)], [])
      case 'tr':
        return this.#made([{ v: x, own: [0, 0] }], [], [ownShape(x)[0] as Dim])
      case 'sum':
        return this.#made([{ v: x, own: range(ownOrder(x)) }], [], ownShape(x))
      case 'diag':
        return ownOrder(x) === 1
          ? this.#made([{ v: x, own: [0] }], [ownShape(x)[0] as Dim, ownShape(x)[0] as Dim], [], false, {
              deltas: [[0, 1]],
            })
          : this.#made([{ v: x, own: [0, 0] }], [ownShape(x)[0] as Dim], [])
      case 'exp':
      case 'log':
      case 'sqrt':
      case 'abs':
      case 'sign':
        return { ...x, node: this.#space.map(name, [x.node]) }
      default:
        return y === undefined ? { ...x, node: this.#space.operation(name, x.node) } : this.#along(name, x, y)
    }
  }

  /** A derivative in a direction; where the direction has axes of its own in front, by its formula. */
  #along(name: string, x: Value, y: Value): Value {
    if (x.lead.join() === y.lead.join()) return { ...x, node: this.#space.operation(name, x.node, y.node) }
    const formula = operationRow(name).directed?.formula
    if (formula === undefined)
      throw new FluxionError(
        'no-closed-form',
        `the derivative of ${name} by its matrix has no closed form; that of tr(C'*${name}(X)) has, and that by a scalar`,
      )
    const v = { ...x, node: this.#space.operation(name, x.node) }
    const values = new Map([
      ['u', x],
      ['v', v],
      ['e', y],
    ])
    return new Reading(this.#space, { values, sizes: this.#names.sizes }).of(syntaxOf(formula))
  }
}

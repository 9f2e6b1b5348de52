/** One reading of all statements in a space of its own: definitions first, the result last. */
import { one } from '../../expr/build.js'
import { requireNumber } from '../../expr/kind.js'
import type { Expr } from '../../expr/node.js'
import type { Declaration } from '../../parse/declarations.js'
import type { DigitBudget } from '../../parse/literal.js'
import type { Meaning } from '../../parse/meaning.js'
import { shapeError } from '../../parse/problem.js'
import { elements, type Syntax } from '../../parse/syntax.js'
import type { Dim, Node, Shape } from '../node.js'
import { Space } from '../space.js'
import { checkKind } from './conditions.js'
import type { Declared } from './declarations.js'
import { extent } from './extent.js'
import type { Walk } from './frame.js'
import { DELTA } from './functions.js'
import type { Header } from './header.js'
import { boundNames, type Names, partOf, scalarParts, syntaxInOrder } from './names.js'
import { type Index, nodeOf, type Operand, type Origin, orderOf, own, refuse } from './operand.js'
import { collected } from './places.js'
import { type Learnt, Sizes } from './sizes.js'
import { evaluate } from './walk.js'

/** A statement: what it names, and where it stands. */
export interface Statement {
  readonly name: string | undefined
  readonly value: Syntax
  readonly source: string
  /** The indices of `f[i] = ...`. */
  readonly at: readonly Syntax[]
  readonly offset: number
}

/** A tensor with the name that the text gives it. */
export interface TensorBinding {
  readonly name: string
  readonly node: Node
  readonly row: boolean
}

/** What a text means. */
export interface TensorText {
  readonly space: Space
  readonly node: Node
  /** A vector that lies on its side: `x'`. */
  readonly row: boolean
  readonly bindings: readonly TensorBinding[]
  /** The declared vectors and matrices. */
  readonly variables: ReadonlyMap<string, Declared>
  /** All that was declared. */
  readonly declarations: readonly Declaration[]
  /** With a header `[k;i,j]`: how many axes are those of the function; undefined without one. */
  readonly outputs: number | undefined
  /** The names of the axes, where the text has them. */
  readonly axes: readonly string[]
  /** The text is an equation: this is its left side less the right one. */
  readonly isEquation?: boolean
}

/** What has the size of an axis that the header names. */
export const axisKey = (name: string): string => `header ${name}`

/** What a pass starts with. */
export interface Given {
  readonly learnt: Learnt
  readonly unrolled: ReadonlySet<Syntax>
  readonly work: { left: number }
  readonly bound: ReadonlySet<string>
  readonly variables: ReadonlyMap<string, Declared>
  readonly declarations: readonly Declaration[]
  readonly header: Header | undefined
  /** The sizes that the header tells, for each of its axes. */
  readonly axes: readonly (Dim | undefined)[]
  readonly shape: Shape | undefined
  readonly budget: DigitBudget
  readonly own: ReadonlySet<string>
}

/** One reading of all statements in a space of its own. */
export class Pass {
  readonly sizes: Sizes
  readonly #space = new Space()
  readonly #statements: readonly Statement[]
  readonly #given: Given
  readonly #tensors = new Map<string, Operand>()
  readonly #scalars = new Map<string, Expr>()
  readonly #bindings: TensorBinding[] = []

  /** What names mean so far; definitions are added, and take away what they redefine. */
  readonly #names: Names
  readonly #declared: Map<string, Declared>

  constructor(statements: readonly Statement[], given: Given) {
    this.#statements = statements
    this.#given = given
    const { bound, variables } = given
    this.#declared = new Map(variables)
    this.#names = {
      declared: this.#declared,
      tensors: this.#tensors,
      scalars: this.#scalars,
      bound: new Set([...bound].filter(name => !variables.has(name))),
    }
    this.sizes = new Sizes(given.learnt)
  }

  run(): TensorText {
    const last = this.#statements.at(-1) as Statement
    let result: Operand | undefined
    let axes: readonly string[] = []
    for (const statement of this.#statements) {
      const header = statement === last ? this.#given.header : undefined
      const { value, indices } = this.#value(statement, header)
      const { name, at } = statement
      axes = indices
      // `f_i = ...` says what f is.
      const subscripted = header === undefined && indices.length > 0 && at.length === 0
      const base = subscripted ? name?.slice(0, name.indexOf('_')) : name
      if (base !== undefined) this.#define(base, value)
      result = value
    }
    const { variables, declarations, header } = this.#given
    const { node, row } = this.#finished(result as Operand)
    const bindings = this.#bindings
    return { space: this.#space, node, row, bindings, variables, declarations, outputs: header?.outputs, axes }
  }

  #finished(o: Operand): { node: Node; row: boolean } {
    if (o.e !== undefined) requireNumber(o.e)
    return { node: nodeOf({ space: this.#space, sizes: this.sizes, source: '' }, o), row: o.row }
  }

  #define(name: string, value: Operand): void {
    this.#scalars.delete(name)
    this.#tensors.delete(name)
    this.#declared.delete(name)
    if (value.e === undefined) this.#tensors.set(name, value)
    else this.#scalars.set(name, value.e)
    this.#bindings.push({ name, ...this.#finished(value) })
  }

  #value(statement: Statement, header: Header | undefined): { value: Operand; indices: readonly string[] } {
    const { value, source } = statement
    const all = syntaxInOrder(value)
    const names = this.#names
    const indices = header ? this.#headerIndices(header) : this.#definedIndices(statement, all, names)
    const may = new Set([...boundNames(all), ...indices.map(index => index.name)])
    const meaning: Meaning = { values: this.#scalars, bound: this.#given.bound, budget: this.#given.budget }
    const scope = new Map<string, (Index | Expr)[]>(indices.map(index => [index.name, [index]]))
    const { unrolled, work, own } = this.#given
    const scalars = scalarParts(all, names, may)
    const walk: Walk = {
      space: this.#space,
      sizes: this.sizes,
      source,
      names,
      meaning,
      scalars,
      scope,
      unrolled,
      work,
      own,
    }
    const found = evaluate(walk, value)
    checkKind(walk, found, undefined)
    if (header === undefined && indices.length === 0) return { value: found, indices: [] }
    return {
      value: this.#tensorOf(walk, found, indices, header !== undefined),
      indices: indices.map(index => index.name),
    }
  }

  #headerIndices(header: Header): Index[] {
    const { axes } = this.#given
    const indices = header.names.map(
      ({ name }, k): Index => ({
        name,
        size: this.sizes.of(axisKey(name)),
        from: undefined,
        ...(axes[k] && { first: one }),
      }),
    )
    for (const [k, size] of (this.#given.shape ?? []).entries()) {
      const index = indices[k]
      if (index) this.sizes.same(index.size, size)
    }
    for (const [k, size] of axes.entries()) if (size !== undefined) this.sizes.same((indices[k] as Index).size, size)
    return indices
  }

  /** The indices of `f[i] = ...`, or of `f_i = ...` where i stands in a place. */
  #definedIndices({ name, at, source, value }: Statement, all: readonly Syntax[], names: Names): Index[] {
    const letters = at.map(s =>
      s.kind === 'name'
        ? s.name
        : refuse(
            { space: this.#space, sizes: this.sizes, source },
            s,
            'the axes of a definition are names',
            'write f[i] = ...',
          ),
    )
    const subscript =
      name !== undefined && at.length === 0 && name.includes('_') ? [...name.slice(name.indexOf('_') + 1)] : []
    const used = subscript.length > 0 ? placed(all, names) : new Set<string>()
    const found = subscript.some(letter => used.has(letter)) ? subscript : letters
    return found.map(
      (letter): Index => ({ name: letter, size: this.sizes.of(`${value.kind} ${name} ${letter}`), from: undefined }),
    )
  }

  /** The axes of the indices become those of the tensor; those of a header all of them, also of size 1. */
  #tensorOf(walk: Walk, o: Operand, indices: readonly Index[], all: boolean): Operand {
    if (orderOf(o) > 0)
      refuse(walk, o.syntax, 'with indices in front, the text is a scalar for each place', 'write W[i,j] for an entry')
    const origins = indices.map((index): Origin => index.from ?? (() => ''))
    const node = collected(walk, o, indices)
    return all
      ? { node, indices: [], row: false, origins, syntax: o.syntax }
      : own(walk, node, { origins, syntax: o.syntax })
  }

  /** Refuses the text for a size that nothing in it tells. */
  refuseOpen(): never {
    const key = this.sizes.open()
    const source = (this.#statements.at(-1) as Statement).source
    const hint = 'let it stand in an axis of a declared name, or declare the sizes'
    if (typeof key !== 'object' || key === null) {
      const name = String(key).split(' ').at(-1) ?? ''
      throw shapeError(source, {
        code: 'unknown-size',
        offset: 0,
        length: 1,
        message: `how far ${name} runs is not known`,
        hint,
      })
    }
    const syntax = key as Syntax
    const statement = this.#statements.find(s => syntaxInOrder(s.value).includes(syntax))
    const { offset, end } = extent(statement?.source ?? source, syntax)
    const what =
      syntax.kind === 'name' && syntax.name !== 'I'
        ? `how far ${syntax.name} runs`
        : `the size of ${(statement?.source ?? source).slice(offset, end)}`
    const advice = syntax.kind === 'name' && syntax.name === 'I' ? 'write eye(n); declare I:[] if it is a scalar' : hint
    throw shapeError(statement?.source ?? source, {
      code: 'unknown-size',
      offset,
      length: end - offset,
      message: `${what} is not known`,
      hint: advice,
    })
  }
}

/** The names that stand in places: in the brackets of an index, in delta, as the letters of `x_i`. */
function placed(all: readonly Syntax[], names: Names): Set<string> {
  const found = new Set<string>()
  for (const s of all) {
    const at = s.kind === 'index' ? elements(s.at) : s.kind === 'call' && s.name === DELTA.name ? elements(s.args) : []
    for (const place of at) if (place.kind === 'name') found.add(place.name)
    if (s.kind === 'name') for (const letter of partOf(s.name, names)?.places ?? []) found.add(letter)
  }
  return found
}

/**
 * Values for the names in some tensors: arrays for variables, numbers for scalars, and what follows from them for the sizes.
 */
import { UnboundError } from '../../errors.js'
import { sym } from '../../expr/build.js'
import { freeSymbols } from '../../expr/walk.js'
import type { Node, Variable } from '../../tensor/node.js'
import { entriesOf, type Given, readGiven } from './dense.js'
import { type Needs, needsOf } from './plan.js'
import { type Equation, product, Sizes } from './sizes.js'

export interface Binding {
  readonly sizes: Sizes
  /** The entries of each variable in reading order. */
  readonly arrays: Map<string, Float64Array>
}

/** What tensors need, and how their variables are declared. */
export class Demand {
  readonly needs: Needs
  readonly variables: ReadonlyMap<string, Variable>

  /** `declared` are variables that need not occur: their values tell sizes, too. */
  constructor(roots: readonly Node[], declared: readonly Variable[] = []) {
    const needs = needsOf(roots)
    const told = declared.flatMap(v => [...freeSymbols(v.shape)])
    this.needs = { ...needs, sizes: new Set([...needs.sizes, ...told]) }
    this.variables = new Map([...declared, ...this.needs.variables].map(v => [v.name, v]))
  }

  /** Refuses names without a value; a size needs none, for it follows from the arrays. */
  requireAll(given: ReadonlySet<string>): void {
    const names = [...this.variables.keys(), ...[...this.needs.scalars].filter(name => !this.needs.sizes.has(name))]
    const missing = names.filter(name => !given.has(name))
    if (missing.length > 0) throw new UnboundError(missing)
  }

  /** Reads the values of the variables and finds the sizes; `numbers` are the scalars given. */
  bind(value: (name: string) => unknown, numbers: ReadonlyMap<string, number>): Binding {
    const given = new Map([...this.variables].map(([name, v]) => [name, readGiven(name, value(name), v.shape.length)]))
    const sizes = new Sizes()
    const known = [...numbers].map(([name, found]) => ({
      size: sym(name),
      found,
      where: `the value given for ${name}`,
    }))
    sizes.solve([...known, ...[...given].flatMap(([name, g]) => equations(this.variables.get(name) as Variable, g))])
    return { sizes, arrays: new Map([...given].map(([name, g]) => [name, g.data])) }
  }
}

/** What a value says of the declared sizes: every axis, or of a flat array its length. */
function equations({ name, shape }: Variable, { shape: found, data }: Given): Equation[] {
  if (found === undefined)
    return [{ size: product(shape), found: data.length, where: `${name}, given as a flat array,` }]
  const where = (axis: number): string => (shape.length === 1 ? name : `axis ${axis + 1} of ${name}`)
  return found.map((n, axis) => ({ size: shape[axis] as Variable['shape'][number], found: n, where: where(axis) }))
}

/** The number of entries that a variable has at some sizes. */
export const lengthOf = (v: Variable, sizes: Sizes): number => entriesOf(sizes.shape(v.shape))

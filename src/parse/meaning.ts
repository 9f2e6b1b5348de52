/** What the names of a text mean while its expression is made: values, symbols, constants, components within sums. */
import type { Binder, Components } from '../expr/binders.js'
import { call, no, sym, yes } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { arity } from '../functions/row.js'
import { row } from '../functions/table.js'
import { type DigitBudget, literal } from './literal.js'
import type { Syntax } from './syntax.js'

/** A name that is defined for each index of a sum, as that definition; all else as it is. */
export type Indexed = (node: Syntax, variables?: readonly string[]) => Syntax

/** What names mean while building. */
export interface Meaning {
  /** Values of names that were defined. */
  readonly values: ReadonlyMap<string, Expr>
  /** Plain symbols, even where the table has a constant of the name. */
  readonly bound: ReadonlySet<string>
  /** Functions that were declared, whatever the table has under their names. */
  readonly functions?: ReadonlySet<string>
  readonly budget: DigitBudget
  /** The variables of the binders around, the outermost first, and the innermost binder. */
  readonly variables?: readonly string[]
  readonly binder?: Binder
  /** Names that are symbols also within a sum over their subscript. */
  readonly declared?: ReadonlySet<string>
  /** What stands, within binders of these variables, for a name that is defined for each index: `p_i = w*x_i`. */
  readonly indexed?: Indexed | undefined
  /** What knows of components in sums. */
  readonly components?: Components | undefined
}

function componentNamed(name: string, { binder, variables, components, values, budget }: Meaning): Expr | undefined {
  if (binder === undefined || variables === undefined) return undefined
  return components?.read(
    name,
    variables,
    binder,
    i => values.get(i) ?? (/^[0-9]/.test(i) ? literal(i, budget) : sym(i)),
  )
}

/** The value of a name. */
export function named({ name, as }: Syntax & { kind: 'name' }, meaning: Meaning): Expr {
  const value = as === 'constant' ? undefined : meaning.values.get(name)
  if (value !== undefined) return value
  const component = meaning.declared?.has(name) ? undefined : componentNamed(name, meaning)
  if (component !== undefined) return component
  if (as === 'symbol' || (as === undefined && meaning.bound.has(name))) return sym(name)
  if (name === 'true') return yes
  if (name === 'false') return no
  const known = row(name)
  return known !== undefined && arity(known)[1] === 0 ? call(known.name, []) : sym(name)
}

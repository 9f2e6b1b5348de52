/**
 * Definitions in the order of their use: `L = (a - y)^2; a = w*x + b` says first what is asked for, as textbooks do. What nothing else
 * is defined by is the result. What is defined for an index of a sum, `p_i = w*x_i`, stands for its value there. A text in which a name has two values, or is defined by itself, stays as it was written.
 */
import { binderOf } from '../expr/binders.js'
import { namesIn } from './definition.js'
import type { Indexed } from './meaning.js'
import { parts } from './parts.js'
import { bare, type Definition, elements, type Program, type Syntax, sequence } from './syntax.js'

/** A statement `name = value`, where it stands, and the statements that it uses. */
interface Step {
  readonly name: string
  readonly value: Syntax
  readonly uses: readonly number[]
}

export function inOrder(program: Program): Program {
  const { definitions, result, header } = program
  if (definitions === undefined || header !== undefined) return program
  const defined = elements(definitions)
  const last = result && stated(result)
  const all = last === undefined ? defined : [...defined, last]
  const places = new Map(all.map(({ name }, k) => [name, k]))
  if (places.size < all.length || all.some(d => d.at !== undefined)) return program
  const steps = all.map(({ name, value }) => ({ name, value, uses: namesIn(value).flatMap(n => places.get(n) ?? []) }))
  if (!steps.some(({ uses }, k) => uses.some(u => u > k))) return program
  const order = ordered(steps)
  const used = new Set(steps.flatMap(step => step.uses))
  const ends = order?.filter(k => !used.has(k)) ?? []
  // Of several that nothing uses, the one written last is meant, as everywhere.
  const end = ends.includes(all.length - 1) ? all.length - 1 : ends.length === 1 ? ends[0] : undefined
  if (order === undefined || (end === undefined && (result === undefined || last !== undefined))) return program
  const isExpression = result !== undefined && last === undefined
  const before = (isExpression ? order : [...order.filter(k => k !== end), end as number]).map(
    k => all[k] as Definition,
  )
  return { definitions: sequence(before), result: isExpression ? result : undefined }
}

/** `name = value` at the end of a text, which may be an equation where it stands alone. */
function stated(result: Syntax): Definition | undefined {
  if (result.kind !== 'relation' || result.sign !== '=' || result.left.kind !== 'name') return undefined
  return { name: result.left.name, value: result.right, offset: result.left.offset }
}

/** The steps so that each comes after those that it uses, else as they stand; undefined where that is in a circle. */
function ordered(steps: readonly Step[]): number[] | undefined {
  const order: number[] = []
  const state = new Map<number, 'open' | 'done'>()
  for (const root of steps.keys()) {
    const stack = [root]
    for (let k = stack.at(-1); k !== undefined; k = stack.at(-1)) {
      const seen = state.get(k)
      if (seen === undefined) {
        state.set(k, 'open')
        for (const u of (steps[k] as Step).uses) {
          if (state.get(u) === 'open') return undefined
          if (!state.has(u)) stack.push(u)
        }
      } else {
        stack.pop()
        if (seen === 'open') order.push(k)
        state.set(k, 'done')
      }
    }
  }
  return order
}

// ── for each index of a sum ─────────────────────────────────────────────────────────────────────────────────────────

/** The part of a name that may be an index: `i` of `p_i`. */
const indexOf = (name: string): string => name.slice(name.lastIndexOf('_') + 1)

/** The definitions that are for each index of the sums in a text, by name; each uses those before it alone. */
function indexedAmong(definitions: readonly Definition[], result: Syntax | undefined): ReadonlyMap<string, Syntax> {
  const found = new Map<string, Syntax>()
  const indices = new Set([...definitions.map(d => d.value), ...(result ? [result] : [])].flatMap(indicesIn))
  const isIndexed = ({ name }: Definition): boolean => name !== indexOf(name) && indices.has(indexOf(name))
  const all = definitions.filter(isIndexed)
  for (const { name, value } of all) {
    const names = new Set(namesIn(value))
    if (!all.some(d => names.has(d.name) && !found.has(d.name))) found.set(name, value)
  }
  return found
}

/** Those definitions that are for each index, and the others. */
export function indexed(
  definitions: readonly Definition[],
  result: Syntax | undefined,
): { readonly indexed: Indexed; readonly others: readonly Definition[] } | undefined {
  if (!definitions.some(d => d.name.includes('_'))) return undefined
  const values = indexedAmong(definitions, result)
  if (values.size === 0) return undefined
  return {
    others: definitions.filter(d => !values.has(d.name)),
    indexed: (node, variables = []) => {
      let whole = node
      for (let own: Syntax | undefined = node; own !== undefined; ) {
        whole = bare(own)
        own = whole.kind === 'name' && variables.includes(indexOf(whole.name)) ? values.get(whole.name) : undefined
      }
      return whole
    },
  }
}

/** The indices of the sums and products in a syntax tree. */
function indicesIn(root: Syntax): string[] {
  const found: string[] = []
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    const [variable] = node.kind === 'call' && binderOf(node.name)?.over === 'integers' ? elements(node.args) : []
    if (variable?.kind === 'name') found.push(variable.name)
    for (const part of parts(node)) pending.push(part)
  }
  return found
}

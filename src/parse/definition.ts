/**
 * Which equations are definitions: `f(x, y) = x*y` and `y = x^2`, where the left side is a lone name, or one with its arguments, that the
 * right side does not use and nobody asks for as a variable. All others are equations between two sides.
 */
import { knownArity } from './names.js'
import { parts } from './parts.js'
import { elements, type Program, type Syntax } from './syntax.js'

/** A function as a text states it. */
export interface Stated {
  /** Undefined for a function without a name. */
  readonly left: Syntax | undefined
  readonly parameters: readonly string[]
  readonly value: Syntax
}

/** The function that the last statement of a program defines, if it does. */
export function definitionIn(
  { header, result }: Program,
  asked: ReadonlySet<string>,
  functions: ReadonlySet<string>,
): Stated | undefined {
  if (result === undefined) return undefined
  if (header?.body !== undefined) {
    const { name, parameters, body } = header
    return { left: name === undefined ? undefined : applied(name, parameters, body), parameters, value: result }
  }
  if (result.kind !== 'relation' || result.sign !== '=' || result.left.kind === 'relation') return undefined
  const { left, right } = result
  const parameters = parametersOf(left)
  if (parameters === undefined || (left.kind !== 'name' && left.kind !== 'call')) return undefined
  // What the table knows is not defined anew: `sin(x) = x` is an equation.
  if (left.kind === 'call' && !functions.has(left.name) && knownArity(left.name) !== undefined) return undefined
  if (asked.has(left.name) || uses(right, left.name)) return undefined
  return { left, parameters, value: right }
}

/** The names in the brackets of a left side, none for a lone name; undefined where it defines nothing. */
function parametersOf(left: Syntax): readonly string[] | undefined {
  if (left.kind === 'name') return []
  if (left.kind !== 'call' || left.power !== '' || left.name.includes("'")) return undefined
  const names = elements(left.args).map(a => (a.kind === 'name' ? a.name : ''))
  return names.includes('') || new Set(names).size < names.length ? undefined : names
}

function applied(name: string, parameters: readonly string[], offset: number): Syntax {
  const args = parameters.reduce<(Syntax & { kind: 'call' })['args'] | undefined>(
    (before, p) => ({ before, item: { kind: 'name', name: p, offset }, size: (before?.size ?? 0) + 1, separator: -1 }),
    undefined,
  )
  return args === undefined ? { kind: 'name', name, offset } : { kind: 'call', name, args, power: '', offset }
}

/** Whether a name stands anywhere in a syntax tree, as a variable or as a function. */
const uses = (root: Syntax, name: string): boolean => namesIn(root).includes(name)

/** The names in a syntax tree, of variables and of functions. */
export function namesIn(root: Syntax): string[] {
  const names: string[] = []
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'name' || node.kind === 'call') names.push(node.name)
    for (const part of parts(node)) pending.push(part)
  }
  return names
}

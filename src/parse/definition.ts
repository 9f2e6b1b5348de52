/**
 * Which equations are definitions: `f(x, y) = x*y`, `y = x^2` and `y = f(x) = x^2`, where the left side is a lone name, or one with its
 * arguments, that the right side does not use and nobody asks for as a variable; of `f(x) = (x+1)^2 = x^2+2x+1` the first value counts, and a
 * warning says so. All others are equations between two sides.
 */
import { knownArity } from './names.js'
import { parts } from './parts.js'
import type { Problem } from './problem.js'
import { elements, type Program, type Syntax } from './syntax.js'

/** A function as a text states it. */
export interface Stated {
  /** Undefined for a function without a name. */
  readonly left: Syntax | undefined
  readonly parameters: readonly string[]
  readonly value: Syntax
  /** What further equals signs say it is as well: `f(x) = (x+1)^2 = x^2 + 2x + 1`. */
  readonly again: readonly Syntax[]
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
    return {
      left: name === undefined ? undefined : applied(name, parameters, body),
      parameters,
      value: result,
      again: [],
    }
  }
  const sides = equals(result)
  const isHead = (side: Syntax, k: number): side is Head =>
    (side.kind === 'name' ? !sides.slice(0, k).some(s => s.kind === 'name') : side.kind === 'call') &&
    parametersOf(side, functions) !== undefined
  const end = sides.findIndex((side, k) => k === sides.length - 1 || !isHead(side, k))
  const [heads, [value, ...again]] = [sides.slice(0, end) as Head[], sides.slice(end) as [Syntax, ...Syntax[]]]
  // `y = x = 2` says what two names are.
  if (heads.length === 0 || (again.length > 0 && value.kind === 'name')) return undefined
  if (heads.some(({ name }) => asked.has(name) || [value, ...again].some(side => uses(side, name)))) return undefined
  return { left: heads[0], parameters: heads.flatMap(head => parametersOf(head, functions) ?? []), value, again }
}

type Head = Syntax & { readonly kind: 'name' | 'call' }

/** The sides of `a = b = c`; none where there is another sign. */
function equals(result: Syntax): readonly Syntax[] {
  const sides: Syntax[] = []
  let node = result
  for (; node.kind === 'relation'; node = node.left) {
    if (node.sign !== '=') return []
    sides.push(node.right)
  }
  return [node, ...sides.reverse()]
}

/** What is said of a definition: of several values the first is taken, and an argument that its value does not have may be a slip. */
export function definitionWarnings(
  { left, parameters, value, again }: Stated,
  asked: ReadonlySet<string>,
): readonly Problem[] {
  if (left === undefined || (again.length === 0 && parameters.length === 0)) return []
  return [
    ...(again.length > 0 ? [about('of several values the first is read', 'the others are not compared with it')] : []),
    ...lostWarnings(parameters, namesIn(value), asked),
  ]
}

const about = (message: string, hint: string): Problem => ({ code: 'definition', offset: 0, length: 0, message, hint })

/** The arguments of a function that do not occur among the names of its formula, not even as components or in subscripts. Who asks for one is told anyway. */
export function lostWarnings(
  parameters: readonly string[],
  names: readonly string[],
  asked: ReadonlySet<string>,
): readonly Problem[] {
  const base = (name: string): string => name.replace(/_.*$/su, '')
  const known = new Set(names.flatMap(name => name.split('_')))
  const lost = parameters.filter(p => !known.has(base(p)) && !asked.has(p))
  if (lost.length === 0) return []
  const message = `${lost.join(' and ')} ${lost.length === 1 ? 'is an argument' : 'are arguments'} on the left side and not in the formula`
  return [about(message, 'the derivative is 0 there')]
}

/** The names in the brackets of a left side, none for a lone name; undefined where it defines nothing. */
function parametersOf(left: Syntax, functions: ReadonlySet<string>): readonly string[] | undefined {
  if (left.kind === 'name') return []
  if (left.kind !== 'call' || left.power !== '' || left.name.includes("'")) return undefined
  // What the table knows is not defined anew: `sin(x) = x` is an equation.
  if (!functions.has(left.name) && knownArity(left.name) !== undefined) return undefined
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

/**
 * How a text was understood, for people to see: the text with every bracket written, what each of its names was taken for, and what some
 * would read differently.
 */

import { binderOf } from '../expr/binders.js'
import { row } from '../functions/table.js'
import { definitionIn, type Stated } from './definition.js'
import { isConstantName, knownArity } from './names.js'
import type { SyntaxText } from './parse.js'
import { parts } from './parts.js'
import type { Problem } from './problem.js'
import { componentOf, type Subscripted } from './subscripts.js'
import { elements, type Syntax, UNTOLD_NORM } from './syntax.js'

/** What a name was taken for. */
export interface NameReading {
  readonly name: string
  readonly as: 'variable' | 'constant' | 'function' | 'unknown function' | 'definition' | 'index'
  /** The name of the table, where the text has another one for it. */
  readonly meaning?: string
}

/** A text as it was understood. */
export interface TextReading {
  /** The text with all its brackets and signs. */
  readonly text: string
  /** What it states: a function is differentiated on its right side. */
  readonly kind: 'expression' | 'definition' | 'equation' | 'condition'
  readonly names: readonly NameReading[]
  readonly warnings: readonly string[]
  toString(): string
}

/** How a text that has become syntax was understood: that of `2x(y+1)/3z` as `(((2*x)*(y + 1))/3)*z`. */
export function described(read: SyntaxText): TextReading {
  const { program, asked, functions, header } = read
  const stated = definitionIn(program, asked, functions)
  const sums = running(read)
  const whole = (s: Syntax): string => bracketed(s, sums.component)
  const lines = elements(program.definitions).map(d => `${d.name} = ${whole(d.value)}`)
  if (stated) lines.push(`${stated.left ? `${whole(stated.left)} = ` : ''}${whole(stated.value)}`)
  else if (program.result) lines.push(headed(header) + whole(program.result))
  const shown = {
    text: lines.join('; '),
    kind: stated ? ('definition' as const) : kindOf(program.result),
    names: namesOf(read, stated, sums),
    warnings: read.warnings.map(sentence),
  }
  return { ...shown, toString: () => print(shown) }
}

/** The header as it is written before a formula. */
function headed(header: SyntaxText['header']): string {
  if (header === undefined) return ''
  const { names, outputs } = header
  return `[${names.slice(0, outputs).join(',')};${names.slice(outputs).join(',')}] `
}

/** A text that as a whole is a derivative, as `diff(x^2, x)` is, and `diff(x^2, x)*x` is not: what it is of, as text of the language, and by what. */
export function derivativeIn(read: SyntaxText): { readonly of: string; readonly by: readonly string[] } | undefined {
  const { program } = read
  const node = program.result && ungrouped(program.result)
  const [of, ...by] = node?.kind === 'call' && node.name === 'diff' && node.power === '' ? elements(node.args) : []
  if (of === undefined) return undefined
  const { component } = running(read)
  const whole = (s: Syntax): string => bracketed(s, component)
  const lines = elements(program.definitions).map(d => `${d.name} = ${whole(d.value)}`)
  return { of: [...lines, whole(of)].join('; '), by: by.map(whole) }
}

function kindOf(result: Syntax | undefined): TextReading['kind'] {
  const node = result && ungrouped(result)
  if (node?.kind === 'relation') return node.sign === '=' ? 'equation' : 'condition'
  return node?.kind === 'and' || node?.kind === 'or' || node?.kind === 'not' ? 'condition' : 'expression'
}

/** A warning as one sentence with its advice. */
export const sentence = ({ message, hint }: Problem): string => (hint === undefined ? message : `${message}; ${hint}`)

function print({ text, kind, names, warnings }: Omit<TextReading, 'toString'>): string {
  const stated = kind === 'definition' ? '  (a definition: its right side is differentiated)' : ''
  const lines = names.map(({ name, as, meaning }) => `  ${name}: ${as}${meaning === undefined ? '' : ` ${meaning}`}`)
  return [text + stated, ...lines, ...warnings.map(w => `  note: ${w}`)].join('\n')
}

/** What runs in the sums of a text. */
interface Running {
  readonly isIndex: (name: string) => boolean
  readonly component: (name: string) => Subscripted | undefined
}

function running({ program, given, bound }: SyntaxText): Running {
  const indices: string[] = []
  const pending: Syntax[] = [...given, ...elements(program.definitions)].map(d => d.value)
  if (program.result) pending.push(program.result)
  for (let node = pending.pop(); node; node = pending.pop()) {
    const [index] = node.kind === 'call' && binderOf(node.name)?.over === 'integers' ? elements(node.args) : []
    const variable = index && ungrouped(index)
    if (variable?.kind === 'name') indices.push(variable.name)
    pushReversed(pending, parts(node))
  }
  return {
    isIndex: name => indices.includes(name),
    component: name => (bound.has(name) ? undefined : componentOf(name, indices)),
  }
}

// ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────

function namesOf(
  { program, given, header, shaped, bound, functions, asked }: SyntaxText,
  stated: Stated | undefined,
  { isIndex, component }: Running,
): NameReading[] {
  const left = stated?.left
  const own = left?.kind === 'name' || left?.kind === 'call' ? left.name : undefined
  const definitions = [...given, ...elements(program.definitions)]
  // Of a function only the formula counts: an argument that it does not use does not occur.
  const result = stated ? stated.value : program.result
  const roots = [...definitions.map(d => d.value), ...(result ? [result] : [])]
  const defined = new Set(definitions.map(d => d.name))
  const found = new Map<string, NameReading>(own === undefined ? [] : [[own, { name: own, as: 'definition' }]])
  const pending: Syntax[] = []
  pushReversed(pending, roots)
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'name' || node.kind === 'call') {
      const name = node.kind === 'call' ? node.name : (component(node.name)?.letter ?? node.name)
      const key = node.kind === 'call' ? `${name}(` : name
      if (!found.has(key)) found.set(key, node.kind === 'call' ? asFunction(name) : asName(name, node.as))
    }
    pushReversed(pending, parts(node))
  }
  return [...found.values()]

  function asFunction(written: string): NameReading {
    const name = written.replace(/'.*$/u, '')
    if (shaped?.has(name) && !functions.has(name)) return { name, as: 'function' }
    if (functions.has(name) || knownArity(name) === undefined) return { name, as: 'unknown function' }
    const meaning = row(name)?.name
    return meaning === undefined || meaning === name ? { name, as: 'function' } : { name, as: 'function', meaning }
  }

  function asName(name: string, as: 'symbol' | 'constant' | undefined): NameReading {
    if (defined.has(name)) return { name, as: 'definition' }
    if (header?.names.includes(name) || isIndex(name)) return { name, as: 'index' }
    const isConstant =
      as === 'constant' || (as === undefined && !bound.has(name) && !asked.has(name) && isConstantName(name))
    return { name, as: isConstant ? 'constant' : 'variable' }
  }
}

// ── brackets ────────────────────────────────────────────────────────────────────────────────────────────────────

type Part = string | Syntax

/** A syntax tree as text with every bracket; a stack in place of recursion, for texts nest deeply. */
function bracketed(root: Syntax, component: Running['component']): string {
  const out: string[] = []
  const pending: Part[] = []
  pushReversed(pending, written(root))
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part === 'string') {
      out.push(part)
      continue
    }
    const inner = ungrouped(part)
    const found = inner.kind === 'name' ? component(inner.name) : undefined
    if (found !== undefined) {
      out.push(`${found.letter}[${found.indices.join(', ')}]`)
      continue
    }
    if (!isSimple(inner)) pending.push(')')
    pushReversed(pending, written(inner))
    if (!isSimple(inner)) pending.push('(')
  }
  return out.join('')
}

/** Puts the parts on a stack so that the first comes off first; there may be too many for one call. */
function pushReversed<T>(stack: T[], all: readonly T[]): void {
  for (let k = all.length; k-- > 0; ) stack.push(all[k] as T)
}

const ungrouped = (node: Syntax): Syntax => {
  let inner = node
  while (inner.kind === 'group') inner = inner.of
  return inner
}

/** Whether a node needs no brackets anywhere. */
function isSimple({ kind }: Syntax): boolean {
  return ['number', 'name', 'call', 'list', 'abs', 'index', 'slice'].includes(kind)
}

/** Norms that bars without a subscript are. */
const UNTOLD_NORMS: ReadonlySet<string> = new Set([UNTOLD_NORM, '2'])

function written(node: Syntax): Part[] {
  switch (node.kind) {
    case 'number':
      return [node.text]
    case 'name':
      return [node.name]
    case 'group':
      return written(ungrouped(node))
    case 'abs':
      return node.norm === undefined || node.norm === '|'
        ? ['abs(', ...ungroupedTop(node.of), ')']
        : ['‖', ...ungroupedTop(node.of), UNTOLD_NORMS.has(node.norm) ? '‖' : `‖_${node.norm}`]
    case 'factorial':
      return [node.of, '!']
    case 'transpose':
      return [node.of, "'"]
    case 'signed':
      return node.negative ? ['-', node.of] : [node.of]
    case 'sum':
      return [node.left, node.negative ? ' - ' : ' + ', node.right]
    case 'product':
      return [node.left, node.divide ? '/' : '*', node.right]
    case 'power':
      return power(node)
    case 'root':
      return [...elements(node.signs), node.of]
    case 'relation':
      return comparisons(node)
    case 'and':
    case 'or':
      return [node.left, ` ${node.kind} `, node.right]
    case 'not':
      return node.odd ? ['not ', node.of] : [node.of]
    case 'choice':
      return [...elements(node.cases).flatMap((c): Part[] => [c.condition, ' ? ', c.value, ' : ']), node.otherwise]
    case 'list':
      return [
        '[',
        ...joined(
          elements(node.rows).map(r => joined(elements(r).map(ungroupedTop), ', ')),
          '; ',
        ),
        ']',
      ]
    case 'index':
      return [node.of, '[', ...joined(elements(node.at).map(ungroupedTop), ', '), ']']
    case 'slice':
      return node.from && node.to ? [node.from, ':', node.to] : [':']
    case 'call': {
      const call: Part[] = [`${node.name}(`, ...joined(elements(node.args).map(ungroupedTop), ', '), ')']
      return node.power === '' ? call : [...call, `^${node.power}`]
    }
  }
}

/** A part that stands alone between commas or brackets, where it needs none of its own. */
const ungroupedTop = (node: Syntax): Part[] => {
  const inner = ungrouped(node)
  return isSimple(inner) ? [inner] : written(inner)
}

/** `a < b < c` is one chain that leans to the left in the tree. */
function comparisons(node: Syntax & { kind: 'relation' }): Part[] {
  const parts: Part[] = []
  let left: Syntax = node
  for (; left.kind === 'relation'; left = left.left) parts.push(left.right, ` ${left.sign} `)
  return [left, ...parts.reverse()]
}

/** `x^2^3` is one chain that leans to the left in the tree, and is read from the right. */
function power(node: Syntax & { kind: 'power' }): Part[] {
  const chain: Part[][] = []
  let left: Syntax = node
  for (; left.kind === 'power'; left = left.left) chain.push(left.negative ? ['(-', left.right, ')'] : [left.right])
  const [last = [], ...others] = chain
  const opened = others.reverse().flatMap((base): Part[] => ['(', ...base, '^'])
  return [left, '^', ...opened, ...last, ')'.repeat(others.length)]
}

function joined(all: readonly Part[][], separator: string): Part[] {
  return all.flatMap((parts, k) => (k === 0 ? parts : [separator, ...parts]))
}

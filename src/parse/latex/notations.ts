/**
 * How the functions of the table are written in LaTeX, read from the rows: `\sin`, `J_{#1}\left(#2\right)`, `\binom{#1}{#2}`,
 * `\left\lfloor#1\right\rfloor`, `#1\bmod#2`. What the printer writes by a row is understood because of the same row.
 */
import { arity, type NamedRow } from '../../functions/row.js'
import { allForms } from '../../functions/table.js'
import { gather } from '../../memo.js'

/** A subscript or superscript of a head: fixed text, or arguments (counted from 0), perhaps in brackets. */
export interface ScriptShape {
  readonly fixed: string | undefined
  readonly slots: readonly number[]
  readonly bracketed: boolean
}

/** A function that is written as a head, perhaps with scripts, before a bracket. */
export interface HeadShape {
  readonly row: NamedRow
  readonly sub: ScriptShape | undefined
  readonly sup: ScriptShape | undefined
  readonly primes: number
  /** What stands in the bracket: arguments, and the separators before all but the first; undefined: all, with commas. */
  readonly body: { readonly slots: readonly number[]; readonly separators: string } | undefined
}

/** All notations of the table. */
export interface Notations {
  /** By the head as it is written: `J`, `\Gamma`, `\operatorname{E}`, `\ln\Gamma`. */
  readonly heads: ReadonlyMap<string, readonly HeadShape[]>
  /** By the bracket as the lexer calls it: `|`, `\lfloor`. */
  readonly fences: ReadonlyMap<string, NamedRow>
  /** By the command: `\binom`, of which the slots say which argument stands where. */
  readonly commands: ReadonlyMap<
    string,
    readonly { row: NamedRow; option: string | undefined; slots: readonly number[] }[]
  >
  /** By the command between two operands. */
  readonly infixes: ReadonlyMap<string, NamedRow>
  /** The function of a bracket with a subscript. */
  readonly subscripted: NamedRow | undefined
}

const HEAD = /^((?:\\ln)?(?:\\(?:operatorname|mathrm)\{\w+\}|\\[A-Za-z]+|[A-Za-z]))/
const BODY = /^\\left\((.*)\\right\)$/
const COMMAND = /^\\([A-Za-z]+)(?:\[(\d+|#\d)\])?((?:\{#\d\})+)$/
const FENCE = /^\\left(\\[A-Za-z]+|\|)#1\\right(?:\\[A-Za-z]+|\|)$/
const INFIX = /^#1\\([A-Za-z]+)#2$/
const SUBSCRIPTED = /^\\left\(#1\\right\)_\{#2\}$/

const slotsOf = (text: string): number[] => [...text.matchAll(/#(\d)/g)].map(m => Number(m[1]) - 1)

let made: Notations | undefined

/** The notations of the table; made when they are first wanted. */
export function notations(): Notations {
  made ??= makeNotations()
  return made
}

function makeNotations(): Notations {
  const heads = new Map<string, HeadShape[]>()
  const fences = new Map<string, NamedRow>()
  const commands = new Map<string, { row: NamedRow; option: string | undefined; slots: readonly number[] }[]>()
  const infixes = new Map<string, NamedRow>()
  let subscripted: NamedRow | undefined
  for (const row of allForms()) {
    const written = row.latex ?? ''
    const [, infix] = INFIX.exec(written) ?? []
    const [, fence] = FENCE.exec(written) ?? []
    const [, command, option, rest = ''] = COMMAND.exec(written) ?? []
    if (arity(row)[1] === 0 || written === '') continue
    if (infix !== undefined) infixes.set(infix, row)
    else if (fence !== undefined) fences.set(fence, row)
    else if (command !== undefined) gather(commands, command, { row, option, slots: slotsOf(`${option}${rest}`) })
    else if (SUBSCRIPTED.test(written)) subscripted = row
    else addHead(heads, row, written)
  }
  return { heads, fences, commands, infixes, subscripted }
}

/** A form that is made of several others, such as `\ln\left|...\right|`, is read as those. */
function addHead(heads: Map<string, HeadShape[]>, row: NamedRow, written: string): void {
  const head = HEAD.exec(written)?.[1]
  if (head === undefined) return
  let rest = written.slice(head.length)
  let primes = 0
  let sub: ScriptShape | undefined
  let sup: ScriptShape | undefined
  for (let m = SCRIPT.exec(rest); m; m = SCRIPT.exec(rest)) {
    rest = rest.slice(m[0].length)
    const [, prime, kind, digit, inside = ''] = m
    if (prime !== undefined) primes++
    else if (kind === '_') sub = scriptShape(digit ?? inside)
    else sup = scriptShape(digit ?? inside)
  }
  const inside = BODY.exec(rest)?.[1]
  if (inside === undefined && rest !== '') return
  const body =
    inside === undefined
      ? undefined
      : { slots: slotsOf(inside), separators: inside.replace(/#\d| /g, '').replaceAll('\\mid', '|') }
  gather(heads, head, { row, sub, sup, primes, body })
}

const SCRIPT = /^(?:(')|([_^])(?:(\d)|\{((?:[^{}]|\\left|\\right)*)\}))/

function scriptShape(text: string): ScriptShape {
  const bracketed = /^(?:\\left)?\(.*\)$/.test(text)
  const slots = slotsOf(text)
  return { fixed: slots.length === 0 ? text : undefined, slots, bracketed }
}

/**
 * Index notation with its axes in LaTeX: `\left[\sum_{j}A_{ij}B_{jk}\right]_{i,k;}` is the tensor of these entries, and
 * `\left[\delta_{ki}x_{j}\right]_{k;i,j}` a derivative whose function has the axis k. It is what the other language writes as a header.
 */
import { isGreekName } from '../characters.js'
import { formulaRange } from './formula.js'

/** An axis: its name, where that stands, and how far it runs where that is said: `k:m`. */
export interface AxisName {
  readonly name: string
  readonly offset: number
  readonly size: string | undefined
}

export interface Indexed {
  /** The names of the axes, and where each stands. */
  readonly names: readonly AxisName[]
  /** How many stand before the semicolon. */
  readonly outputs: number
  /** The text with spaces in place of the bracket and its subscript. */
  readonly rest: string
}

const OPEN = /^(?:\\left\s*|\\[bB]ig{1,2}l?\s*)?\[/
const CLOSE = /(?:\\right\s*|\\[bB]ig{1,2}r?\s*)?\]\s*_\s*\{([^{}]*;[^{}]*)\}$/
const AXIS = /^\s*(\\?[A-Za-z]+)\s*(?::\s*([A-Za-z0-9+^()-]+)\s*)?$/

/** The axes of a text that is one bracket with a subscript that has a semicolon. */
export function readIndexed(text: string): Indexed | undefined {
  const [from, to] = formulaRange(text)
  const formula = text.slice(from, to)
  const open = OPEN.exec(formula)?.[0].length
  const close = CLOSE.exec(formula)
  if (open === undefined || close === null || !isWhole(formula.slice(open, close.index))) return undefined
  const inside = close[1] ?? ''
  const start = from + formula.length - 1 - inside.length
  const names: AxisName[] = []
  let at = 0
  for (const part of inside.split(/[,;]/)) {
    const [, written = '', size] = AXIS.exec(part) ?? []
    const name = written.replace('\\', '')
    if (name !== '') names.push({ name, offset: start + at + part.indexOf(written), size })
    if (name === '' ? part.trim() !== '' : name !== written && !isGreekName(name)) return undefined
    at += part.length + 1
  }
  const outputs = inside
    .slice(0, inside.indexOf(';'))
    .split(',')
    .filter(part => part.trim() !== '').length
  const rest = ' '.repeat(from + open) + text.slice(from + open, from + close.index)
  return { names, outputs, rest }
}

/** Whether no bracket closes here that was not opened. */
function isWhole(inside: string): boolean {
  let depth = 0
  for (const [sign] of inside.matchAll(/[[\]]/g)) {
    depth += sign === '[' ? 1 : -1
    if (depth < 0) return false
  }
  return depth === 0
}

/**
 * Derivatives that practitioners asked for, as entries of the corpus of matrix derivatives: declarations as one writes them, a second
 * derivative as two variables. Only entries with a known answer are judged.
 */
import type { MatrixEntry } from './matrix.js'

export interface PracticeEntry {
  readonly id: string
  readonly let: string
  readonly expr: string
  readonly wrt: readonly string[]
  readonly kind: string
  readonly expected: string | null
}

/** Quotients of quadratic forms bend much within the step of a difference; a wrong rule is off by far more. */
const TOLERANCE = 1e-5

const DECLARATION = /^\s*(\w+)\s*:\s*(?:\[([^\]]*)\])?\s*(\w*)\s*$/

/** The entry; undefined where there is no known answer. */
export function practice(e: PracticeEntry): MatrixEntry | undefined {
  if (e.expected === null) return undefined
  const vars: Record<string, readonly (number | string)[]> = {}
  const assume: Record<string, string> = {}
  for (const declaration of e.let.split(';').filter(d => d.trim() !== '')) {
    const [, name, shape = '', property = ''] = DECLARATION.exec(declaration) ?? []
    if (name === undefined) throw new Error(`${e.id} declares ${declaration}`)
    const sizes = shape.split(',').map(size => size.trim())
    vars[name] = sizes.filter(size => size !== '').map(size => (/^\d+$/.test(size) ? Number(size) : size))
    if (property !== '') assume[name] = property
  }
  for (const name of scalarsOf(e, vars)) vars[name] = []
  const wrt = e.kind === 'hess' ? [...e.wrt, ...e.wrt] : e.wrt
  return { id: e.id, expr: e.expr, vars, assume, wrt, expected: e.expected, tolerance: TOLERANCE }
}

/** Names that are neither declared, nor sizes, nor called, nor indices: scalars. */
function scalarsOf({ expr, wrt }: PracticeEntry, vars: MatrixEntry['vars']): string[] {
  const sizes = Object.values(vars).flat().map(String)
  const indices = /^\[[^\]]*;/.test(expr) ? (expr.match(/\b[a-z]\b/g) ?? []) : []
  const names = [...(expr.match(/\b[A-Za-z_]\w*\b(?!\s*\()/g) ?? []), ...wrt]
  const known = new Set([...Object.keys(vars), ...sizes, ...indices, 'pi', 'e', 'fro', 'inf'])
  return [...new Set(names)].filter(name => !known.has(name))
}

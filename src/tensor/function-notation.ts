/** How functions of vectors and matrices are typeset: by the template of their row or of this table, else upright with brackets. */
import type { Call, Expr } from '../expr/node.js'
import { at, inScript, inside, LEVEL, type Level, type Piece, type Place } from '../print/walk.js'
import { operationNamed } from './functions/table.js'

/**
 * How functions look in LaTeX: `#1` is an argument at the tightness of a base, `#^1` at that of a power, `#(1)` one in brackets, `#{1}` one in
 * braces, `#{*}` all of them as indices, `#{x}` as the sizes of a matrix; without an entry, upright with brackets.
 */
const LATEX: Readonly<Record<string, string>> = {
  norm1: '\\left\\lVert #{1}\\right\\rVert_1',
  norm2: '\\left\\lVert #{1}\\right\\rVert_2',
  normFrobenius: '\\left\\lVert #{1}\\right\\rVert_F',
  normInf: '\\left\\lVert #{1}\\right\\rVert_\\infty',
  normEntries: '\\operatorname{norm1}#(1)',
  eye: 'I_{#{1}}',
  ones: '\\mathbf{1}_{#{x}}',
  zeros: '\\mathbf{0}_{#{x}}',
  delta: '\\delta_{#{*}}',
  kron: '#^1\\otimes #^2',
  cross: '#^1\\times #^2',
}

/** Functions of matrix notation beside the operations; those that `LATEX` does not show are `\operatorname{name}`. */
export const NAMES =
  'norm norm1 norm2 normFrobenius normInf eye ones zeros delta kron cross skew tr diag diagonal vec reshape sum mean triu exp abs normEntries'.split(
    ' ',
  )

export function* separated(parts: readonly Expr[], by: string, piece: (e: Expr, k: number) => Piece): Generator<Piece> {
  for (const [k, part] of parts.entries()) {
    if (k > 0) yield by
    yield piece(part, k)
  }
}

export function* brackets(parts: readonly Expr[], place?: Place, by = ', '): Generator<Piece> {
  yield { mark: 'open' }
  yield* separated(parts, by, p => (place ? inside(p, LEVEL.choice, place) : at(p, LEVEL.choice)))
  yield { mark: 'close' }
}

export function* latexOfFunction(name: string, e: Call, place: Place): Generator<Piece> {
  const template = templateOf(name)
  if (template === undefined) {
    yield `\\operatorname{${name}}`
    yield* brackets(e.args, place)
    return
  }
  for (const piece of template.split(/(#[({^]?[*x\d][})]?)/)) {
    const hole = /^#([({^]?)([*x\d])/.exec(piece)
    if (hole === null) yield piece
    else if (hole[2] === '*') yield* subscripts(e.args)
    else if (hole[2] === 'x')
      yield* separated(e.args, '\\times ', p => inScript(p, e.args.length > 1 ? LEVEL.product : LEVEL.choice))
    else {
      const part = e.args[Number(hole[2]) - 1] as Expr
      if (hole[1] === '(') yield* brackets([part], place)
      else yield inside(part, TIGHTNESS[hole[1] ?? ''] ?? LEVEL.primary, place)
    }
  }
}

const TIGHTNESS: Readonly<Record<string, Level>> = { '{': LEVEL.choice, '^': LEVEL.power }

/** How tightly what a template writes holds together: a power stands in brackets as a base, a product of Kronecker as a factor. */
export function templateLevel(template: string | undefined): Level {
  if (template === undefined) return LEVEL.primary
  return /\\(?:otimes|times) /.test(template)
    ? LEVEL.product
    : /\^\{[^}]*\}$/.test(template)
      ? LEVEL.power
      : LEVEL.primary
}

export const templateOf = (name: string): string | undefined => operationNamed(name)?.latex ?? LATEX[name]

/** Indices side by side where each is one letter; of digits `x_{12}` would be the twelfth. */
export function subscripts(indices: readonly Expr[]): Iterable<Piece> {
  const short = indices.every(e => /^[a-z]$/i.test(String(e)))
  return separated(indices, short ? '' : ',', p => inScript(p, LEVEL.choice))
}

/** The diagonal of a matrix and the matrix of a diagonal are written alike, and are two; so are the norms that are typeset otherwise. */
export const WRITTEN_AS: ReadonlyMap<string, string> = new Map([
  ['diagonal', 'diag'],
  ['normFrobenius', 'norm2'],
  ['normEntries', 'norm1'],
])

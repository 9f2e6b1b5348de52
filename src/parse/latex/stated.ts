/** The statements of LaTeX, as far as it matters which functions it states before it uses them: `f(x) = x^2 \\ f(t)`. */
import type { Statement } from '../stated.js'
import { formulaRange } from './formula.js'
import { type LatexPiece, latexPieces } from './lexer.js'
import { appliedAt, type Gap, gapsIn, headingAt, nameAt } from './lines.js'

export function statementsOfLatex(source: string): readonly Statement[] {
  const all = [...latexPieces(source, ...formulaRange(source), new Map())]
  const isAround = all[0]?.type === 'begin' && all.findIndex(p => p.type === 'end') === all.length - 1
  const pieces = isAround ? all.slice(1, -1) : all
  const ends: readonly Gap[] = [...gapsIn(pieces, source), [pieces.length, pieces.length]]
  return ends.map(([to], k) => statement(source, pieces.slice(ends[k - 1]?.[1] ?? 0, to)))
}

function statement(source: string, pieces: readonly LatexPiece[]): Statement {
  const textOf = (from: number, to = pieces.length): string => {
    const [first, last] = [pieces[from], pieces[to - 1]]
    return first && last ? source.slice(first.offset, last.offset + last.text.length) : ''
  }
  const last = pieces.at(-1)
  const heading = headingAt(pieces, 0)
  const rest = pieces.slice(heading?.equals ?? 0)
  const common = {
    from: pieces[0]?.offset ?? source.length,
    to: last === undefined ? source.length : last.offset + last.text.length,
    value: textOf(heading?.equals ?? 0),
    names: new Set(rest.flatMap((_, k) => nameAt(rest, k) ?? [])),
    calls: new Set(rest.flatMap((_, k) => appliedAt(rest, k) ?? [])),
  }
  if (heading === undefined) return common
  const { name, bracket } = heading
  const args =
    bracket > name ? argumentsOf(pieces, name + 1, bracket - 1).map(([from, to]) => textOf(from, to)) : undefined
  const places = [name - 1, bracket - 1].map(k => pieces[k] as LatexPiece).map(p => p.offset + p.text.length)
  const stated = { name: nameAt(pieces, 0) ?? '', written: textOf(0, name), args, bracket: places as [number, number] }
  return { ...common, stated }
}

/** From where to where what stands between commas is. */
function argumentsOf(pieces: readonly LatexPiece[], from: number, to: number): readonly Gap[] {
  const commas: number[] = []
  for (let k = from; k < to; k++) if (pieces[k]?.type === 'separator') commas.push(k)
  return [...commas, to].map((end, k) => [(commas[k - 1] ?? from - 1) + 1, end])
}

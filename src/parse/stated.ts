/** The statements of a text, as far as it matters which functions it states before it uses them: `f(x) = x^2; f(t)`. */
import { canonicalName, endOf, type Piece, pieces, SCALAR } from './lexer.js'

/** One of several statements. */
export interface Statement {
  readonly from: number
  readonly to: number
  /** `y = ...` or `f(x) = ...`: how the name is told apart and how it was written, and its arguments. */
  readonly stated?: {
    readonly name: string
    readonly written: string
    readonly args: readonly string[] | undefined
    /** From where to where the arguments stand with their brackets. */
    readonly bracket: readonly [from: number, to: number]
  }
  /** What is stated, or the whole. */
  readonly value: string
  /** The names in it, and those of them that are applied. */
  readonly names: ReadonlySet<string>
  readonly calls: ReadonlySet<string>
}

/** On the line of one of these before a new line, or behind it, the statement goes on. */
const GOES_ON: ReadonlySet<string> = new Set(['plus', 'times', 'caret', 'relation', 'comma'])

/** Parts a text at semicolons and new lines outside of brackets. */
export function statementsOf(text: string): readonly Statement[] {
  const statements: Statement[] = []
  let own: Piece[] = []
  let depth = 0
  const end = (): void => {
    if (own.length > 0) statements.push(statement(text, own))
    own = []
  }
  for (const piece of pieces(text, SCALAR)) {
    const last = own.at(-1)
    const isLine = depth === 0 && last !== undefined && text.slice(endOf(last), piece.offset).includes('\n')
    if (isLine && !GOES_ON.has(last.type) && !GOES_ON.has(piece.type)) end()
    if (piece.type === 'open' || piece.type === 'openList') depth++
    if (piece.type === 'close' || piece.type === 'closeList') depth--
    if (piece.type === 'semicolon' && depth === 0) end()
    else own.push(piece)
  }
  end()
  return statements
}

const isName = (piece: Piece | undefined): boolean => piece?.type === 'word' || piece?.type === 'greek'
const nameOf = ({ text }: Piece): string => canonicalName(text) ?? text

function statement(text: string, all: readonly Piece[]): Statement {
  const [first, last] = [all[0], all.at(-1)] as [Piece, Piece]
  const close = all[1]?.type === 'open' ? all.findIndex(({ type }) => type === 'close') : 0
  const isStated = isName(first) && close >= 0 && all[close + 1]?.text === '='
  const rest = isStated ? all.slice(close + 2) : all
  const isCalled = (k: number): boolean => rest[rest[k]?.type === 'prime' ? k + 1 : k]?.type === 'open'
  const named = rest.flatMap((piece, k) => (isName(piece) ? [[nameOf(piece), isCalled(k + 1)] as const] : []))
  const common = {
    from: first.offset,
    to: endOf(last),
    value: text.slice(rest[0]?.offset ?? endOf(last), endOf(last)),
    names: new Set(named.map(([name]) => name)),
    calls: new Set(named.flatMap(([name, called]) => (called ? [name] : []))),
  }
  if (!isStated) return common
  const args =
    close > 0
      ? all
          .slice(2, close)
          .filter(({ type }) => type !== 'comma')
          .map(p => p.text)
      : undefined
  const bracket = [endOf(first), close > 0 ? endOf(all[close] as Piece) : endOf(first)] as const
  return { ...common, stated: { name: nameOf(first), written: first.text, args, bracket } }
}

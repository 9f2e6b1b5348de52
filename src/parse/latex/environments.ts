/** Environments: cases, matrices, and several lines. */

import type { Problem } from '../problem.js'
import { elements, type Sequence, type Syntax } from '../syntax.js'
import type { Branch } from './actions.js'
import { ENVIRONMENTS } from './commands.js'
import type { LatexReader } from './level.js'
import { type LatexLevel, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { unknownLatex, wrongEnd } from './refusal.js'
import { blocksOf, callOf, groupOf, matrixOf } from './syntax.js'
import type { LatexToken } from './token.js'

/** `\begin{...}`. */
export function openEnvironment(reader: LatexReader, piece: LatexPiece) {
  const kind = piece.value === 'array' ? arrayKind(reader.top) : ENVIRONMENTS.get(shownAs(reader, piece.value))
  if (kind === undefined || kind === '')
    reader.fail(
      problemAt(
        placeOf(piece),
        'unknown-environment',
        `the environment ${piece.value} is not understood`,
        environmentAdvice(piece.value),
      ),
    )
  if (kind !== 'lines') reader.multiply(placeOf(piece))
  reader.open('environment', piece, kind)
}

/** The determinant of a matrix stands between bars. */
const isDeterminant = (name: string | undefined): boolean => name === 'vmatrix'
const shownAs = (reader: LatexReader, name: string): string =>
  reader.scope.table && isDeterminant(name) ? 'matrix' : name

/** An array after a lone brace is cases in the old way. */
const arrayKind = ({ open, tokens }: LatexLevel): 'cases' | 'matrix' =>
  open?.value === '{' && open.size === 'left' && tokens.length === 0 ? 'cases' : 'matrix'

const environmentAdvice = (name: string): string | undefined =>
  /^[vV]matrix$/.test(name) ? 'there are no determinants; write it out' : undefined

/** `&`, `\\`, a full stop, or `\end{...}`. */
export function closeEnvironment(reader: LatexReader, piece: LatexPiece) {
  const level = reader.top
  const place = placeOf(piece)
  if (level.purpose !== 'environment') reader.fail(piece.type === 'end' ? wrongEnd(level, piece) : stray(piece))
  level.nextTerm()
  if (piece.type === 'stop') return reader.push('separator', place, { text: '.' })
  withoutPunctuation(level)
  if (piece.type === 'cell') {
    if (level.start !== 'lines') reader.push('cell', place)
    return
  }
  if (piece.type === 'break') {
    if (level.start === 'lines') endOfLine(reader, level)
    return reader.push('break', place)
  }
  if (level.open?.value !== piece.value) reader.fail(wrongEnd(level, piece))
  close(reader, level, piece)
}

const stray = (piece: LatexPiece): Problem =>
  piece.type === 'stop'
    ? { ...unknownLatex(piece), message: 'a full stop does not fit here' }
    : problemAt(placeOf(piece), 'unexpected-character', `"${piece.text}" belongs in an environment of several lines`)

/** Marks of punctuation at the end of a cell or line are the sentence's. */
function withoutPunctuation({ tokens }: LatexLevel) {
  const last = tokens.at(-1)
  if (last?.type === 'separator' && /[,;.]/.test(last.text)) tokens.pop()
}

function close(reader: LatexReader, level: LatexLevel, piece: LatexPiece) {
  while (level.last?.type === 'break') level.tokens.pop()
  if (level.start === 'lines') {
    nextLine(reader, level)
    const lines = joinedLines(reader, level)
    level.tokens.length = 0
    for (const token of lines) level.tokens.push(token)
  }
  const [{ open, start }, value] = reader.close(placeOf(piece))
  const offset = open?.offset ?? 0
  const place = { offset, length: piece.offset + piece.text.length - offset }
  if (start === 'lines') return reader.push('lines', place, { syntax: value })
  if (start === 'cases') {
    const branches = elements(value as Sequence<Branch>)
    return reader.push('group', place, { text: 'cases', syntax: piecewise(reader, branches, place) })
  }
  const rows = elements(value as Sequence<Sequence>)
  const widths = new Set(rows.map(row => row.size))
  if (widths.size > 1)
    reader.scope.postpone(problemAt(place, 'ragged-matrix', 'the rows of this matrix differ in length'))
  if (reader.scope.table === undefined) return reader.push('group', place, { syntax: matrixOf(rows, place) })
  const matrix = blocksOf(rows, place)
  const syntax = isDeterminant(open?.value) ? callOf('det', [matrix], place) : groupOf(matrix, place)
  reader.push('group', place, { text: '(', syntax, items: [syntax] })
}

/** The cases as the arguments of `piecewise`; what holds for all else comes last. */
function piecewise(
  reader: LatexReader,
  branches: readonly Branch[],
  place: { offset: number; length: number },
): Syntax {
  if (branches.slice(0, -1).some(branch => branch.condition === undefined) || branches[0]?.condition === undefined)
    reader.scope.postpone(problemAt(place, 'unexpected-name', 'what holds otherwise must come last, after other cases'))
  return callOf(
    'piecewise',
    branches.flatMap(({ value, condition }) => (condition === undefined ? [value] : [value, condition])),
    place,
  )
}

/** The names of a line are complete. */
function nextLine(reader: LatexReader, level: LatexLevel) {
  level.used.push(reader.scope.used)
  reader.scope.used = new Set()
}

/** A line that defines a name makes it a symbol from here on. */
function endOfLine(reader: LatexReader, level: LatexLevel) {
  const begin = level.tokens.findLastIndex(token => token.type === 'break') + 1
  const name = definedName(level.tokens.slice(begin))
  if (name !== undefined) reader.scope.declared.bound.add(name)
  nextLine(reader, level)
}

const definedName = ([name, equals]: readonly LatexToken[]): string | undefined =>
  name?.type === 'name' && equals?.type === 'relation' && equals.text === '=' ? name.text : undefined

const CONTINUES: ReadonlySet<string> = new Set(['sign', 'relation', 'times'])

/** The names that the shared form gives to what repeats. */
const SHARED = /^t_?\d+$/

/**
 * A line that begins with an operator goes on with the line before. But a minus sign without a space, after the definition of a
 * name that the line uses, may begin the result: it does so after a name of the shared form. In several lines `name =` defines.
 */
function joinedLines(reader: LatexReader, { tokens, used }: LatexLevel): LatexToken[] {
  const lines: { tokens: LatexToken[]; names: ReadonlySet<string> }[] = [{ tokens: [], names: new Set() }]
  let row = 0
  tokens.forEach((token, k) => {
    const next = tokens[k + 1]
    if (token.type !== 'break') {
      lines.at(-1)?.tokens.push(token)
      return
    }
    row++
    const before = lines.at(-1)?.tokens ?? []
    const defined = definedName(before)
    const names = usedNames(tokens, k + 1, used[row])
    const mayBeResult = defined !== undefined && next?.type === 'sign' && !next.spaced && names.has(defined)
    const isResult = mayBeResult && SHARED.test(defined)
    if (mayBeResult && !isResult) reader.scope.postpone(unclearLine(next, defined))
    if (next && CONTINUES.has(next.type) && before.length > 0 && !isResult) {
      if (next.type === 'sign') tokens[k + 1] = { ...next, type: 'plus' }
    } else lines.push({ tokens: [], names })
  })
  if (lines.length === 1) return lines[0]?.tokens ?? []
  return lines.flatMap((line, k) => [...(k > 0 ? [breakBefore(line.tokens)] : []), ...asDefinition(line.tokens)])
}

const unclearLine = (next: LatexToken, name: string): Problem =>
  problemAt(
    next,
    'ambiguous-line',
    `this line may go on with the one before, or use the ${name} that it defines`,
    'write \\quad before it if it goes on, + or a bracket if it does not',
  )

/** The names in the line that begins at a token, and within its brackets. */
function usedNames(
  tokens: readonly LatexToken[],
  from: number,
  within: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  const names = new Set(within)
  for (let k = from; k < tokens.length && tokens[k]?.type !== 'break'; k++) {
    const token = tokens[k]
    if (token?.type === 'name') names.add(token.text)
  }
  return names
}

const breakBefore = ([first]: readonly LatexToken[]): LatexToken => ({
  type: 'break',
  text: '',
  offset: first?.offset ?? 0,
  length: 0,
})

function asDefinition(tokens: LatexToken[]): LatexToken[] {
  if (definedName(tokens) === undefined) return tokens
  const [name, equals, ...rest] = tokens as [LatexToken, LatexToken, ...LatexToken[]]
  return [name, { ...equals, type: 'define' }, ...rest]
}

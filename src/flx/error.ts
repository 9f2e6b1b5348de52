/** What is wrong in an expression file: with file, line and column, for people and for the error channels of bundlers. */
import { FluxionError, ParseError, ShapeError } from '../errors.js'
import { type Problem, parseError } from '../parse/problem.js'
import type { Piece } from './piece.js'

/** The file, and its text. */
export interface Source {
  readonly file: string
  readonly text: string
}

export interface Place {
  /** Both counted from 1. */
  readonly line: number
  readonly column: number
  /** The whole line. */
  readonly lineText: string
}

/** The code is that of the error underneath, which is its `cause`. */
export class ModelError extends FluxionError implements Place {
  static override readonly label: string = 'ModelError'
  readonly file: string
  readonly line: number
  readonly column: number
  readonly lineText: string
  readonly length: number
  /** What is wrong, without the place. */
  readonly reason: string
  readonly hint?: string

  constructor({ file, text }: Source, problem: Problem, cause?: FluxionError) {
    const place = placeOf(text, problem.offset)
    // What ends a line is no part of what is shown.
    const end = text.indexOf('\n', problem.offset)
    const { message, hint } = parseError(end < 0 ? text : text.slice(0, end), problem)
    super(problem.code, `${file}:${place.line}:${place.column}: ${message}`)
    this.file = file
    this.line = place.line
    this.column = place.column
    this.lineText = place.lineText
    this.length = problem.length
    this.reason = message.split('\n').slice(0, -2).join('\n')
    if (hint !== undefined) this.hint = hint
    if (cause !== undefined) this.cause = cause
  }
}

export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n')
  const start = offset - (before.at(-1)?.length ?? 0)
  const end = text.indexOf('\n', start)
  return {
    line: before.length,
    column: offset - start + 1,
    lineText: text.slice(start, end < 0 ? undefined : end).replace(/\r$/, ''),
  }
}

/** Texts that were read, and where each stands in the file. */
export type Readings = ReadonlyMap<string, number>

/** Runs what reads texts of the file; what it raises gets its place there, that of the whole piece where it has none. */
export function placing<T>(source: Source, whole: Piece, readings: Readings, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof FluxionError) || error instanceof ModelError) throw error
    throw new ModelError(source, problemOf(error, whole, readings), error)
  }
}

function problemOf(error: FluxionError, whole: Piece, readings: Readings): Problem {
  const { code, message } = error
  const isPlaced = (error instanceof ParseError || error instanceof ShapeError) && error.source !== undefined
  const start = isPlaced ? readings.get(error.source as string) : undefined
  // The last two lines show the text that was read; the file is shown instead, and the advice is in the message.
  const reason = isPlaced ? message.split('\n').slice(0, -2).join('\n') : message
  if (!isPlaced || start === undefined)
    return { code, message: reason, offset: whole.offset, length: whole.text.trimEnd().length }
  return { code, message: reason, offset: start + (error.offset ?? 0), length: error.length ?? 0 }
}

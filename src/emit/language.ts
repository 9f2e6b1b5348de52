/**
 * A target is a table: how numbers, operations and functions are written in a language, which words it keeps for itself, and how a unit is
 * laid out in it. One small printer (print.ts) reads the table; nothing of a user is ever written but through names.ts and comments.
 */
import type { Routine, Term } from './code.js'
import type { Printer, Spelling } from './print.js'
import type { TensorUnit } from './tensor/unit.js'
import type { Unit } from './unit.js'

/** A function of arrays in a language: what it calls, and its text once the names of routines are known. */
export interface TensorText {
  readonly terms: readonly Term[]
  readonly calls: Iterable<string>
  readonly text: (print: Printer) => string
  /** What stands before it, beside `before`. */
  readonly before?: string
  readonly declaration?: string
  readonly main: (print: Printer) => string
}

export type TensorLanguage = (unit: TensorUnit) => TensorText

/** A number, which has no axes, or an array: its entries by rows. */
export interface Known {
  readonly shape: readonly number[]
  readonly entries: readonly number[]
}

/** The results of a function that are known. */
export interface Check {
  readonly name: string
  /** What functions of arrays are told before their arguments; those of numbers have one result and none of these. */
  readonly sizes?: readonly number[]
  readonly arguments: readonly Known[]
  readonly results: readonly Known[]
}

/** How far known values may be from what a text computes, relative to 1 + abs(value): libraries of functions differ in the last digits. */
export const CLOSE = '1e-9'

export interface Language extends Spelling {
  /** As people call it. */
  readonly title: string
  /** What follows the name of a file; languages that share an ending say which they are. */
  readonly ending: string
  /** Numbers have 24 bits. */
  readonly single?: true
  /** Routines of its own instead of those of the library, for functions that are otherwise at the edges. */
  readonly routines?: string
  /** Words that are no names. */
  readonly words: string
  /** Upper and lower case are one. */
  readonly caseless?: true
  /** Texts that are taken for something else though they look like names. */
  readonly taken?: RegExp
  /** Names in quotes, which may be anything. */
  readonly quote?: (text: string) => string
  /** Whether only routines without branches and loops can be emitted. */
  readonly straight?: true
  /** A routine as text, of arrays too where `tensors` are loops; languages of formulas have none: there the formula stands where it is called. */
  readonly routine?: (r: Routine, print: Printer) => string
  readonly unit: (unit: Unit, print: Printer) => string
  /** A program that reads points and writes results, around the unit; a reason where there can be none. */
  readonly main: ((unit: Unit, print: Printer) => string) | string
  /** What stands in front of everything but the comment: what is included, imported, declared. */
  readonly before?: string
  /** The same of a whole program, before everything else. */
  readonly beforeMain?: string
  /** What stands at the end of a whole program. */
  readonly afterMain?: string
  /** Functions by name that stand in a text where it calls them; each may call those after it. */
  readonly helpers?: Readonly<Record<string, string>>
  /** The unit stands before the routines. */
  readonly unitFirst?: true
  /** What parts functions; an empty line by default. */
  readonly gap?: string
  /** The name, the arguments and the results of a unit, in languages that write types apart. */
  readonly declaration?: (unit: Unit) => string
  /** Functions by the names that they were to have, where the language lets others call them so. */
  readonly aliases?: (pairs: readonly (readonly [given: string, made: string])[]) => string | undefined
  /** Routines and the unit put into what holds them, such as a module. */
  readonly around?: (
    unit: { readonly name: string; readonly functions: readonly string[] },
    texts: readonly string[],
  ) => string
  /** What compares functions of the text with known values, in languages that have a custom for it; `give` gives new names. */
  readonly check?: (checks: readonly Check[], print: Printer, give: (text: string) => string) => string
  /** How functions of arrays are written, in languages that are not of numbers alone. */
  readonly tensors?: TensorLanguage
  /** Lines as a comment. */
  readonly comment: (lines: readonly string[]) => string
}

/** The marks of comments in front of each line. */
export const lineComments =
  (mark: string) =>
  (lines: readonly string[]): string =>
    lines.map(line => (line === '' ? mark : `${mark} ${line}`)).join('\n')

/** Functions of a language that have our names, after a prefix where there is one. */
export const named = (names: string, prefix = ''): Record<string, string> =>
  Object.fromEntries(names.split(' ').map(name => [name, prefix + name]))

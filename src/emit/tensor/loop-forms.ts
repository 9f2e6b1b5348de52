/** How a language of loops writes arrays, loops and sums. */
import { type Braces, straight } from '../braces.js'
import type { StatementForms } from '../print.js'

/** An array as it is declared. */
export interface Storage {
  readonly name: string
  /** The sizes of the axes as texts. */
  readonly shape: readonly string[]
  readonly role: 'input' | 'temporary' | 'output'
}

/** How a language of loops writes what loops are made of. */
export interface LoopForms {
  readonly statements: StatementForms
  readonly indent: string
  /** Whether arguments and results have axes, and intermediate arrays none. */
  readonly axes?: true
  readonly entry: (array: Storage, index: readonly string[]) => string
  /** A size as a double. */
  readonly real: (size: string) => string
  readonly for: (index: string, size: string) => string
  readonly end: string
  /** A sum begins, and takes a term. */
  readonly zero: (name: string) => string
  readonly plus: (target: string, term: string) => string
  /** An entry is set; of no axes it may be a name. */
  readonly set: (target: string, value: string) => string
  /** An array handed to a routine. */
  readonly argument: (array: Storage, written: boolean) => string
  readonly do: (call: string) => string
}

/** What languages with braces share. */
export const bracedLoops = (
  language: Braces,
): Pick<LoopForms, 'statements' | 'indent' | 'end' | 'zero' | 'plus' | 'set' | 'do'> => ({
  statements: straight(language),
  indent: language.indent,
  end: '}',
  zero: x => language.variable(x, language.number),
  plus: (x, term) => `${x} += ${term}${language.end}`,
  set: (x, value) => `${x} = ${value}${language.end}`,
  do: call => call + language.end,
})

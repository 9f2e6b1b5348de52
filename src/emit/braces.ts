/** What languages with braces have in common, as in C: statements, and routines by how names are declared. */
import { arraysWritten, hasValue, namesSet, type Routine, WHOLE } from './code.js'
import { indented, type Printer, type StatementForms } from './print.js'

export interface Braces {
  readonly indent: string
  /** What ends a statement. */
  readonly end: ';' | ''
  /** Tests have no brackets. */
  readonly bare?: true
  /** The types of numbers, and of whole numbers that count. */
  readonly number: string
  readonly whole: string
  /** A name where it is set, once and for all. */
  readonly once: (name: string, type: string) => string
  /** A name that is set again and again, before it is. */
  readonly variable: (name: string, type: string) => string
  /** A parameter of a routine; an array may be written to. */
  readonly parameter: (name: string, type: string, array?: 'read' | 'written') => string
}

function statements(language: Braces, target: (name: string, entry?: boolean) => string): StatementForms {
  const { end, bare } = language
  const head = (word: string) => (test: string) => (bare ? `${word} ${test} {` : `${word} (${test}) {`)
  return {
    set: (x, value, entry) => `${target(x, entry)} = ${value}${end}`,
    do: call => call + end,
    return: value => `return ${value}${end}`,
    if: head('if'),
    else: '} else {',
    elseIf: head('} else if'),
    while: head('while'),
    end: '}',
  }
}

/** Statements that set each name once. */
export const straight = (language: Braces): StatementForms =>
  statements(language, x => language.once(x, language.number))

/** A routine, of arrays too; `head` writes what stands before the brace. */
export function bracedRoutine(
  r: Routine,
  print: Printer,
  language: Braces,
  head: (name: string, parameters: string, hasValue: boolean) => string,
): string {
  const set = [...namesSet(r.body)]
  const once = new Map(set)
  const written = arraysWritten(r.body)
  const type = (x: string): string => (r.arrays !== undefined && WHOLE.has(x) ? language.whole : language.number)
  const parameters = r.parameters.map(p =>
    language.parameter(p, type(p), r.arrays?.has(p) ? (written.has(p) ? 'written' : 'read') : undefined),
  )
  const forms = statements(language, (x, entry) => (!entry && once.get(x) ? language.once(x, type(x)) : x))
  const lines = [
    ...set.flatMap(([x, isOnce]) => (isOnce ? [] : [language.variable(x, type(x))])),
    ...print.lines(r.body, forms, language.indent),
  ]
  const title = head(print.routineName(r.name), parameters.join(', '), hasValue(r))
  return `${title} {\n${indented(lines, language.indent)}\n}`
}

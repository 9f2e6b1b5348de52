/**
 * What a formula is carried in, the fences of code: no part of it. White space takes its place, so that places in the text stay. Between
 * single backticks stands a name that the language does not have (print/text.ts), and so they are refused.
 */

const FENCED = /^(\s*```[\w+-]*[^\S\n]*\n)([^`]*)(```\s*)$/u

const blank = (text: string): string => text.replace(/\S/gu, mark => ' '.repeat(mark.length))

/** A text without what it is wrapped in. */
export function unwrapped(text: string): string {
  const [, before, inner, after] = text.includes('```') ? (FENCED.exec(text) ?? []) : []
  return before === undefined || inner === undefined || after === undefined
    ? text
    : blank(before) + inner + blank(after)
}

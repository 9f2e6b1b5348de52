/** What to write instead of a text that is put in a way that other systems, or exercises, have. Where nothing is known of it, nothing is said. */
import { ALONE } from './problem.js'

const NAME = '[\\p{L}_][\\p{L}\\p{N}_]*'
const SUM = 'write sum(i, 1, n, term)'

/** What follows a formula to tell what a name of it stands for: `x^2 where x=3`, `x^2 | x=3`. */
const BEHIND = new RegExp(
  `^((?:${NAME}\\s*=(?=.*\\swhere\\s))?[^;,|=]*[^;,|=\\s])\\s*(?:(?<=\\s)(?:where|when|for|at|with)(?=\\s)|[;,|])\\s*_?([({]?)\\s*((${NAME})(?:\\([^()]*\\))?\\s*=[^=;|]+)$`,
  'u',
)

/** Words of an exercise before others: what does not fit behind them is no fault of the formula. */
const EXERCISE = /\b(?:find|derivatives? of|differentiate:?|with respect to|what is|what's|given that)\s+[\p{L}\d(\\]/iu

const PHRASES: readonly (readonly [RegExp, string])[] = [
  [EXERCISE, ALONE],
  [/^\s*function\s/u, ALONE],
  [/^\s*(?:"[^"]+"|'[^']+'|“[^“”]+”|„[^„“]+“|«[^«»]+»)\s*$/u, 'leave out the quotation marks around a formula'],
  [/^\s*`[^`]+`\s*$/u, 'leave out the backticks around a formula'],
  [/^\s*syms\s/u, ALONE],
  [/\(\s*lambda\b/u, 'put first what the function is: f(t) = t^2; f(x)'],
  [
    /\b(?:Integral|Integrate|int|integrate)\s*\(.*,.*(?:\.\.|,.*,)/su,
    'write an integral from 0 to x as integral(t, 0, x, t^2)',
  ],
  [/\bPiecewise\s*\(\s*\(/u, 'write the cases in one row: piecewise(x^2, x > 0, 0)'],
  [
    /[∈]/u,
    'leave out where the variables are taken from; x:positive and the like stand beside the text: let: "x:positive"',
  ],
  [/→\s*[A-Z]\w?\s*$/u, 'leave out the arrow and the name behind it'],
  [/(?<![\p{L}\p{N}])\p{L}'+\[[a-z]\]/u, 'read the whole as Wolfram Language: --input wolfram'],
  [/(?<!\w)D\s*\(.*,/su, 'write diff(f, x) for a derivative'],
  [/(?<!\w)D\s*\[/u, 'read the whole as Wolfram Language: --input wolfram'],
  [/\\text\s*\{\s*where\s*\}/u, 'leave out the words, and put first what a name stands for: a = 2; a*x'],
  [/\s%\s+\p{L}{4}/u, 'there are no comments'],
  [/^\s*[<⟨].*,.*[>⟩]\s*$/su, 'write a vector as a list: [x^2, x]'],
  [new RegExp(`\\b(?:[Ss]um|[Pp]rod)\\s*\\(\\s*${NAME}\\s*=`, 'u'), SUM],
  [new RegExp(`\\b(?:[Ss]um|[Pp]rod)\\s*\\(.{0,300},\\s*\\(\\s*${NAME}\\s*,[^()]*,[^()]*\\)\\s*\\)`, 'u'), SUM],
]

/** `f(x) = x^2; f(3)`. */
const FUNCTION = new RegExp(`^\\s*(${NAME}\\s*\\([^()]*\\)\\s*=[^=;"][^;"]*?)\\s*;\\s*[^;\\s]`, 'u')

/** Longer texts are not phrases. */
const LONGEST = 500

export function adviceForPhrase(text: string): string | undefined {
  if (text.length > LONGEST) return EXERCISE.test(text) ? ALONE : undefined
  const known = PHRASES.find(([pattern]) => pattern.test(text))?.[1]
  if (known !== undefined) return known
  const [, own] = FUNCTION.exec(text) ?? []
  if (own !== undefined) return `a function of your own stands beside the text: let: "${own}"`
  const [, formula = '', bracket = '', rest = '', name = ''] = BEHIND.exec(text) ?? []
  // A bar that LaTeX has behind a formula is told of by its reader.
  if (formula.includes('\\') && /\|\s*_/.test(text)) return undefined
  // Of a function nothing is said that the formula does not use.
  if (rest.startsWith(`${name}(`) && !formula.includes(`${name}(`)) return undefined
  const definition = (bracket === '' ? rest : rest.replace(/[)}]\s*$/u, '')).trim()
  if (formula === '' || !isClosed(formula) || !isClosed(definition)) return undefined
  return `put first what a name stands for: ${definition}; ${formula}`
}

const isClosed = (text: string): boolean => text.replace(/[^([{]/gu, '').length === text.replace(/[^)\]}]/gu, '').length

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

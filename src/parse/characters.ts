/** What single characters mean: Greek letters, superscripts and subscripts. Names of code points are those of Unicode. */

const NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'
/** The final sigma, which has no capital. */
const FINAL = 17

/** Greek letter to name: the alphabets from U+03B1 and U+0391 in order. */
const GREEK = new Map<string, string>()
NAMES.split(' ').forEach((name, k) => {
  GREEK.set(String.fromCharCode(0x3b1 + k), name)
  if (k !== FINAL) GREEK.set(String.fromCharCode(0x391 + k), name.charAt(0).toUpperCase() + name.slice(1))
})
/** The names of Greek letters, without their variants. */
export const GREEK_NAMES: ReadonlySet<string> = new Set(GREEK.values())

/** The name of a Greek letter in any of its forms (ϑ, the micro sign, mathematical italic), or undefined. */
export const greekName = (letter: string): string | undefined => GREEK.get(letter.normalize('NFKC'))

/** Macros of single letters besides the Greek alphabet. */
export const LETTERS: ReadonlySet<string> = new Set(
  'varepsilon vartheta varkappa varpi varrho varsigma varphi ell hbar'.split(' '),
)

/** Whether a name is that of a Greek letter: `gamma`. */
export const isGreekName = (name: string): boolean => GREEK_NAMES.has(name)

/** What stands over a letter, as part of its name: `x_hat` is `\hat{x}`. */
export const ACCENTS: ReadonlySet<string> = new Set(['hat', 'bar', 'vec', 'dot', 'ddot', 'tilde'])

/**
 * Regular expression source of the characters that are Greek letters or forms of them. Mathematical bold and italic
 * ones are left out: who means them is advised to write them plainly.
 */
export const GREEK_LETTER =
  '[\\u0391-\\u03A1\\u03A3-\\u03A9\\u03B1-\\u03C9\\u03D0-\\u03D2\\u03D5\\u03D6\\u03F0-\\u03F2\\u03F4\\u03F5\\u00B5\\u2126\\u213C-\\u213F]'

/** Small letters that can be raised: a raised T is a transpose. */
export const RAISED_LETTERS = 'ⁱⁿʰʲʳʷʸˡˢˣᵃᵇᶜᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᶠᶻᵝᵞᵟᵠᵡ'
export const RAISED_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const RAISED_TERM = `(?:[${RAISED_DIGITS}]+[${RAISED_LETTERS}]?|[${RAISED_LETTERS}])`
/** Regular expression source of an exponent in raised characters. */
export const RAISED = `[⁺⁻]?${RAISED_TERM}(?:[⁺⁻]${RAISED_TERM})*`

/** `²` is 2, `₂` is 2, `⁻` is a minus sign: their compatibility forms, with an ASCII minus. */
export const plainDigits = (text: string): string => text.normalize('NFKC').replaceAll('\u2212', '-')

/** `U+2013`, for messages. */
export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

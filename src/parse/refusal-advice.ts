/** What helps where a token does not fit: hints for the refusals of refusal.ts, by their codes. */
import { adviceForWord } from './foreign-advice.js'
import type { Token } from './syntax.js'

/** Of a text, and of the tokens about it: of a number the one before it, itself and two behind. `call` says how a function is called. */
export function refusalHint(
  code: string,
  text: string,
  tokens: readonly Token[],
  call: (name: string) => string,
): string | undefined {
  switch (code) {
    case 'ambiguous-inverse':
      return `write a${text}(x) or 1/${text}(x)`
    case 'function-without-brackets':
      if (text === 'sqrt' && tokens[0]?.type === 'list') return 'write root(x, 3)'
      return call(text).replace(/\(x\)$/, tokens[0]?.type === 'superscript' ? `(x)^${tokens[0].text}` : '$&')
    case 'power':
      return `write ${text}(x)^(n)`
    case 'ambiguous-factorial':
      return 'write (n!)!'
    case 'ambiguous-power':
      return 'use brackets: (x^2)^3, √(x^2)'
    case 'unexpected-number':
      return afterOperand(text, tokens)
    case 'unexpected-name':
      return text.startsWith('_')
        ? subscript(text.slice(1), tokens[0])
        : 'there are no hexadecimal, octal or binary numbers'
    case 'unclosed-bar':
      return 'write abs(x) for an absolute value, and the word or for ||'
    case 'unexpected-operator':
      return colon(text, tokens.at(-1))
    case 'unmatched-bracket':
      return tokens.length === 1 ? 'leave out the number of an exercise before the formula' : undefined
    default:
      return undefined
  }
}

/** `1_000`, `1.0_dp`, `(x*y)_x`, `|x|_2`. */
function subscript(name: string, last: Token | undefined): string | undefined {
  if (name === '') return undefined
  if (last?.type === 'number')
    return /^[0-9]/.test(name) ? 'write digits without separators' : `leave out _${name}: numbers have no types here`
  if (last?.type === 'bars') return 'a norm needs a shape: declare it, as in let: "x:[n]"'
  return /^\d/.test(name)
    ? `of a vector an entry is x[${name}], a norm ||x||_${name}`
    : `for a derivative write diff(f, ${name})`
}

/** `std::exp(x)`, `x::float`, `A1:A3`, `1:3`. */
function colon(text: string, last: Token | undefined): string {
  const before = last?.text ?? ''
  if (/^(?:std|numbers|math|cmath|boost|core|f32|f64)$/i.test(before)) return `write functions without "${before}::"`
  if (text === '::') return 'leave out the type: numbers have none here'
  return last?.type === 'number' || /^[A-Z]{1,3}[0-9]+$/.test(before)
    ? `${NO_RANGES}, a list is [1, 2, 3]`
    : 'write condition ? value : other'
}

const NO_RANGES = 'there are no ranges; a sum over one is sum(k, 1, 3, k*x)'

function afterOperand(text: string, [last, , ...behind]: readonly Token[]): string {
  if (last?.type === 'number' && last.text.endsWith('.') && text.startsWith('.'))
    return `${NO_RANGES}, an integral integral(t, 0, 1, t^2)`
  if (text.startsWith('.')) return 'a number has one decimal point'
  const word = last?.type === 'name' ? adviceForWord(last.text) : undefined
  return word ?? mixed(text, last, behind) ?? 'write * between them, and digits without spaces'
}

/** `1 1/2`, `1½`. */
function mixed(text: string, last: Token | undefined, [slash, below]: readonly Token[]): string | undefined {
  if (last?.type !== 'number') return undefined
  const isFraction = slash?.text === '/' && below?.type === 'number'
  const fraction = isFraction ? `${text}/${below.text}` : /[½⅓-⅞¼¾]/u.test(text) ? text : undefined
  return fraction && `write (${last.text} + ${fraction}) for a mixed number, ${last.text}*${fraction} for a product`
}

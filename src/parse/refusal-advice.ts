/** What helps where a token does not fit: hints for the refusals of refusal.ts, by their codes. */
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
      return text === 'sqrt' && tokens[0]?.type === 'list' ? 'write root(x, 3)' : call(text)
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
      return colon(tokens.at(-1)?.text)
    case 'unmatched-bracket':
      return tokens.length === 1 ? 'leave out the number of an exercise before the formula' : undefined
    default:
      return undefined
  }
}

/** `1_000`, `(x*y)_x`, `|x|_2`. */
function subscript(name: string, last: Token | undefined): string {
  if (last?.type === 'number') return 'write digits without separators'
  if (last?.type === 'bars') return 'a norm needs a shape: declare it, as in let "x:[n]"'
  return `for a derivative write diff(f, ${/^[A-Za-z]/.test(name) ? name : 'x'})`
}

/** `std::exp(x)`. */
const colon = (last = ''): string =>
  /^(?:std|numbers|math|cmath|boost|core|f32|f64)$/i.test(last)
    ? `write functions without "${last}::"`
    : 'write condition ? value : other'

function afterOperand(text: string, [last, , ...behind]: readonly Token[]): string {
  if (last?.type === 'number' && last.text.endsWith('.') && text.startsWith('.'))
    return 'there are no ranges; a sum over one is sum(k, 1, 3, k*x)'
  if (text.startsWith('.')) return 'a number has one decimal point'
  return mixed(text, last, behind) ?? 'write * between them, and digits without spaces'
}

/** `1 1/2`, `1½`. */
function mixed(text: string, last: Token | undefined, [slash, below]: readonly Token[]): string | undefined {
  if (last?.type !== 'number') return undefined
  const isFraction = slash?.text === '/' && below?.type === 'number'
  const fraction = isFraction ? `${text}/${below.text}` : /[½⅓-⅞¼¾]/u.test(text) ? text : undefined
  return fraction && `write (${last.text} + ${fraction}) for a mixed number, ${last.text}*${fraction} for a product`
}

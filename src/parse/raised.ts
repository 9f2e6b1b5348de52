/** Exponents of raised characters: `x²`, `e⁻ˣ`, `xⁿ⁻¹`. They are sums of numbers, letters and multiples of letters, without brackets. */
import { plainDigits } from './characters.js'
import type { Syntax } from './syntax.js'

/** The exponent in plain characters, and what it is where it is more than a whole number. */
export function raised(text: string, offset: number): { readonly plain: string; readonly syntax: Syntax | undefined } {
  const plain = plainDigits(text)
  if (/^[+-]?\d+$/.test(plain)) return { plain, syntax: undefined }
  const terms = [...plain.matchAll(/([+-]?)(\d*)(\p{L}?)/gu)].filter(([term]) => term !== '')
  const syntax = terms.reduce<Syntax | undefined>((left, { index, 1: sign, 2: digits = '', 3: letter = '' }) => {
    const negative = sign === '-'
    const start = offset + index + (sign ?? '').length
    const number: Syntax = { kind: 'number', text: digits, offset: start }
    const name: Syntax = { kind: 'name', name: letter, offset: start + digits.length }
    const term: Syntax =
      digits === '' ? name : letter === '' ? number : { kind: 'product', left: number, divide: false, right: name }
    if (left === undefined) return negative ? { kind: 'signed', negative, of: term } : term
    return { kind: 'sum', left, negative, right: term }
  }, undefined)
  return { plain, syntax }
}

/** Sizes of axes as text: polynomials in size symbols with whole coefficients, which every language writes alike. */
import { FluxionError } from '../../errors.js'
import type { Expr } from '../../expr/node.js'
import { text } from '../../print/text.js'
import type { Dim } from '../../tensor/node.js'

/** `name` writes a size symbol. */
export const sizeText = (size: Dim, name: (symbol: string) => string): string => written(size, name)[0]

const SUM = 1
const PRODUCT = 2
const ATOM = 3

function written(e: Expr, name: (symbol: string) => string): readonly [text: string, level: number] {
  if (e.kind === 'sym') return [name(e.name), ATOM]
  if (e.kind === 'num' && e.value.isInteger()) return [String(e.value), e.value.sign() < 0 ? SUM : ATOM]
  if (e.kind === 'call') {
    const within = (a: Expr, least: number): string => {
      const [text, level] = written(a, name)
      return level < least ? `(${text})` : text
    }
    if (e.head === 'add') return [sumText(e.args, within), SUM]
    if (e.head === 'mul') return [e.args.map(a => within(a, ATOM)).join(' * '), PRODUCT]
    const [base, n] = e.args
    if (e.head === 'pow' && base !== undefined && n?.kind === 'num' && n.value.isInteger() && n.value.sign() > 0)
      return [Array.from({ length: n.value.toNumber() }, () => within(base, ATOM)).join(' * '), PRODUCT]
  }
  throw new FluxionError(
    'no-emission',
    `the size ${text(e)} cannot be written: sizes are sums and products of whole numbers`,
  )
}

/** What is subtracted comes last, so that no unsigned number passes below 0. */
function sumText(args: readonly Expr[], within: (a: Expr, least: number) => string): string {
  const isNegative = (a: Expr): boolean => /^\(?-/.test(within(a, PRODUCT))
  const terms = [...args.filter(a => !isNegative(a)), ...args.filter(isNegative)].map(a => within(a, PRODUCT))
  return terms.map((t, k) => (k === 0 ? t : `${t.startsWith('(-') ? ` - ${t.slice(2, -1)}` : ` + ${t}`}`)).join('')
}

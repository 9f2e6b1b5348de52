/**
 * `\frac{d^2}{dx^2}`, `\frac{\partial^2 g(x,y)}{\partial x\,\partial y}`, `\partial_{xy}`: fractions and subscripts that are
 * derivatives, told by their tokens.
 */

import { isGreekName } from '../characters.js'
import type { Problem } from '../problem.js'
import type { Syntax } from '../syntax.js'
import { nameOf, numberOf, type Place } from './syntax.js'
import type { LatexToken } from './token.js'

/** The name of the token for ∂, which no symbol has. */
export const PARTIAL = '∂'

/** A derivative: variables with their orders, and the tokens above the bar that are differentiated, if any. */
export interface Derivative {
  readonly by: readonly Syntax[]
  readonly of: readonly LatexToken[]
}

const isSign = (token: LatexToken | undefined, sign: string): boolean => token?.type === 'name' && token.text === sign

/** The order that a superscript gives; 1 without one, undefined where it is no number. */
function orderOf(token: LatexToken | undefined): number | undefined {
  if (token?.type !== 'superscript') return 1
  const syntax = token.syntax as Syntax
  return syntax.kind === 'number' && /^[1-9]\d{0,3}$/.test(syntax.text) ? Number(syntax.text) : undefined
}

/** A fraction as a derivative, if it is one; a problem where it is one that cannot be read. */
export function fractionDerivative(
  above: readonly LatexToken[],
  below: readonly LatexToken[],
  at: Place,
): Derivative | Problem | undefined {
  const sign = [PARTIAL, 'd'].find(d => isSign(above[0], d) && isSign(below[0], d))
  if (sign === undefined) return undefined
  const steps = stepsOf(below, sign)
  const raised = above[1]?.type === 'superscript' ? 1 : 0
  const order = orderOf(above[1])
  const wrong = (message: string, hint: string): Problem => ({ code: 'ambiguous-derivative', ...at, message, hint })
  if (steps === undefined || order === undefined)
    return sign === PARTIAL || above.length === 1 + raised
      ? wrong(
          'this derivative cannot be read',
          'write \\frac{d}{dx} or \\frac{d^2}{dx^2} before what is differentiated',
        )
      : undefined
  if (order !== steps.reduce((n, step) => n + step.order, 0))
    return wrong('the orders above and below the bar differ', 'write \\frac{d^2}{dx^2}')
  const rest = above.slice(1 + raised)
  const of = rest[0]?.type === 'beside' || rest[0]?.type === 'next' ? rest.slice(1) : rest
  if (of.length === 1 && of[0]?.type === 'name') return notSaid(of[0], steps[0]?.variable, at)
  return { by: steps.flatMap(({ variable, order: n }) => [variable, ...timesOf(n, variable)]), of }
}

/** The derivative of a lone name, which for whoever writes it is a function of the variable. */
function notSaid(
  { text }: LatexToken,
  by: Syntax | undefined,
  { offset, length }: Pick<LatexToken, 'offset' | 'length'>,
): Problem {
  const [f, x] = [latexName(text), latexName(by?.kind === 'name' ? by.name : 'x')]
  const d = `\\frac{d}{d${x}}`
  return {
    code: 'ambiguous-derivative',
    offset,
    length,
    message: `it is not said on what ${text} depends`,
    hint: `write ${d}${f}(${x}), and declare the function ${text}; or d of an expression: ${d}${x}^2`,
  }
}

const latexName = (name: string): string => (isGreekName(name) ? `\\${name}` : name)

const LAYOUT: ReadonlySet<string> = new Set(['ahead', 'beside', 'next'])
const ENDS: ReadonlySet<string> = new Set(['plus', 'relation', 'separator', 'break', 'cell', 'and', 'or', 'over'])

/** `\frac{d}{dx} f`: a derivative of a name alone that is not the variable. */
export function unclearDependence(
  tokens: readonly LatexToken[],
  isKnown: (name: string) => boolean,
): Problem | undefined {
  const plain = tokens.filter(({ type }) => !LAYOUT.has(type))
  for (const [k, { type, by = [] }] of plain.entries()) {
    const [of, next] = [plain[k + 1], plain[k + 2]]
    if (type !== 'derivative' || of?.type !== 'name' || (next !== undefined && !ENDS.has(next.type))) continue
    if (by.some(x => x.kind === 'name' && x.name === of.text) || isKnown(of.text)) continue
    return notSaid(of, by[0], of)
  }
  return undefined
}

const timesOf = (order: number, variable: Syntax): Syntax[] =>
  order === 1 ? [] : [numberOf(String(order), { offset: variable.kind === 'name' ? variable.offset : 0, length: 1 })]

interface Step {
  readonly variable: Syntax
  readonly order: number
}

/** `dx^2 dy`: the variables below the bar. */
function stepsOf(tokens: readonly LatexToken[], sign: string): Step[] | undefined {
  const plain = tokens.filter(token => token.type !== 'beside')
  const steps: Step[] = []
  for (let k = 0; k < plain.length; ) {
    const [d, variable, power] = [plain[k], plain[k + 1], plain[k + 2]]
    const order = orderOf(power)
    if (!isSign(d, sign) || variable?.type !== 'name' || variable.issue || order === undefined) return undefined
    steps.push({ variable: nameOf(variable.text, variable), order })
    k += power?.type === 'superscript' ? 3 : 2
  }
  return steps.length > 0 ? steps : undefined
}

/** The variables of `\partial_{xy}`. */
export function subscriptVariables(tokens: readonly LatexToken[]): Syntax[] | undefined {
  const plain = tokens.filter(({ type, text }) => type !== 'beside' && !(type === 'separator' && text === ','))
  if (plain.length === 0 || plain.some(token => token.type !== 'name')) return undefined
  return plain.map(token => nameOf(token.text, token))
}

/** `\partial_x^2`: the same derivative with an order. */
export function withOrder(token: LatexToken, power: LatexToken): LatexToken | undefined {
  const order = orderOf(power)
  const [variable, ...others] = token.by ?? []
  if (order === undefined || variable === undefined || others.length > 0) return undefined
  return { ...token, by: [variable, ...timesOf(order, variable)] }
}

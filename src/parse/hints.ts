/** What to write where a text is right as syntax and may be meant in two ways, or means nothing: hints for doubt.ts and its like. */

const PRODUCT = 'put a * before the bracket'

/** Where a condition stands that must be none: as the value of a case, or as an argument that has its name before it, `log(x, base=2)`. */
export type ConditionPlace = 'number' | 'case' | 'named'

export const HINTS = {
  /** Of `Γ(x)`, `gamma(x)`: a function and a letter. */
  greek: (lower: string): string => `write ${lower}(x) for the function, or ${PRODUCT}`,
  /** Of `f^2(x)`. */
  raised: (letter: string): string => `write ${letter}(x)^2 for its square, or ${PRODUCT}`,
  /** Of `u(f(x))`. */
  applied: (name: string): string => `declare ${name} as a function, or ${PRODUCT}`,
  /** Of `D(f)(x)`. */
  operator: ([f]: readonly string[]): string => `write diff(${f}(x), x) for a derivative`,
  bothUses: (name: string, bracket: string): string =>
    `write ${name}*${bracket} for the product, or ${name}${bracket} wherever the function is meant`,
  primed: (name: string): string => `write diff(${name}(x), x) for its derivative`,
  fused: (name: string, written: string): string => `write ${written}; if ${name} is a name, declare it`,
  /** Of `2f64`: as another language writes the number, and as a product. */
  suffix: (number: string, product: string): string => `write ${number} or ${product}`,
  sheet: (cell: string): string => `write ${cell} without the sheet; a factorial before a name has a *`,
  sentence: (product: string): string => `write the expression alone, or ${product} for a product`,
  pipe: (): string => 'write f(x) for x |> f',
  leftArrow: (): string => 'write = and a semicolon to define a name: q = x + y; q*z; to compare write x < -3',
  remark: (): string => 'leave a remark out, or write * before a factor',
  exponent: (): string => 'use brackets: (x^2)^3, x^(2^3)',
  /** Of what stands behind `d(x^2)/dx`. */
  afterQuotient: (by: string): string =>
    `write diff(f, ${by}, 2) for a second derivative, and brackets around a first one`,
  quotient: (derivative: string): string =>
    `write ${derivative} for the derivative; declare the names for the quotient`,
  rows: (): string => 'put a semicolon between the rows of a matrix: [a, b; c, d]; a product has a *',
  subscript: (): string => 'a subscript in braces is one name or number: x_{max}; a component is written x[i+1]',
  /** Of a sum in another notation. */
  binder: (name: string, index: string): string => `write ${name}(${index}, 1, n, term)`,
  /** Of a condition among numbers. */
  condition: (at: ConditionPlace): string =>
    ({
      number: 'write if(x > 0, 1, 0)',
      case: 'a value stands before its condition: piecewise(-x, x < 0, x)',
      named: 'arguments have no names here: log(x, 2)',
    })[at],
} as const

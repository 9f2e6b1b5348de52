/** What to write instead of characters that the language does not have. */

const DECLARE = 'declare the shapes with let: "A:[n,n]; x:[n]"'
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2015\u00AD\uFE58\uFE63\uFF0D]/u, 'write - for minus'],
  [/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}]/u, 'delete this invisible character'],
  [/(?![0-9])\p{Nd}/u, 'write numbers with the digits 0 to 9'],
  [/[\u{1D6A8}-\u{1D7CB}]/u, 'write Greek letters plainly, as θ or theta'],
  [/[{}]/u, 'group with ( ), and write lists with [ ]; of a program write the expression alone'],
  [/[⌊⌋]/u, 'write floor(x)'],
  [/[⌈⌉]/u, 'write ceil(x)'],
  [/∇/u, 'write the expression alone, with the command grad'],
  [/%/u, 'for a percentage divide by 100; for a remainder write mod(a, b)'],
  [/∂/u, 'for a derivative write diff(f, x)'],
  [/[&∧]/u, 'write and'],
  [/∨/u, 'write or'],
  [/[~¬]/u, 'write not'],
  [/["`“”„«»]/u, 'there are no strings; write the name alone'],
  [/\\/u, 'this is not TeX: write theta for \\theta, and a/b for \\frac{a}{b}'],
  [/\$/u, 'leave out the $ around a formula, and write A1 for $A$1'],
  [/[.@⊙∘⊘⊗ᵀ⊤]/u, `operators such as .* @ .T are for vectors and matrices: ${DECLARE}`],
  [/‖/u, 'write a norm as norm2(x)'],
  [/#/u, 'there are no comments'],
  [/['’′]/u, `a prime belongs to a function: f'(x); for a transpose ${DECLARE}`],
  [/[•∙]/u, 'write * for a product'],
  [/[ⁱⁿ\p{Lm}ªº]/u, 'write a power as x^n'],
  [/[≪⩽]/u, 'write <='],
  [/[≫⩾]/u, 'write >='],
  [/∑/u, 'write sum(i, 1, n, term)'],
  [/∫/u, 'write integral(t, a, b, f(t)), or LaTeX: \\int_a^b f(t)\\,dt'],
]

/** Advice for a character that the language does not have. */
export const adviceFor = (character: string): string | undefined =>
  ADVICE.find(([pattern]) => pattern.test(character))?.[1]

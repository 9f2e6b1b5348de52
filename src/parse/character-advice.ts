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
  [/°/u, 'angles are in radians: write x*pi/180'],
  [/∘/u, `of functions write f(g(x)); products entry by entry, .*, are for vectors and matrices: ${DECLARE}`],
  [/[&∧]/u, 'write and'],
  [/∨/u, 'write or'],
  [/[~¬]/u, 'write not'],
  [/["`“”„«»]/u, 'there are no strings; write the name alone'],
  [/\\/u, 'this is not TeX: write theta for \\theta, and a/b for \\frac{a}{b}'],
  [/\$/u, 'leave out the $ around a formula, and write A1 for $A$1'],
  [/[.@⊙⊘⊗ᵀ⊤]/u, `operators such as .* @ .T are for vectors and matrices: ${DECLARE}`],
  [/‖/u, 'write a norm as norm2(x)'],
  [/#/u, 'there are no comments'],
  [/['’′]/u, `a prime belongs to a function: f'(x); for a transpose ${DECLARE}`],
  [/[″‴]/u, "write primes one by one, before a bracket: y''(x)"],
  [/[•∙]/u, 'write * for a product'],
  [/[⁻⁺⁽⁾]/u, 'write an exponent plainly: x^(-n)'],
  [/[ᵢᵣᵤᵥᵦ-ᵪₐ-ₜⱼ₊-₎]/u, 'write a subscript as x_n'],
  [/[ⁱⁿ\p{Lm}ªº]/u, 'write a power as x^n'],
  [/[≪⩽]/u, 'write <='],
  [/[≫⩾]/u, 'write >='],
  [/∑/u, 'write sum(i, 1, n, term)'],
  [/∫/u, 'write integral(t, a, b, f(t)), or LaTeX: \\int_a^b f(t)\\,dt'],
]

/** Advice for a character that the language does not have. */
export const adviceFor = (character: string): string | undefined =>
  ADVICE.find(([pattern]) => pattern.test(character))?.[1] ?? plainly(character.normalize('NFKC'), character)

/** Of full-width signs and the like. */
const plainly = (plain: string, character: string): string | undefined =>
  plain !== character && /^[!-~]+$/.test(plain) ? `write ${plain}` : undefined

/** Signs of HTML by their names, as they are written here. */
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ sup1: '^1', sup2: '^2', sup3: '^3', times: '*', middot: '*', sdot: '*', lowast: '*', divide: '/', frasl: '/' },
  ...{ minus: '-', ndash: '-', mdash: '-', shy: '-', radic: 'sqrt(x)', infin: 'inf', pi: 'pi', theta: 'theta' },
  ...{ frac12: '1/2', frac14: '1/4', frac34: '3/4', lt: '<', gt: '>', le: '<=', ge: '>=', ne: '!=', deg: '*pi/180' },
  ...{ nbsp: 'a space', thinsp: 'a space', ensp: 'a space', emsp: 'a space', amp: 'and', plus: '+', equals: '=' },
}

/** Signs of more than one character. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^%\*%/, `a product of matrices is A*x: ${DECLARE}`],
  [/^%%/, 'write mod(a, b)'],
  [/^\{[^{}]*\}\s*\]/, 'read the whole as Wolfram Language: --input wolfram'],
  [/^\$\d/, 'write A1 for A$1, and diff(f, x, 2) for a derivative of order 2'],
  [/^%\/%/, 'write floor(a/b)'],
  [/^#\d?\s*[-+*/^&),]/, 'write a name for #, as in x^2'],
  [/^\.(?:and|or|not|gt|lt|ge|le|eq|ne|true|false)\./i, 'write and, or, not, and comparisons as <, <=, ==, !='],
]

/** Advice for what begins here, of more than one character: `&sup2;`, `%pi`. */
export function adviceForSign(text: string): string | undefined {
  const [entity, name = ''] = /^&(#?\w{1,12});/.exec(text) ?? []
  if (entity !== undefined)
    return Object.hasOwn(ENTITIES, name)
      ? `${entity} is HTML: write ${ENTITIES[name]}`
      : `${entity} is HTML: write the sign itself`
  const [, constant] = /^%(pi|e|i)\b/.exec(text) ?? []
  const [, f, by] = /^∂\s?(\p{L})\s?\/\s?∂\s?(\p{L})/u.exec(text) ?? []
  if (f !== undefined) return `write diff(${f}(${by}), ${by}) for a derivative`
  return constant === undefined ? SIGNS.find(([pattern]) => pattern.test(text))?.[1] : `write ${constant} without the %`
}

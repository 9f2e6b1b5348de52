/**
 * Characters beside those of Latin and Cyrillic text, for documents of LaTeX: each one that occurs is defined as a formula or a drawing, so
 * that every engine sets it, whatever its fonts have.
 */
import { greekName } from '../parse/characters.js'
import { latexName } from '../print/latex/names.js'

/** Signs that text fonts lack, beside Greek letters. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  [
    '≤ le, ≥ ge, ≠ ne, ≈ approx, ≡ equiv, ∞ infty, ∂ partial, ∇ nabla, ∑ sum, ∏ prod, ∫ int, √ surd, ∈ in',
    '∉ notin, ⊂ subset, ∪ cup, ∩ cap, ∧ wedge, ∨ vee, ¬ neg, ∀ forall, ∃ exists, → to, ← leftarrow',
    '↔ leftrightarrow, ⇒ Rightarrow, ⇔ Leftrightarrow, ↦ mapsto, ∘ circ, · cdot, ⋅ cdot, × times, ÷ div',
    '± pm, ∓ mp, − {-}, ∝ propto, ⊗ otimes, ⊙ odot, ⊤ top, ‖ Vert, ⊥ perp, ∥ parallel, … ldots, ⋯ cdots',
    '′ prime, ℝ mathbb{R}, ℕ mathbb{N}, ℤ mathbb{Z}, ℂ mathbb{C}',
  ].flatMap(line =>
    line.split(', ').map(entry => [entry.slice(0, 1), entry.slice(2).replace(/^(?=\w)/, '\\')] as const),
  ),
)
const SCRIPTS: ReadonlyMap<string, string> = new Map(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋ₙ'].map(c => [c, `${c >= '₀' ? '_' : '^'}{${c.normalize('NFKC').replace('−', '-')}}`]),
)

/** A rectangle in a box of a text's line, in parts of its font size from the left and from the line. */
const rectangle = (x: number, y: number, width: number, height: number): string => {
  const em = (n: number): string => `${n.toFixed(2)}em`
  return `\\rlap{\\kern${em(x)}\\raise${em(y)}\\hbox{\\vrule width${em(width)} height${em(height)}}}`
}

/** Drawings in texts, which no font of TeX has: a box as wide as a digit with rectangles in it. */
function drawing(c: string): string | undefined {
  const parts = braille(c) ?? lines(c)
  return parts === undefined ? undefined : `\\hbox to\\fontcharwd\\font48{${parts.join('')}\\hss}`
}

/** Where each bit of a Braille pattern has its dot: column from the left, row from below. */
const DOTS = [
  [0, 3],
  [0, 2],
  [0, 1],
  [1, 3],
  [1, 2],
  [1, 1],
  [0, 0],
  [1, 0],
] as const

function braille(c: string): string[] | undefined {
  const code = (c.codePointAt(0) as number) - 0x2800
  if (code < 0 || code > 0xff) return undefined
  return DOTS.filter((_, bit) => (code >> bit) & 1).map(([x, y]) =>
    rectangle(0.08 + 0.27 * x, 0.3 * y - 0.25, 0.12, 0.12),
  )
}

/** The arms of the signs of which frames are made. */
const ARMS: ReadonlyMap<string, string> = new Map(
  ['─lr', '│ud', '┌rd', '┐ld', '└ru', '┘lu', '├rud', '┤lud', '┬lrd', '┴lru', '┼lrud'].map(a => [
    a.slice(0, 1),
    a.slice(1),
  ]),
)
const ARM: ReadonlyMap<string, string> = new Map([
  ['l', rectangle(0, 0.25, 0.3, 0.05)],
  ['r', rectangle(0.26, 0.25, 0.3, 0.05)],
  ['u', rectangle(0.26, 0.25, 0.05, 0.7)],
  ['d', rectangle(0.26, -0.35, 0.05, 0.65)],
])
const lines = (c: string): string[] | undefined => {
  const arms = ARMS.get(c)
  return arms === undefined ? undefined : [...arms].map(a => ARM.get(a) ?? '')
}

/** What such characters of the text are typeset as, wherever they stand. */
export function signsIn(body: string): string[] {
  const found = [...new Set(body.match(/[^\0-\x7f]/gu) ?? [])].sort()
  return found.flatMap(c => {
    const latex = greekName(c) === undefined ? (SIGNS.get(c) ?? SCRIPTS.get(c) ?? drawing(c)) : latexName(c)
    if (latex === undefined) return []
    const code = (c.codePointAt(0) as number).toString(16)
    const set = `{\\ensuremath{${latex}}}`
    return `\\ifPDFTeX\\DeclareUnicodeCharacter{${code.toUpperCase()}}${set}\\else\\catcode"${code.toUpperCase()}=13 \\protected\\def^^^^${code.padStart(4, '0')}${set}\\fi`
  })
}

/** What a writer of LaTeX may want otherwise than it is by default. */

export interface LatexStyle {
  /** LaTeX for symbols and unknown functions, used as it is: `{ lr: '\\eta' }`. */
  readonly names?: Readonly<Record<string, string>>
  /** `\frac` (the default), `\dfrac` or `\tfrac`, `x/2`, or negative powers. */
  readonly fractions?: 'frac' | 'dfrac' | 'tfrac' | 'slash' | 'power'
  /** Square roots with a sign (the default), all roots of small degree with one, or all as powers. */
  readonly roots?: 'sqrt' | 'root' | 'power'
  /**
   * Derivatives of unknown functions as `f'(x)` or `\frac{df(x)}{dx}`; by default as they stand. Primes are used for functions of one
   * argument; a derivative at something that is not a variable keeps them.
   */
  readonly derivatives?: 'prime' | 'leibniz'
  /** Inverse functions by their usual names (`\arcsin x`, `\operatorname{arcosh} x`), all with arc, or `\sin^{-1} x`, `\cosh^{-1} x`. */
  readonly inverse?: 'arc' | 'power'
  /** Upright d, e and i, as ISO 80000-2 has them; `'d'`: only d. */
  readonly upright?: boolean | 'd'
}

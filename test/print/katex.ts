/** KaTeX as the judge of LaTeX: strict, nothing trusted. */
import katex from 'katex'
import { expect } from 'vitest'

/** The HTML of a LaTeX string; fails the test where KaTeX in strict mode would refuse or warn. */
export function rendered(latex: string): string {
  return katex.renderToString(latex, { throwOnError: true, strict: 'error', trust: false, displayMode: true })
}

/** Asserts that KaTeX accepts the string, and answers it. */
export function accepted(latex: string): string {
  expect(() => rendered(latex), latex).not.toThrow()
  return latex
}

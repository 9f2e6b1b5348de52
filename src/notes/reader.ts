/**
 * The Markdown of a lesson read by marked, with formulas between dollars, as pandoc and GitHub understand them. marked is loaded when it is
 * needed, and need not be installed for anything else.
 */
import type { MarkedExtension, Tokens } from 'marked'
import { absent } from '../packages.js'

/** A formula in the text of a lesson. */
export interface FormulaToken extends Tokens.Generic {
  readonly type: 'formula'
  readonly latex: string
  readonly display: boolean
}

const BLOCK = /^ {0,3}\$\$([\s\S]+?)\$\$[ \t]*(?:\n|$)/
const DISPLAY = /^\$\$([\s\S]+?)\$\$/
/** No space inside of the dollars, and no digit after them. */
const INLINE = /^\$(?![\s$])((?:\\.|[^$\\])*?(?:\\.|[^$\\\s]))\$(?!\d)/

const token = (raw: string, latex: string, display: boolean): FormulaToken => ({
  type: 'formula',
  raw,
  latex: latex.trim(),
  display,
})

/** The extension of marked; `render` writes a formula. */
export const formulas = (render: (formula: FormulaToken) => string): MarkedExtension => ({
  extensions: [
    {
      name: 'formula',
      level: 'block',
      start: text => text.match(/\n {0,3}\$\$/)?.index,
      tokenizer: text => {
        const found = BLOCK.exec(text)
        return found === null ? undefined : token(found[0], found[1] as string, true)
      },
      renderer: t => render(t as FormulaToken),
    },
    {
      name: 'formulaInline',
      level: 'inline',
      start: text => {
        const at = text.indexOf('$')
        return at < 0 ? undefined : at
      },
      tokenizer: text => {
        const display = DISPLAY.exec(text)
        if (display !== null) return { ...token(display[0], display[1] as string, true), type: 'formulaInline' }
        const found = INLINE.exec(text)
        return found === null ? undefined : { ...token(found[0], found[1] as string, false), type: 'formulaInline' }
      },
      renderer: t => render(t as FormulaToken),
    },
  ],
})

/** Raises `FluxionError` where the package is not installed. */
export const loadMarked = (): Promise<typeof import('marked')> =>
  import('marked').catch(absent('no-marked', 'Markdown is read by marked: npm install marked'))

/** What stands for the pieces of a part while the Markdown around it is read. */
export const placeholder = (k: number): string => `<!--piece ${k}-->`
export const PLACEHOLDER = /<!--piece (\d+)-->/g

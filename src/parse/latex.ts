/**
 * LaTeX as input: the same expressions from the second grammar. Loading this file registers its reader, so that texts with
 * commands, which the other language does not have, and texts with the option `syntax: 'latex'` are read by it.
 */
import { readLatex } from './latex-reader.js'
import { registerLatex } from './parse.js'

registerLatex(readLatex)

export { readLatex } from './latex-reader.js'

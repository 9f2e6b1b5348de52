/** All formats of interchange by name: one line each. */
import type { InterchangeFormat } from '../format.js'
import { asciimath } from './asciimath.js'
import { mathjson } from './mathjson.js'
import { mathmlContent } from './mathml.js'
import { spreadsheet } from './spreadsheet.js'
import { srepr, sympy } from './sympy.js'
import { wolfram } from './wolfram.js'

export const INTERCHANGE = {
  asciimath,
  mathjson,
  'mathml-content': mathmlContent,
  spreadsheet,
  srepr,
  sympy,
  wolfram,
} satisfies Readonly<Record<string, InterchangeFormat>>

/** The forms of an answer that can be asked for by name, beside the one that a textbook prints. */
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import { expand, factor, hornerByHighest, together } from '../simplify/algebra.js'
import type { Domain } from '../simplify/facts.js'
import { stable } from './stable.js'

/** Rewrites an answer into a form. */
export type Form = (e: Expr, options: { readonly assumptions?: Assumptions; readonly domain?: Domain }) => Expr

export const FORMS = {
  factored: factor,
  expanded: expand,
  fraction: together,
  horner: hornerByHighest,
  stable,
  raw: e => e,
} as const satisfies Readonly<Record<string, Form>>

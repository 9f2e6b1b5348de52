/**
 * The link from differentiation to its numerical certificate, which lies in a later room: it registers itself when it is
 * loaded. A bundle that never verifies does not contain it.
 */
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'

/** Compares a derivative with the function it came from. */
export type Verifier = (
  f: Expr,
  by: Expr,
  derivative: Expr,
  options: { readonly assumptions: Assumptions; readonly domain?: 'real' | 'complex' },
) => { readonly verdict: 'verified' | 'refuted' | 'unknown'; readonly witness?: object }

let registered: Verifier | undefined

/** What `verify: true` calls. */
export function registerVerifier(verifier: Verifier): void {
  registered = verifier
}

export const registeredVerifier = (): Verifier | undefined => registered

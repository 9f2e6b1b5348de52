/**
 * Forms of an answer beside the shortest. A form lies in a file of its own and registers itself when that is loaded: a bundle that
 * never asks for it does not contain it.
 */
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import type { Domain } from './facts.js'

/** Rewrites a simplified answer into the form. */
export type Form = (e: Expr, options: { readonly assumptions?: Assumptions; readonly domain?: Domain }) => Expr

const forms = new Map<string, Form>()

/** Makes a form known by a name. */
export function registerForm(name: string, form: Form): void {
  forms.set(name, form)
}

export const registeredForm = (name: string): Form | undefined => forms.get(name)

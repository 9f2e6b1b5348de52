/** What a command leaves in a lesson, before it is Markdown, HTML or LaTeX. */
import type { Part } from './source.js'

export type Piece =
  /** LaTeX of a formula. */
  | { readonly kind: 'formula'; readonly latex: string }
  /** Text with Markdown of its own: steps, tables. */
  | { readonly kind: 'markdown'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'figure'; readonly svg: string; readonly title: string }
  /** What went wrong, and the command that did. */
  | { readonly kind: 'error'; readonly command: string; readonly message: string }

/** A part of a lesson with what its commands have left. */
export type Done =
  | Extract<Part, { kind: 'text' }>
  | (Exclude<Part, { kind: 'text' }> & { readonly pieces: readonly Piece[] })

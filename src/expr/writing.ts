/** What a node remembers beside its value (written.ts): nodes of the table have nothing of it. `E` are expressions. */

/** How a node was, or is to be, written, and where it comes from. */
export interface Writing<E> {
  readonly of: 'text' | 'answer' | 'order' | 'nothing'
  readonly tree: E
  readonly origin?: Origin<E>
}

/** What a derivative was taken of, and by what in turn; `plain`: the derivative in canonical form, where that is known. */
export interface Origin<E> {
  readonly of: E
  readonly by: readonly E[]
  readonly plain?: E
}

/** What may have no answer: errors of some kinds say that there is none, all others go on. */

type Kind<E> = abstract new (...args: never[]) => E

/** What is found, or what stands for it where an error of these kinds is raised. */
export function recovered<T, O, E extends Error>(
  kinds: readonly Kind<E>[],
  find: () => T,
  otherwise: (error: E) => O,
): T | O {
  try {
    return find()
  } catch (error) {
    for (const kind of kinds) if (error instanceof kind) return otherwise(error)
    throw error
  }
}

/** What is found; undefined where an error of these kinds is raised. */
export const attempted = <T>(kinds: readonly Kind<Error>[], find: () => T): T | undefined =>
  recovered(kinds, find, () => undefined)

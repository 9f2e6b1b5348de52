/** Subscripts within sums: a name with one is one symbol, and nobody who writes it there means that. */
import { ShapeError } from '../errors.js'

/** `sum(i, 1, n, a_i)`: the name a_i is one symbol, whatever i is. */
export function refuseSubscript(name: string, variables: readonly string[]): void {
  const at = variables.length === 0 ? -1 : name.indexOf('_')
  const subscript = name.slice(at + 1)
  const index =
    at < 1
      ? undefined
      : variables.find(
          v =>
            subscript === v ||
            (v.length === 1 && /^[a-z]+$/.test(subscript) && subscript.length < 4 && subscript.includes(v)),
        )
  if (index === undefined) return
  const letter = name.slice(0, at)
  throw new ShapeError(
    `${name} is one name, it does not depend on ${index}: write ${letter}(${index}) for an unknown function of ${index}, or declare a shape, as in let: "${letter}:[n]", and write ${letter}[${index}]`,
    'index-in-name',
  )
}

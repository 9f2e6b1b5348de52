/** Lists of arguments, most of them frozen: what loops do quicker than the methods of arrays, and than `for of` and `const [a, b] =`. */

/** `some`, `every`, `map` and `slice` of arguments: those of arrays are several times slower where an array is frozen. */
export function some<A>(args: readonly A[], test: (a: A) => boolean): boolean {
  for (let i = 0; i < args.length; i++) if (test(args[i] as A)) return true
  return false
}

export function every<A>(args: readonly A[], test: (a: A) => boolean): boolean {
  for (let i = 0; i < args.length; i++) if (!test(args[i] as A)) return false
  return true
}

export function mapped<A, T>(args: readonly A[], f: (a: A) => T): T[] {
  // A list that grows takes room for more, and most have one or two.
  if (args.length === 1) return [f(args[0] as A)]
  if (args.length === 2) return [f(args[0] as A), f(args[1] as A)]
  const list: T[] = []
  for (let i = 0; i < args.length; i++) list.push(f(args[i] as A))
  return list
}

export function part<A>(args: readonly A[], from: number, to = args.length): A[] {
  const list: A[] = []
  for (let i = from; i < to; i++) list.push(args[i] as A)
  return list
}

/** A copy of exactly its length: lists that grew have room for more, and nodes live long. */
export function copied<A>(args: readonly A[]): readonly A[] {
  switch (args.length) {
    case 1:
      return [args[0] as A]
    case 2:
      return [args[0] as A, args[1] as A]
    case 3:
      return [args[0] as A, args[1] as A, args[2] as A]
    default:
      return args.slice()
  }
}

/** Adds all to a list: a call with three dots has room on the stack for a hundred thousand, and a sum may have more. */
export function append<A>(list: A[], more: Iterable<A>): void {
  for (const a of more) list.push(a)
}

/** The largest of any number of numbers, and the smallest; of none the other argument. */
export function greatest(values: Iterable<number>, least = Number.NEGATIVE_INFINITY): number {
  let most = least
  for (const v of values) most = Math.max(most, v)
  return most
}

export function smallest(values: Iterable<number>, most = Number.POSITIVE_INFINITY): number {
  let least = most
  for (const v of values) least = Math.min(least, v)
  return least
}

/** Whether two lists have the same objects. */
export function sameArgs<A>(a: readonly A[], b: readonly A[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** The object, frozen; its private fields are not. */
export function frozen<T extends object>(o: T): T {
  Object.freeze(o)
  return o
}

/** Trees of more nodes are not counted: their numbers would soon be beyond all doubles, and no two different. */
export const HUGE = 2 ** 1000

/** The next double above the largest size below: what holds another thing is still the larger one, so that comparing two need not go down to where they differ. */
export function hugeSize(args: readonly { readonly size: number }[]): number {
  let largest = HUGE
  for (let i = 0; i < args.length; i++) largest = Math.max(largest, (args[i] as { readonly size: number }).size)
  return largest * (1 + Number.EPSILON)
}

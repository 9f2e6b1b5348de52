/**
 * Canonical names for bound labels: two terms that differ in the names of the labels summed over are the same term. Labels are
 * told apart by where they occur, round after round; where symmetry leaves several alike, each is tried and the smallest key wins,
 * within a bound beyond which any choice serves (then two equal terms may stay apart, never the reverse).
 */
import { append } from '../expr/args.js'
import { grouped } from '../memo.js'
import type { Label } from './node.js'

export type Symmetry = 'none' | 'even' | 'odd'

/** An occurrence of labels: what is equal but for them has equal `name`. */
export interface Occurrence {
  readonly name: number
  readonly at: readonly Label[]
  /** Whether any two axes may be exchanged: as they are, or with a change of sign. */
  readonly symmetry: Symmetry
}

/** How many orders of alike labels are tried. */
const MOST_TRIES = 48

/** The bound labels in canonical order, or the news that the product is its own negative: zero. */
export type Canonical = readonly Label[] | 'zero'

/** The bound labels (from `order` on) in canonical order; `sizes[label]` tells labels of different sizes apart. */
export function canonicalOrder(occurrences: readonly Occurrence[], order: number, sizes: readonly number[]): Canonical {
  const bound = Array.from({ length: sizes.length - order }, (_, k) => order + k)
  if (bound.length < 2) return bound
  const walked = bound.length > LONG ? new Walk(occurrences, order, sizes).run() : undefined
  if (walked !== undefined) return walked
  const search = new Search(occurrences, order, bound)
  search.run(sizes.map((size, label) => (label < order ? label - order : size)))
  return search.isZero ? 'zero' : search.best
}

/** Above so many labels a product is walked from its ends, which costs no more than its length; below, all orders are compared. */
const LONG = 12
/** How many places to start from are compared in a product that is closed. */
const MOST_STARTS = 48

/**
 * Walks from the axes of the result along the occurrences, each label named when it is first met. Where two ways on look alike there is no
 * canonical one, and the walk gives up. A part that hangs together without an axis is walked from each occurrence of its rarest name.
 */
class Walk {
  readonly #occurrences: readonly Occurrence[]
  readonly #order: number
  readonly #sizes: readonly number[]
  readonly #having: number[][]

  constructor(occurrences: readonly Occurrence[], order: number, sizes: readonly number[]) {
    this.#occurrences = occurrences
    this.#order = order
    this.#sizes = sizes
    this.#having = sizes.map(() => [])
    for (const [k, { at }] of occurrences.entries()) for (const l of new Set(at)) this.#having[l]?.push(k)
  }

  /** The bound labels in canonical order; undefined where the walk gave up. */
  run(): Label[] | undefined {
    const axes = Array.from({ length: this.#order }, (_, k) => k)
    const first = this.#from(axes, [])
    if (first === undefined) return undefined
    const found = [...first.labels]
    const seen = new Set([...axes, ...found])
    while (seen.size < this.#sizes.length) {
      const next = this.#closed(seen)
      if (next === undefined) return undefined
      append(found, next)
      for (const l of next) seen.add(l)
    }
    return found
  }

  /** The part that begins with the smallest key among those not seen yet. */
  #closed(seen: ReadonlySet<Label>): Label[] | undefined {
    const open = this.#occurrences.filter(o => o.at.some(l => !seen.has(l)))
    const count = new Map<number, number>()
    for (const o of open) count.set(o.name, (count.get(o.name) ?? 0) + 1)
    const rarest = [...count].reduce((a, b) => (b[1] < a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a))[0]
    let best: { key: string; labels: readonly Label[] } | undefined
    for (const o of open.filter(p => p.name === rarest).slice(0, MOST_STARTS)) {
      const start = [...new Set(o.at)]
      const walk = this.#from(start, [...seen])
      if (walk === undefined || o.symmetry !== 'none') return undefined
      const labels = [...start, ...walk.labels]
      if (best === undefined || walk.key < best.key) best = { key: walk.key, labels }
    }
    return best && [...best.labels]
  }

  #from(start: readonly Label[], known: readonly Label[]): { key: string; labels: Label[] } | undefined {
    const name = new Map([...known, ...start].map((l, k) => [l, k]))
    const done = new Set<number>()
    const labels: Label[] = []
    const keys: string[] = []
    const queue = [...start]
    for (let head = 0; head < queue.length; head++) {
      const at = queue[head] as Label
      const ways = (this.#having[at] ?? []).filter(k => !done.has(k)).map(k => ({ k, key: this.#key(k, name) }))
      ways.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      for (const [n, { k, key }] of ways.entries()) {
        if (ways[n + 1]?.key === key) return undefined
        done.add(k)
        keys.push(key)
        for (const l of (this.#occurrences[k] as Occurrence).at) {
          if (name.has(l)) continue
          name.set(l, name.size)
          labels.push(l)
          queue.push(l)
        }
      }
    }
    return { key: keys.join(';'), labels }
  }

  /** What an occurrence looks like from where the walk has come. */
  #key(k: number, name: ReadonlyMap<Label, number>): string {
    const o = this.#occurrences[k] as Occurrence
    const seen = o.at.map(l => name.get(l) ?? `?${this.#sizes[l]}`)
    return `${padded(o.name)}:${(o.symmetry !== 'none' ? seen.map(String).sort() : seen).join(',')}`
  }
}

/** Numbers as texts that are ordered as they are. */
const padded = (n: number): string => String(n).padStart(14, '0')
/** Colours are numbers from below zero. */
const OFFSET = 1e6

class Search {
  readonly #occurrences: readonly Occurrence[]
  readonly #order: number
  readonly #bound: readonly Label[]
  #tries = MOST_TRIES
  #bestKey: string | undefined
  #bestSign = 1
  best: Label[] = []
  /** Whether the same product comes out with either sign. */
  isZero = false

  constructor(occurrences: readonly Occurrence[], order: number, bound: readonly Label[]) {
    this.#occurrences = occurrences
    this.#order = order
    this.#bound = bound
  }

  /** Depth is bounded by the number of ties, and that by the tries. */
  run(start: readonly number[]): void {
    const colors = this.#refine(start)
    const tied = this.#firstTie(colors)
    if (tied === undefined || this.#tries <= 0) this.#accept(colors)
    else {
      for (const label of tied) {
        if (this.#tries <= 0 && this.#bestKey !== undefined) return
        this.#tries--
        // Half a rank makes the label the first of its class.
        this.run(colors.map((c, k) => (k === label ? c - 0.5 : c)))
      }
    }
  }

  #accept(colors: readonly number[]): void {
    const labels = [...this.#bound].sort((a, b) => (colors[a] as number) - (colors[b] as number) || a - b)
    const name = new Map(labels.map((label, k) => [label, this.#order + k]))
    const named = this.#occurrences.map(o =>
      ordered(
        o.symmetry,
        o.at.map(l => name.get(l) ?? l),
      ),
    )
    const key = named
      .map(({ at }, k) => `${padded((this.#occurrences[k] as Occurrence).name)}:${at.map(padded).join(',')}`)
      .sort()
      .join(';')
    const sign = named.reduce((product, n) => product * n.sign, 1)
    if (key === this.#bestKey && sign !== this.#bestSign) this.isZero = true
    if (this.#bestKey !== undefined && key >= this.#bestKey) return
    this.#bestKey = key
    this.#bestSign = sign
    this.isZero = false
    this.best = labels
  }

  /** Colours labels by what surrounds them until nothing new is learnt. */
  #refine(start: readonly number[]): number[] {
    let colors = this.#rank(
      start.map((c, label) => (label < this.#order ? '' : padded(c + OFFSET))),
      start,
    )
    for (let classes = 0; ; ) {
      const count = new Set(colors).size
      if (count === classes) return colors
      classes = count
      colors = this.#rank(this.#signatures(colors), colors)
    }
  }

  #signatures(colors: readonly number[]): string[] {
    const seen: string[][] = colors.map(() => [])
    for (const o of this.#occurrences) {
      for (const [slot, label] of o.at.entries()) {
        if (label < this.#order) continue
        const others = o.at.map(l => colors[l] as number)
        const sorted = o.symmetry !== 'none' ? [...others].sort((a, b) => a - b) : others
        const around = `${o.symmetry !== 'none' ? 's' : slot}${sorted.map(c => padded(c + OFFSET)).join(',')}`
        seen[label]?.push(`${padded(o.name)}:${around}`)
      }
    }
    return seen.map((s, label) => `${padded((colors[label] as number) + OFFSET)}|${s.sort().join(';')}`)
  }

  /** Replaces signatures by their ranks; the axes of the result keep their own colours. */
  #rank(signatures: readonly string[], colors: readonly number[]): number[] {
    const names = [...new Set(this.#bound.map(l => signatures[l] as string))].sort()
    const rank = new Map(names.map((s, k) => [s, 2 * k]))
    return signatures.map((s, label) => (label < this.#order ? (colors[label] as number) : (rank.get(s) as number)))
  }

  #firstTie(colors: readonly number[]): Label[] | undefined {
    const classes = grouped(this.#bound, label => colors[label] as number)
    const tied = [...classes].filter(([, members]) => members.length > 1).sort(([a], [b]) => a - b)
    return tied[0]?.[1]
  }
}

/** The labels of an occurrence as they are compared, in ascending order where the axes may be exchanged; and the sign that comes of it. */
export function ordered(
  symmetry: Symmetry,
  at: readonly Label[],
): { readonly at: readonly Label[]; readonly sign: number } {
  if (symmetry === 'none') return { at, sign: 1 }
  const turned = at.reduce((n, l, k) => n + at.slice(k + 1).filter(m => m < l).length, 0)
  const sign = symmetry === 'odd' && turned % 2 === 1 ? -1 : 1
  return turned === 0 ? { at, sign } : { at: [...at].sort((a, b) => a - b), sign }
}

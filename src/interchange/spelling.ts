/**
 * How a foreign language spells what we have: one table a language, read in both directions. Templates are short texts:
 *
 * - `'Sin'`: the same arguments in the same order, of any number;
 * - `'ArcTan(v, u)'`, `'PolyGamma(0, u)'`, `'Clip(u, List(v, w))'`: u, v, w, s, t, r are the arguments, numbers stand for themselves;
 * - `'= max(u, 0)'`: has no name there, and is written as this text of our own notation;
 * - `'! SymPy has no such function'`: is refused, with this reason.
 *
 * What the table leaves out is written by the definition in its row, and refused where it has none. A table is keyed by our names, or by name
 * and number of arguments, `'elliptice/2'`, where that decides. `reads` are spellings that are understood and never written.
 */
import { FluxionError } from '../errors.js'
import { append } from '../expr/args.js'
import { notesOf } from '../functions/numerics.js'
import { ARGUMENTS } from '../functions/row.js'
import { row } from '../functions/table.js'
import { parse } from '../parse/parse.js'
import { termOf } from './layout.js'
import { type CallTerm, call, constant, leaf, number, type Opened, type Term, translate } from './term.js'

export interface Vocabulary {
  /** As people call the language. */
  readonly title: string
  /** Our names, and how they are spelt. */
  readonly spells: Readonly<Record<string, string>>
  /** Foreign templates, and what they are in ours. */
  readonly reads?: Readonly<Record<string, string>>
  /** What no template says: how a call of ours is put together there, of arguments that are written already. */
  readonly builds?: Readonly<Record<string, (args: readonly Term[]) => Term>>
}

/** A template that is taken apart: a name with arguments, or one that takes whatever arguments there are. */
type Pattern =
  | { readonly kind: 'slot'; readonly index: number }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'head'; readonly head: string; readonly args: readonly Pattern[] | undefined }

interface Rule {
  readonly from: Pattern & { readonly kind: 'head' }
  readonly to: Pattern
  /** How much of a term it says beside the head. */
  readonly weight: number
}

/** Reads a template. They are ours, and a few words long. */
function pattern(template: string): Pattern {
  const tokens = template.match(/[\p{L}_][\p{L}\p{N}_]*|\d+|[(),]/gu) ?? []
  let k = 0
  const one = (): Pattern => {
    const word = tokens[k++] ?? ''
    const slot = (ARGUMENTS as readonly string[]).indexOf(word)
    if (slot >= 0) return { kind: 'slot', index: slot }
    if (/^\d/.test(word)) return { kind: 'number', text: word }
    if (tokens[k] !== '(') return { kind: 'head', head: word, args: undefined }
    const args: Pattern[] = []
    for (k++; tokens[k] !== ')'; ) {
      args.push(one())
      if (tokens[k] === ',') k++
      else if (tokens[k] !== ')') throw new TypeError(`the template ${template} is not closed`)
    }
    k++
    return { kind: 'head', head: word, args }
  }
  const read = one()
  if (k < tokens.length) throw new TypeError(`the template ${template} goes on after its end`)
  return read
}

const weightOf = (p: Pattern): number =>
  p.kind === 'slot' ? 0 : p.kind === 'number' ? 2 : (p.args ?? []).reduce((n, a) => n + weightOf(a), p.args ? 1 : 0)

const isHead = (p: Pattern): p is Rule['from'] => p.kind === 'head'

const headOf = (p: Pattern): Rule['from'] => {
  if (!isHead(p)) throw new TypeError('a template begins with a name')
  return p
}

/** The parts of a term at the places of the arguments, if it has the form of a pattern. */
function matched(p: Rule['from'], t: Term): readonly Term[] | undefined {
  if (p.args === undefined) return t.kind === 'name' ? [] : t.kind === 'call' ? t.args : undefined
  const found: Term[] = []
  const open: (readonly [Pattern, Term])[] = [[p, t]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [q, u] = next
    if (q.kind === 'slot') found[q.index] = u
    else if (q.kind === 'number') {
      if (u.kind !== 'number' || u.text !== q.text) return undefined
    } else {
      if (q.args === undefined) {
        if (u.kind !== 'name' || u.name !== q.head) return undefined
        continue
      }
      if (u.kind !== 'call' || u.head !== q.head || u.args.length !== q.args.length) return undefined
      for (const [k, a] of q.args.entries()) open.push([a, u.args[k] as Term])
    }
  }
  return found
}

/** A pattern with terms in the places of its arguments; within one, a name alone is a constant. Templates are not deep. */
function filled(p: Pattern, args: readonly Term[], at: number | undefined, inner = false): Term {
  const place = at === undefined ? {} : { at }
  if (p.kind === 'slot') return args[p.index] as Term
  if (p.kind === 'number') return { ...number(p.text), ...place }
  if (p.args !== undefined)
    return {
      ...call(
        p.head,
        p.args.map(a => filled(a, args, at, true)),
      ),
      ...place,
    }
  return inner || args.length === 0 ? { ...constant(p.head), ...place } : { ...call(p.head, args), ...place }
}

/** Functions that are called there as here. */
export const same = (names: string): Record<string, string> => Object.fromEntries(names.split(' ').map(n => [n, n]))

/** Whether a function of ours has a name there, or is written by its definition, or neither, and why. */
export type Fate = 'named' | 'defined' | { readonly refused: string }

export class Spelling {
  readonly title: string
  readonly #writes = new Map<string, Pattern>()
  readonly #others = new Map<string, string>()
  readonly #reads = new Map<string, Rule[]>()
  readonly #definitions = new Map<string, Term>()
  readonly #builds: ReadonlyMap<string, (args: readonly Term[]) => Term>

  constructor({ title, spells, reads = {}, builds = {} }: Vocabulary) {
    this.title = title
    this.#builds = new Map(Object.entries(builds))
    for (const [ours, template] of Object.entries(spells)) {
      if (/^[=!]/.test(template)) this.#others.set(ours, template)
      else {
        const theirs = headOf(pattern(template))
        this.#writes.set(ours, theirs)
        this.#add(theirs, pattern(ours.includes('(') ? ours : (ours.split('/')[0] ?? ours)))
      }
    }
    for (const [theirs, ours] of Object.entries(reads)) this.#add(headOf(pattern(theirs)), pattern(ours))
    for (const rules of this.#reads.values()) rules.sort((a, b) => b.weight - a.weight)
  }

  #add(from: Rule['from'], to: Pattern): void {
    const rules = this.#reads.get(from.head) ?? []
    // A template of slots in the order v, u is read back with u, v in their places.
    const target: Pattern =
      to.kind === 'head' && to.args === undefined && from.args !== undefined ? slotted(to, from) : to
    rules.push({ from, to: target, weight: weightOf(from) })
    this.#reads.set(from.head, rules)
  }

  /** Whether a name has a meaning there. */
  knows(head: string): boolean {
    return this.#reads.has(head)
  }

  /** The foreign heads. */
  heads(): Iterable<string> {
    return this.#reads.keys()
  }

  /** What becomes of a function of ours with so many arguments. */
  fate(head: string, count: number, above: readonly string[] = []): Fate {
    if (this.#template(head, count) !== undefined || this.#builds.has(head)) return 'named'
    const other = this.#others.get(`${head}/${count}`) ?? this.#others.get(head)
    const text = other?.startsWith('!') ? undefined : (other?.slice(1) ?? definitionOf(head, count))
    const none = { refused: other?.startsWith('!') ? other.slice(1).trim() : `${this.title} has no ${head}` }
    // Two functions may be defined by each other.
    if (text === undefined || above.includes(head)) return none
    const parts = callsIn(this.#definition(`${head}/${count}`, text)).map(c =>
      this.fate(c.head, c.args.length, [...above, head]),
    )
    return parts.some(f => typeof f === 'object') ? none : 'defined'
  }

  #template(head: string, count: number): Pattern | undefined {
    return this.#writes.get(`${head}/${count}`) ?? this.#writes.get(head)
  }

  /** One of our terms in the foreign vocabulary. Raises `FluxionError` for what it has no word for. */
  foreign(root: Term): Term {
    return translate<Term, Term>(root, t => {
      if (t.kind === 'apply') return { parts: t.args, combine: args => ({ ...t, args }) }
      if (t.kind !== 'call') return leaf(t)
      const built = this.#builds.get(t.head)
      if (built !== undefined) return { parts: t.args, combine: built }
      const template = this.#template(t.head, t.args.length)
      if (template !== undefined) return { parts: t.args, combine: args => filled(template, args, undefined) }
      const fate = this.fate(t.head, t.args.length)
      if (typeof fate === 'object')
        throw new FluxionError('no-notation', `${t.head} cannot be written here: ${fate.refused}`)
      // Once the definition is a term, it is written like any other.
      return { parts: [this.#defined(t)], combine: ([value]) => value as Term }
    })
  }

  #defined({ head, args }: CallTerm): Term {
    // What folds is that of two arguments at a time.
    if (args.length > 2 && row(head)?.fold === true)
      return this.#defined(call(head, [call(head, args.slice(0, -1)), args[args.length - 1] as Term]))
    const key = `${head}/${args.length}`
    const other = this.#others.get(key) ?? this.#others.get(head)
    return substituted(this.#definition(key, other?.slice(1) ?? definitionOf(head, args.length) ?? ''), args)
  }

  #definition(key: string, text: string): Term {
    const known = this.#definitions.get(key) ?? termOf(parse(text, { bound: ARGUMENTS }))
    this.#definitions.set(key, known)
    return known
  }

  /** A foreign term in our vocabulary; `other` reads what the table has not. */
  native(root: Term, other: (t: Term) => Opened<Term, Term>): Term {
    return translate<Term, Term>(root, t => {
      const head = t.kind === 'call' ? t.head : t.kind === 'name' && t.constant !== false ? t.name : undefined
      const rules = head === undefined ? undefined : this.#reads.get(head)
      for (const { from, to } of rules ?? []) {
        const parts = matched(from, t)
        if (parts !== undefined && (t.kind === 'call') === (from.args !== undefined || parts.length > 0))
          return { parts, combine: args => filled(to, args, t.at) }
      }
      return other(t)
    })
  }
}

function callsIn(root: Term): readonly CallTerm[] {
  const found: CallTerm[] = []
  const open = [root]
  for (let t = open.pop(); t; t = open.pop()) {
    if (t.kind === 'call') found.push(t)
    if (t.kind === 'call' || t.kind === 'apply') append(open, t.args)
  }
  return found
}

/** Our head with the arguments that the foreign pattern has, in our order. */
function slotted(to: Rule['from'], from: Rule['from']): Pattern {
  const found: number[] = []
  const open: Pattern[] = [from]
  for (let p = open.pop(); p; p = open.pop()) {
    if (p.kind === 'slot') found.push(p.index)
    if (p.kind === 'head') append(open, p.args ?? [])
  }
  const args = found.sort((a, b) => a - b).map((index): Pattern => ({ kind: 'slot', index }))
  return { kind: 'head', head: to.head, args }
}

/** What the row says that a function is. */
function definitionOf(head: string, count: number): string | undefined {
  const known = row(head, count)
  return known === undefined ? undefined : notesOf(known)?.definition
}

/** A definition with the arguments put in. */
const substituted = (definition: Term, args: readonly Term[]): Term =>
  translate<Term, Term>(definition, t => {
    const index = t.kind === 'name' ? (ARGUMENTS as readonly string[]).indexOf(t.name) : -1
    if (index >= 0) return leaf(args[index] as Term)
    return t.kind === 'call' || t.kind === 'apply'
      ? { parts: t.args, combine: done => ({ ...t, args: done }) }
      : leaf(t)
  })

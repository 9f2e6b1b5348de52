/**
 * For languages of formulas, which have no functions: routines put in where they are called. An argument that is no name is given one,
 * so that nothing is computed twice, and the names of the routine become new ones. Only routines without branches and loops can be put in.
 */
import { call, isSafeDivisor, name, type Routine, type Statement, type Term } from './code.js'

export interface Inlining {
  readonly routines: ReadonlyMap<string, Routine>
  readonly local: () => string
  /** Whether divisors have names, since the language reads them twice. */
  readonly namesDivisors: boolean
}

/** The statements and terms with every call of a routine carried out. */
export function inlined(
  body: readonly Statement[],
  results: readonly Term[],
  how: Inlining,
): { readonly body: readonly Statement[]; readonly results: readonly Term[] } {
  const out: Statement[] = []
  const inliner = new Inliner(how, out)
  for (const s of body) {
    if (s.kind !== 'set') throw new TypeError('formulas have assignments alone')
    out.push({ kind: 'set', name: s.name, value: inliner.term(s.value) })
  }
  return { body: out, results: results.map(t => inliner.term(t)) }
}

class Inliner {
  constructor(
    private readonly how: Inlining,
    private readonly out: Statement[],
  ) {}

  term(t: Term): Term {
    switch (t.kind) {
      case 'number':
      case 'name':
        return t
      case 'negate':
        return { kind: 'negate', a: this.term(t.a) }
      case 'binary': {
        const [a, b] = [this.term(t.a), this.term(t.b)]
        return { ...t, a, b: t.op === '/' && this.how.namesDivisors && !isSafeDivisor(b) ? this.atom(b) : b }
      }
      case 'entry':
        throw new TypeError('formulas have no arrays')
      case 'call':
        return this.call(
          t.name,
          t.args.map(a => this.term(a)),
        )
      case 'choose':
        return {
          kind: 'choose',
          test: { ...t.test, a: this.term(t.test.a), b: this.term(t.test.b) },
          yes: this.term(t.yes),
          no: this.term(t.no),
        }
    }
  }

  private call(f: string, args: readonly Term[]): Term {
    const routine = this.how.routines.get(f)
    if (routine === undefined) return call(f, ...args)
    const known = new Map(routine.parameters.map((p, k) => [p, this.atom(args[k] as Term)]))
    for (const s of routine.body) {
      if (s.kind === 'return') return this.term(renamed(s.value, known))
      if (s.kind !== 'set') break
      known.set(s.name, this.atom(this.term(renamed(s.value, known))))
    }
    throw new TypeError(`${f} is no formula`)
  }

  private atom(t: Term): Term {
    if (t.kind === 'name' || t.kind === 'number') return t
    const target = this.how.local()
    this.out.push({ kind: 'set', name: target, value: t })
    return name(target)
  }
}

/** A term of a routine with its names replaced. */
export function renamed(t: Term, known: ReadonlyMap<string, Term>): Term {
  const to = (x: Term): Term => renamed(x, known)
  switch (t.kind) {
    case 'number':
      return t
    case 'name':
      return known.get(t.name) ?? t
    case 'negate':
      return { kind: 'negate', a: to(t.a) }
    case 'binary':
      return { ...t, a: to(t.a), b: to(t.b) }
    case 'entry':
      return { ...t, array: arrayName(t.array, known), index: to(t.index) }
    case 'call':
      return { ...t, args: t.args.map(to) }
    case 'choose':
      return { kind: 'choose', test: { ...t.test, a: to(t.test.a), b: to(t.test.b) }, yes: to(t.yes), no: to(t.no) }
  }
}

/** An array may have another name, and nothing else. */
export function arrayName(array: string, known: ReadonlyMap<string, Term>): string {
  const other = known.get(array)
  return other?.kind === 'name' ? other.name : array
}

/**
 * SQL: a query that adds results as columns to those of a table. Every column is read once, as a double, in the first of its queries; intermediate
 * results are columns of those after it, under names of their own, so that no name of the table meets one of them. A result is NULL
 * where one of the columns that it is made of is NULL, and NaN where it has no value, as in `evaluate` with `undefined: 'nan'`.
 */
import { FluxionError } from '../../errors.js'
import { greatest } from '../../expr/args.js'
import { type Comparison, callsIn, isSafeDivisor, readsOf, type Statement, type Term, withParts } from '../code.js'
import { type Language, lineComments } from '../language.js'
import { entriesOf } from '../layout.js'
import type { Printer } from '../print.js'
import { type Dialect, type DialectName, SQL_DIALECTS } from '../sql/dialect.js'
import type { Part, Unit } from '../unit.js'

/** What a query is over, where it is not the table `points` whose columns are called as the variables are. */
export interface Layout {
  /** What stands after FROM: names in quotes, or a function of the database. */
  readonly source?: string
  /** The columns of the arguments, in order. */
  readonly columns?: readonly string[]
  /** The columns that stand beside the results; by default those of the arguments. */
  readonly keep?: readonly string[]
  /** The sums of the results over all rows, and nothing beside them. */
  readonly sum?: boolean
  /** The names of the results. */
  readonly titles?: readonly string[]
}

type Assignment = Statement & { readonly kind: 'set' }

const isAssignment = (s: Statement): s is Assignment => s.kind === 'set'

/**
 * Whether NULL is lost in it: by a choice, which takes its last way, as that of a quotient by zero does, or by the larger of what there is.
 */
function losesNull(term: Term): boolean {
  for (const t of withParts([term])) {
    if (t.kind === 'choose') return true
    if (t.kind === 'binary' && t.op === '/' && t.a.kind !== 'number' && !isSafeDivisor(t.b)) return true
  }
  return [...callsIn([term])].some(f => /^(?:native_)?(?:max|min|floor)$/.test(f))
}

interface Origin {
  /** The arguments that it is made of. */
  readonly from: ReadonlySet<string>
  readonly losesNull: boolean
}

/** What results are made of, through all that they read. */
function originsOf(u: Unit): (term: Term) => Origin {
  const known = new Map<string, Origin>(u.parameters.map(p => [p, { from: new Set([p]), losesNull: false }]))
  const origin = (term: Term): Origin => {
    const read = [...readsOf([term])].flatMap(n => known.get(n) ?? [])
    return { from: new Set(read.flatMap(o => [...o.from])), losesNull: losesNull(term) || read.some(o => o.losesNull) }
  }
  for (const s of u.body.filter(isAssignment)) known.set(s.name, origin(s.value))
  return origin
}

/** Assignments in layers, each of which reads what stands in those before it. */
function layersOf(body: readonly Assignment[]): Assignment[][] {
  const depth = new Map<string, number>()
  const layers: Assignment[][] = []
  for (const s of body) {
    const level =
      greatest(
        [...readsOf([s.value])].map(n => depth.get(n) ?? -1),
        -1,
      ) + 1
    depth.set(s.name, level)
    layers[level] ??= []
    layers[level].push(s)
  }
  return layers
}

/** The name of a result by its place: f, f_gradient_1, f_hessian_1_2. */
function titlesOf(name: string, part: Part): readonly string[] {
  const stem = part.name === 'value' ? name : `${name}_${part.name}`
  return entriesOf(part).map(({ at }) => [stem, ...at.map(k => String(k + 1))].join('_'))
}

function query(u: Unit, print: Printer, dialect: Dialect, layout: Layout): string {
  const columns = layout.columns ?? u.arguments
  const keep = layout.sum ? [] : (layout.keep ?? [...new Set(columns)])
  const titles = layout.titles ?? u.parts.flatMap(p => titlesOf(u.name, p))
  refuseTwins(dialect, columns, [...keep, ...titles])
  const origin = originsOf(u)
  const value = (t: Term): string => {
    const { from, losesNull: loses } = origin(t)
    const text = t.kind === 'number' ? dialect.double(print.term(t)) : print.term(t)
    if (!loses || from.size === 0) return text
    return `CASE WHEN ${[...from].map(p => `${p} IS NULL`).join(' OR ')} THEN NULL ELSE ${text} END`
  }
  const carried = keep.map((c, k) => [`c${k + 1}`, dialect.quote(c)] as const)
  const whole = (t: Term): string => (layout.sum ? `SUM(${value(t)})` : value(t))
  const results = u.parts.flatMap(p => p.entries).map((t, k) => `${whole(t)} AS ${dialect.quote(titles[k] ?? '')}`)
  const inner = [
    ...carried.map(([name, column]) => `${column} AS ${name}`),
    ...u.parameters.map((p, k) => `${dialect.double(dialect.quote(columns[k] ?? ''))} AS ${p}`),
  ]
  const layers = layersOf(u.body.filter(isAssignment))
  const source = layout.source ?? dialect.quote('points')
  const queries = [
    ...(inner.length === 0 ? [] : [`SELECT ${inner.join(', ')} FROM ${source}`]),
    ...layers.map(layer => `SELECT *, ${layer.map(s => `${print.term(s.value)} AS ${s.name}`).join(', ')}`),
  ]
  const steps = queries.map((text, k) => {
    const from = k === 0 ? '' : ` FROM s${k - 1}${dialect.fence}`
    return `s${k} AS${dialect.inlined} (${text}${from})`
  })
  const kept = carried.map(([name, column]) => `${name} AS ${column}`).join(', ')
  const all = [...(kept === '' ? [] : [kept]), ...results]
  const start = steps.length === 0 ? '' : `WITH ${steps.join(',\n')}\n`
  const from = steps.length === 0 ? source : `s${steps.length - 1}`
  return `${start}SELECT ${all.join(',\n  ')}\nFROM ${from}${layers.length === 0 ? '' : dialect.lastFence};`
}

/** Refuses columns that the database would take for each other. */
function refuseTwins(dialect: Dialect, read: readonly string[], written: readonly string[]): void {
  for (const names of [read, written]) {
    const seen = new Map<string, string>()
    for (const name of new Set(names)) {
      const key = dialect.caseless ? name.toLowerCase() : name
      const other = seen.get(key)
      if (other !== undefined)
        throw new FluxionError(
          'no-emission',
          `${dialect.title} takes the columns ${other} and ${name} for one: name another column for one of them`,
        )
      seen.set(key, name)
    }
    if (names === written && new Set(names).size < names.length) {
      const twice = names.find((n, k) => names.indexOf(n) < k) ?? ''
      throw new FluxionError('no-emission', `there would be two columns ${twice}: give the results another name`)
    }
  }
}

/** Comparisons where NaN equals itself and is above all numbers: there they have to be told apart. */
function compareLargest(op: Comparison, a: string, b: string, nan: string): string {
  const known = (x: string): string => (isNumeral(x) ? '' : ` AND ${x} <> ${nan}`)
  if (op === '!=') return a === b ? `${a} = ${nan}` : `(${a} <> ${b} OR ${a} = ${nan})`
  if (op === '==' && a === b) return `${a} <> ${nan}`
  const sign = op === '==' ? '=' : op
  return `${a} ${sign} ${b}${known(op === '<' || op === '<=' ? b : a)}`
}

const isNumeral = (text: string): boolean => /^-?\d[\d.]*(?:e-?\d+)?D?$/.test(text)

/** A choice among several; numerals alone would be decimals of fixed point. */
const casesWith =
  (dialect: Dialect) =>
  (cases: readonly (readonly [test: string, value: string])[], otherwise: string): string => {
    const value = (text: string): string => (isNumeral(text) ? dialect.double(text) : text)
    const ways = cases.map(([test, yes]) => `WHEN ${test} THEN ${value(yes)}`)
    const text = `CASE ${ways.join(' ')} ELSE ${value(otherwise)} END`
    return dialect.bracketsCases ? `(${text})` : text
  }

const isPlain = (name: string): boolean => /^\w+$/.test(name)

/** The table of a dialect, with what the query is over. */
export function sqlIn(name: DialectName, layout: Layout = {}): Language {
  const dialect = SQL_DIALECTS[name]
  const cases = casesWith(dialect)
  return {
    title: dialect.title,
    ending: '.sql',
    numeral: dialect.numeral,
    infinity: dialect.infinity,
    nan: dialect.nan,
    comparisons: { '==': '=', '!=': '<>' },
    ...(dialect.nanOrder === 'largest' && { compare: (op, a, b) => compareLargest(op, a, b, dialect.nan) }),
    choose: (test, yes, no) => cases([[test, yes]], no),
    cases,
    chooseIsCall: true,
    ...(dialect.guardsQuotients && {
      quotient: (a, b) => {
        const text = `CASE WHEN ${b} = 0.0 THEN ${dialect.nan} ELSE ${a} / ${b} END`
        return dialect.bracketsCases ? `(${text})` : text
      },
    }),
    functions: dialect.functions,
    routines: dialect.routines,
    // Names of the last query are none in those before it: some databases would take the one for the other.
    words: [...(layout.keep ?? layout.columns ?? []), ...(layout.titles ?? [])].filter(isPlain).join(' '),
    // Nor are those of queries, and of columns that are carried through.
    taken: /^[cs]\d+$/i,
    caseless: true,
    quote: dialect.quote,
    unit: (u, print) => query(u, print, dialect, layout),
    main: 'a query has no standard input: it reads a table',
    comment: lineComments('--'),
  }
}

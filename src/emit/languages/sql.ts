/**
 * SQL: a query that adds the results as columns to those of a table `points`, whose columns are the variables. Intermediate results are
 * columns of inner queries. NULL where an argument is NULL; division by zero and arguments outside of a domain are infinities and NaN
 * where the dialect has them: DuckDB and PostgreSQL; in SQLite both are NULL.
 */
import { type Comparison, namesSet, partsOf, type Statement, type Term } from '../code.js'
import { type Language, lineComments } from '../language.js'
import { decimal } from '../layout.js'
import type { Printer } from '../print.js'
import type { Unit } from '../unit.js'

/** The names that a term reads. */
function readsOf(term: Term): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [term]
  for (let t = open.pop(); t !== undefined; t = open.pop()) {
    if (t.kind === 'name') found.add(t.name)
    open.push(...partsOf(t))
  }
  return found
}

type Set_ = Statement & { readonly kind: 'set' }

/** Assignments in layers, each of which reads what stands in those before it. */
function layersOf(body: readonly Statement[]): Set_[][] {
  const depth = new Map<string, number>()
  const layers: Set_[][] = []
  for (const s of body) {
    if (s.kind !== 'set') continue
    const level = Math.max(-1, ...[...readsOf(s.value)].map(n => depth.get(n) ?? -1)) + 1
    depth.set(s.name, level)
    layers[level] ??= []
    layers[level].push(s)
  }
  return layers
}

function query(u: Unit, print: Printer): string {
  const columns = u.parts.flatMap(p =>
    p.entries.map((t, k) => {
      const places =
        p.shape.length === 0
          ? ''
          : `_${p.name}_${p.shape.length === 1 ? k + 1 : `${Math.floor(k / (p.shape[1] ?? 1)) + 1}_${(k % (p.shape[1] ?? 1)) + 1}`}`
      return `${print.term(t)} AS ${quoted(`${u.name}${places}`)}`
    }),
  )
  const inner = layersOf(u.body).reduce(
    (from, layer) =>
      `(SELECT *, ${layer.map(s => `${print.term(s.value)} AS ${s.name}`).join(', ')}\n  FROM ${from}) AS s`,
    'points',
  )
  const all = namesSet(u.body).size === 0 ? '*' : u.parameters.length === 0 ? '' : u.parameters.join(', ')
  return `SELECT ${[...(all === '' ? [] : [all]), ...columns].join(',\n  ')}\nFROM ${inner};`
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

const base = (title: string, nan: string, infinity: string, others: Partial<Language>): Language => ({
  title,
  numeral: decimal,
  infinity,
  nan,
  comparisons: { '==': '=', '!=': '<>' },
  choose: (test, yes, no) => `CASE WHEN ${test} THEN ${yes} ELSE ${no} END`,
  chooseIsCall: true,
  functions: {
    ...{ sqrt: 'sqrt', exp: 'exp', log: 'ln', pow: 'power', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin' },
    ...{ acos: 'acos', atan: 'atan', atan2: 'atan2', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', asinh: 'asinh' },
    ...{ acosh: 'acosh', atanh: 'atanh', log10: 'log10', abs: 'abs', floor: 'floor', ceil: 'ceil', trunc: 'trunc' },
  },
  words: 'points s',
  caseless: true,
  quote: quoted,
  unit: query,
  main: 'a query has no standard input: it reads the table points',
  comment: lineComments('--'),
  ...others,
})

/** Logarithms, roots and quotients that raise an error in DuckDB and PostgreSQL. */
const RAISING = `
divide(a, b) { return b == 0 ? (a > 0 ? inf : a < 0 ? -inf : nan) : native_divide(a, b); }
sqrt(x) { return x < 0 ? nan : native_sqrt(x); }
log(x) { return x > 0 ? native_log(x) : x == 0 ? -inf : nan; }
log10(x) { return x > 0 ? native_log10(x) : x == 0 ? -inf : nan; }
asin(x) { return abs(x) > 1 ? nan : native_asin(x); }
acos(x) { return abs(x) > 1 ? nan : native_acos(x); }
acosh(x) { return x < 1 ? nan : native_acosh(x); }
atanh(x) { return abs(x) < 1 ? native_atanh(x) : abs(x) > 1 ? nan : x > 0 ? inf : -inf; }
sin(x) { return abs(x) == inf ? nan : native_sin(x); }
cos(x) { return abs(x) == inf ? nan : native_cos(x); }
tan(x) { return abs(x) == inf ? nan : native_tan(x); }
pow(a, b) { return a == 0 ? (b < 0 ? inf : native_pow(a, b)) : a < 0 ? (b == floor(b) ? native_pow(a, b) : nan) : native_pow(a, b); }
fmod(a, b) { q = divide(a, b); return a - b*trunc(q); }`

/** In DuckDB and PostgreSQL NaN equals itself and is above all numbers, so that comparisons with it have to be told apart. */
const compareWith =
  (nan: string) =>
  (op: Comparison, a: string, b: string): string => {
    const isNumber = (x: string): boolean => /^-?[\d.e]+$/.test(x)
    const known = (x: string): string => (isNumber(x) ? '' : ` AND ${x} <> ${nan}`)
    if (op === '!=') return a === b ? `${a} = ${nan}` : `(${a} <> ${b} OR ${a} = ${nan})`
    if (op === '==' && a === b) return `${a} <> ${nan}`
    const sign = op === '==' ? '=' : op
    return `${a} ${sign} ${b}${known(op === '<' || op === '<=' ? b : a)}`
  }

const DOUBLE_NAN = "'NaN'::DOUBLE"
const FLOAT8_NAN = "'NaN'::float8"

export const sql = base('SQL (DuckDB)', DOUBLE_NAN, "'Infinity'::DOUBLE", {
  routines: RAISING,
  compare: compareWith(DOUBLE_NAN),
})
export const postgresql = base('PostgreSQL', FLOAT8_NAN, "'Infinity'::float8", {
  compare: compareWith(FLOAT8_NAN),
  routines: `${RAISING}
exp(x) { return x > 709.782712893384 ? (x == x + 1 ? native_exp(x) : inf) : x < -745.1332191019412 ? 0 : native_exp(x); }`,
})
export const sqlite = base('SQLite', 'NULL', '9e999', { functions: { ...sql.functions, max: 'max', min: 'min' } })

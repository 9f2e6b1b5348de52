/**
 * What SQL databases do differently, as data: names in quotes, numbers, infinities and NaN, functions and their edges. Where arguments are
 * outside of a domain some raise errors, some answer NULL, some infinities: forms of functions are guarded so that all answer NaN there, and
 * NULL where an argument is NULL. A guard reads its argument twice, so that the argument has a name: see GUARDED.
 * Sources: DuckDB 1.5 "Numeric Functions"; PostgreSQL 15, 8.1 and 9.3; SQLite "Built-In Mathematical SQL Functions"; Spark SQL "Built-in
 * Functions"; ClickHouse "Mathematical Functions"; GoogleSQL "Mathematical functions".
 */
import type { DIALECTS } from '../../signatures/options.js'
import { named } from '../language.js'
import { decimal } from '../layout.js'
import { AT_ZERO } from '../library/elementary.js'
import type { Spelling } from '../print.js'

export type DialectName = (typeof DIALECTS)[number]

/** How comparisons with NaN come out: it is above all numbers and equal to itself, none holds, or there is no NaN but NULL. */
type NanOrder = 'largest' | 'unordered' | 'null'

export interface Dialect extends Pick<Spelling, 'numeral' | 'infinity' | 'nan' | 'functions'> {
  readonly title: string
  /** A value of any numeric type as a double. */
  readonly double: (x: string) => string
  /** A name in quotes. */
  readonly quote: (name: string) => string
  /** Names in quotes that differ in case alone are one name. */
  readonly caseless: boolean
  readonly nanOrder: NanOrder
  /** Whether a quotient by zero is anything else than "no value". */
  readonly guardsQuotients: boolean
  /** Whether CASE stands in brackets: it is no word that is kept from names, and readers take it for one after a sign. */
  readonly bracketsCases?: true
  readonly routines: string
  /** After the name of a query: that its rows are not stored, where the database would. */
  readonly inlined: string
  /** At the end of a query that others read: keeps its columns from being computed once for each time that they are read. */
  readonly fence: string
  /** The same at the end of the whole query. */
  readonly lastFence: string
}

// ── names and numbers ───────────────────────────────────────────────────────────────────────────────────────────────

const doubled =
  (mark: string) =>
  (name: string): string =>
    mark + name.replaceAll(mark, mark + mark) + mark

/** With a backslash in front of what would end the name, and of backslashes. */
const escaped = (name: string): string => `\`${name.replace(/[\\`]/g, '\\$&')}\``

/** Digits that decimals of fixed point keep exactly on their way to doubles. */
const EXACT_DIGITS = 15

/** In DuckDB numerals without an exponent are decimals of fixed point. */
function duckNumeral(x: number): string {
  const text = decimal(x)
  return text.includes('e') || text.replace(/\D/g, '').length <= EXACT_DIGITS ? text : `${text}e0`
}

// ── functions ───────────────────────────────────────────────────────────────────────────────────────────────────────

const ALIKE = { ...named('sqrt exp sin cos tan asin acos atan atan2 asinh abs floor'), log: 'ln', pow: 'power' }

const except = (test: string, none: string, value: string): string => `CASE WHEN ${test} THEN ${none} ELSE ${value} END`

/** The functions of one argument that have edges, and where they have no value. */
const GUARDED: Readonly<Record<string, (infinity: string) => string>> = {
  sqrt: () => '$1 < 0.0',
  log: () => '$1 <= 0.0',
  log10: () => '$1 <= 0.0',
  asin: () => 'abs($1) > 1.0',
  acos: () => 'abs($1) > 1.0',
  acosh: () => '$1 < 1.0',
  atanh: () => 'abs($1) >= 1.0',
  sin: infinity => `abs($1) = ${infinity}`,
  cos: infinity => `abs($1) = ${infinity}`,
  tan: infinity => `abs($1) = ${infinity}`,
  gamma: () => '$1 <= 0.0 AND $1 = floor($1)',
  lgamma: infinity => `$1 <= 0.0 AND $1 = floor($1) AND $1 > -${infinity}`,
}

/** A table of functions with guards around those that are named. */
function guarded(
  functions: Readonly<Record<string, string>>,
  edges: readonly string[],
  nan: string,
  infinity: string,
): { readonly functions: Readonly<Record<string, string>>; readonly routines: string } {
  const forms = edges.map(f => [f, except(GUARDED[f]?.(infinity) ?? '', nan, `${functions[f]}($1)`)] as const)
  // Routines give their arguments names.
  const routines = edges.map(f => `${f}(x) { return native_${f}(x); }`).join('\n')
  return { functions: { ...functions, ...Object.fromEntries(forms) }, routines: `${routines}\n${AT_ZERO}\n` }
}

const RAISING = ['sqrt', 'log', 'log10', 'asin', 'acos', 'acosh', 'atanh', 'sin', 'cos', 'tan'] as const
/** Infinite at poles, but never an error. */
const INFINITE = ['log', 'log10', 'atanh'] as const

/** Powers of zero with negative exponents. */
const POWER = 'pow(a, b) { return a == 0 ? (b < 0 ? nan : native_pow(a, b)) : native_pow(a, b); }'

/** The logarithms beyond which exponentials are infinite, and zero. */
const [LARGEST, SMALLEST] = [709.782712893384, -745.1332191019412]

const beside = (within: string): string => `p > ${LARGEST} ? ${within} : p < ${SMALLEST} ? 0 : native_pow(a, b)`

/** Where overflow and underflow of functions are errors, too. */
const BOUNDED = `
exp(x) { return x > ${LARGEST} ? inf : x < ${SMALLEST} ? 0 : native_exp(x); }
pow(a, b) {
  p = b*log(abs(a));
  h = b/2;
  return a == 0 ? (b < 0 ? nan : b > 0 ? 0 : 1)
    : a < 0 ? (b == floor(b) ? (${beside('(h == floor(h) ? inf : -inf)')}) : a == -inf ? (b > 0 ? inf : 0) : nan)
    : ${beside('inf')};
}`

/** The larger where NaN is above all numbers; the smaller has to look for it. */
const EXTREMES = `
max(a, b) { return native_max(a, b); }
min(a, b) { return a != a ? a : b != b ? b : native_min(a, b); }`

const HYPERBOLIC = named('sinh cosh tanh acosh atanh')
const POSITIVE_INFINITY = 'Infinity'

// ── dialects ────────────────────────────────────────────────────────────────────────────────────────────────────────

function duckdb(): Dialect {
  const [nan, infinity] = ["'NaN'::DOUBLE", `'${POSITIVE_INFINITY}'::DOUBLE`]
  const own = { ...ALIKE, ...HYPERBOLIC, ...named('log10 trunc cbrt gamma lgamma'), max: 'greatest', min: 'least' }
  const { functions, routines } = guarded(own, [...RAISING, 'gamma', 'lgamma'], nan, infinity)
  return {
    ...{ title: 'SQL (DuckDB)', nan, infinity, functions, routines: routines + POWER + EXTREMES },
    ...{ numeral: duckNumeral, double: x => `CAST(${x} AS DOUBLE)`, quote: doubled('"'), caseless: true },
    ...{ nanOrder: 'largest', guardsQuotients: true, inlined: ' NOT MATERIALIZED', fence: '', lastFence: '' },
  }
}

function postgresql(): Dialect {
  const [nan, infinity] = ["'NaN'::float8", `'${POSITIVE_INFINITY}'::float8`]
  const own = { ...ALIKE, ...HYPERBOLIC, ...named('log10 trunc cbrt'), max: 'greatest', min: 'least' }
  const { functions, routines } = guarded(own, RAISING, nan, infinity)
  return {
    ...{ title: 'SQL (PostgreSQL)', nan, infinity, functions, routines: routines + BOUNDED + EXTREMES },
    ...{ numeral: decimal, double: x => `CAST(${x} AS float8)`, quote: doubled('"'), caseless: false },
    ...{ nanOrder: 'largest', guardsQuotients: true, inlined: '', fence: ' OFFSET 0', lastFence: '' },
  }
}

function sqlite(): Dialect {
  const own = { ...ALIKE, ...HYPERBOLIC, ...named('log10 trunc max min'), fmod: 'mod', pow: 'pow' }
  const { functions, routines } = guarded(own, ['atanh', 'sin', 'cos', 'tan'], 'NULL', '9e999')
  return {
    ...{ title: 'SQL (SQLite)', nan: 'NULL', infinity: '9e999', functions },
    routines: `${routines.replace(/^fmod.*$/m, '')}${POWER}`,
    ...{ numeral: decimal, double: x => `CAST(${x} AS REAL)`, quote: doubled('"'), caseless: true },
    ...{ nanOrder: 'null', guardsQuotients: false, inlined: '', fence: ' LIMIT -1', lastFence: ' LIMIT -1' },
  }
}

/** Cases in brackets: see `bracketsCases`. */
const bracketed = (functions: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(functions).map(([f, form]) => [f, form.startsWith('CASE') ? `(${form})` : form] as const),
  )

function spark(): Dialect {
  const [nan, infinity] = ["DOUBLE('NaN')", `DOUBLE('${POSITIVE_INFINITY}')`]
  // Floor answers whole numbers of 64 bits, of which larger doubles are no part.
  const floor = 'CASE WHEN abs($1) < 4.5e15D THEN CAST(floor($1) AS DOUBLE) ELSE $1 END'
  const native = named('log10 log1p expm1 cbrt')
  const own = { ...ALIKE, ...HYPERBOLIC, ...native, max: 'greatest', min: 'least' }
  const { functions, routines } = guarded(own, [...INFINITE, 'asin', 'acos', 'acosh', 'sqrt'], nan, infinity)
  return {
    ...{ title: 'SQL (Spark)', nan, infinity, functions: bracketed({ ...functions, floor }) },
    // The logarithm of zero is NULL.
    routines: `${routines}${POWER}${EXTREMES}
floor(x) { return native_floor(x); }
log1p(x) { return x <= -1 ? nan : native_log1p(x); }`,
    ...{ numeral: x => `${decimal(x)}D`, double: x => `CAST(${x} AS DOUBLE)`, quote: doubled('`'), caseless: true },
    bracketsCases: true,
    ...{ nanOrder: 'largest', guardsQuotients: true, inlined: '', fence: '', lastFence: '' },
  }
}

function clickhouse(): Dialect {
  // Its tanh has absolute precision alone.
  const own = { ...ALIKE, ...named('sinh cosh acosh atanh log10 log2 trunc cbrt lgamma'), gamma: 'tgamma' }
  const { functions, routines } = guarded(own, [...INFINITE, 'gamma', 'lgamma'], 'nan', 'inf')
  return {
    ...{ title: 'SQL (ClickHouse)', nan: 'nan', infinity: 'inf', functions: { ...functions, log2: 'log2' } },
    routines: `${routines}${POWER}
lgamma(x) { return x == -inf ? inf : native_lgamma(x); }
log2(x) { return x <= 0 ? nan : native_log2(x); }`,
    ...{ numeral: decimal, double: x => `CAST(${x} AS Nullable(Float64))`, quote: escaped, caseless: false },
    ...{ nanOrder: 'unordered', guardsQuotients: true, inlined: '', fence: '', lastFence: '' },
  }
}

function bigquery(): Dialect {
  const [nan, infinity] = ["CAST('nan' AS FLOAT64)", "CAST('inf' AS FLOAT64)"]
  const own = { ...ALIKE, ...named('log10 trunc tanh acosh atanh') }
  const { functions, routines } = guarded(own, RAISING, nan, infinity)
  return {
    ...{ title: 'SQL (BigQuery)', nan, infinity, functions, routines: routines + BOUNDED },
    ...{ numeral: decimal, double: x => `CAST(${x} AS FLOAT64)`, quote: escaped, caseless: true },
    ...{ nanOrder: 'unordered', guardsQuotients: true, inlined: '', fence: '', lastFence: '' },
  }
}

export const SQL_DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  duckdb: /* @__PURE__ */ duckdb(),
  postgresql: /* @__PURE__ */ postgresql(),
  sqlite: /* @__PURE__ */ sqlite(),
  spark: /* @__PURE__ */ spark(),
  clickhouse: /* @__PURE__ */ clickhouse(),
  bigquery: /* @__PURE__ */ bigquery(),
}

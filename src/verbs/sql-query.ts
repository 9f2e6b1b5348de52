/** Queries that add derivatives as columns to a table: what `sql` answers, and what the command runs over a table. */

import { attempted } from '../attempt.js'
import { emitted, type Wanted } from '../emit/emit.js'
import { type Layout, sqlIn } from '../emit/languages/sql.js'
import { leavesOf } from '../emit/results.js'
import { SQL_DIALECTS } from '../emit/sql/dialect.js'
import { BudgetError, FluxionError, ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { type Expr, isCall } from '../expr/node.js'
import { countNodes } from '../expr/walk.js'
import { type Input, nameOf, type Options, readFunction, type VariableInput } from '../inputs/input.js'
import type { DIALECTS } from '../signatures/options.js'
import { isTensor } from '../tensor/tensor.js'
import { diff } from './derivative.js'
import { quoted } from './shell-words.js'

export interface SqlOptions {
  /** The database; `duckdb` by default. */
  readonly dialect?: (typeof DIALECTS)[number]
  /** The table, with its schema before a point; `points` by default. */
  readonly table?: string
  /** The columns of variables, where they are called otherwise: `{ x: 'unit price' }`. */
  readonly columns?: Readonly<Record<string, string>>
  /** The columns beside the results; by default those of the variables. */
  readonly keep?: readonly string[]
  /** What results are called after: `f` and `df_dx` by default. */
  readonly name?: string
  /** The value, too. */
  readonly value?: boolean
  /** The derivatives by all variables; where some have values by `at`, by these. */
  readonly gradient?: boolean
  /** Values of names that are no columns, such as the parameters of a loss. */
  readonly at?: Readonly<Record<string, Input>>
  /** One row: the sums of the results over all rows; rows with NULL do not count. */
  readonly sum?: boolean
}

/** Results of more nodes are refused: databases read no query so long and so deep. */
const MOST_NODES = 10_000

export interface Query {
  readonly text: string
  /** The columns that it reads as numbers. */
  readonly reads: readonly string[]
}

/** The query; `over` says what it is over where that is no table by its name. */
export function queryOf(
  f: Input,
  x: VariableInput | undefined,
  options: Options & SqlOptions,
  over: Pick<Layout, 'source' | 'keep'> = {},
): Query {
  const { dialect = 'duckdb', table = 'points', columns = {}, keep, name = 'f', ...others } = options
  const { value, gradient, at = {}, sum, ...reading } = others
  const read = readFunction(f, reading, x === undefined ? undefined : [nameOf(x)])
  if (isTensor(read.e) || isCall(read.e, 'list'))
    throw new ShapeError('a column holds numbers: give sql one scalar; of tensors with form: components')
  const symbols = leavesOf([read.e])
  const own = read.parameters.length > 0 ? read.parameters : symbols
  const by = gradient
    ? slopesBy(own, Object.keys(at))
    : x !== undefined
      ? [nameOf(x)]
      : value && own.length !== 1
        ? []
        : undefined
  const slopes = by === undefined ? [diff(f, reading)] : by.map(v => diff(f, v, reading))
  const names = by ?? own
  const results: readonly (readonly [title: string, result: Expr])[] = [
    ...(value ? [[name, read.e] as const] : []),
    ...slopes.map((d, k) => [`d${name}_d${names[k]}`, d] as const),
  ]
  const point = new Map(Object.entries(at).map(([n, v]) => [n, readFunction(v, {}).e] as const))
  const known = new Set(symbols)
  const stray = [...point.keys()].find(n => !known.has(n))
  if (stray !== undefined)
    throw new FluxionError(
      'option-at',
      `there is no variable ${stray} to have a value; the names are ${symbols.join(', ')}`,
    )
  const atPoint = (e: Expr): Expr => (point.size === 0 ? e : substitute(e, point))
  const args = leavesOf([read.e, ...slopes].map(atPoint))
  const reads = args.map(a => (Object.hasOwn(columns, a) ? (columns[a] as string) : a))
  for (const a of args) known.add(a)
  const unknown = Object.keys(columns).find(a => !known.has(a))
  if (unknown !== undefined)
    throw new FluxionError(
      'option-columns',
      `there is no variable ${unknown} to have a column; the names are ${symbols.join(', ')}`,
    )
  const layout: Layout = {
    source: table.split('.').map(SQL_DIALECTS[dialect].quote).join('.'),
    columns: reads,
    titles: results.map(([title]) => title),
    ...(keep !== undefined && { keep }),
    ...over,
    ...(sum && { sum }),
  }
  const nodes = countNodes(results.map(([, result]) => atPoint(result)))
  if (nodes > MOST_NODES)
    throw new BudgetError(
      'nodes',
      `a query of ${nodes} nodes is more than databases read; up to ${MOST_NODES} fit, and emit writes longer ones, as in { language: 'numpy' }`,
    )
  const text = emitted({
    language: sqlIn(dialect, layout),
    name,
    arguments: args,
    wanted: results.map(([, result]): Wanted => ({ name: 'value', shape: [], roots: [atPoint(result)] })),
    about: aboutOf(read.e, results, f, x, options),
    main: false,
  })
  return { text, reads }
}

function slopesBy(all: readonly string[], given: readonly string[]): readonly string[] {
  const asked = new Set(given)
  return given.length === 0 ? all : all.filter(n => asked.has(n))
}

/** Texts longer than this are not repeated in the comment. */
const LONGEST = 1000

function short(e: Expr): string {
  // Few nodes may each be written many times.
  const whole = countNodes(e) > LONGEST ? undefined : attempted([BudgetError], () => String(e))
  return whole === undefined || whole.length > LONGEST ? '...' : whole
}

/** What the columns are, and the command that makes the text again. */
function aboutOf(
  e: Expr,
  results: readonly (readonly [string, Expr])[],
  f: Input,
  x: VariableInput | undefined,
  options: Options & SqlOptions,
): readonly string[] {
  const told = results.map(([title, result]) => `${title} = ${short(result)}`)
  const text = typeof f === 'string' || typeof f === 'number' ? String(f) : short(e)
  if (text.length > LONGEST || text === '...') return told
  const flags = (['value', 'gradient', 'sum'] as const).filter(flag => options[flag] === true)
  const command = [
    ...['fluxion sql', quoted(text), ...(x === undefined ? [] : [quoted(nameOf(x))])],
    ...(options.dialect === undefined ? [] : ['--dialect', options.dialect]),
    ...(options.table === undefined ? [] : ['--table', quoted(options.table)]),
    ...Object.entries(options.columns ?? {}).map(([v, column]) => `--column ${quoted(`${v}=${column}`)}`),
    ...Object.entries(options.at ?? {}).map(([n, v]) => `--at ${quoted(`${n}=${v}`)}`),
    ...(options.name === undefined ? [] : ['--name', quoted(options.name)]),
    ...flags.map(flag => `--${flag}`),
    ...(options.let === undefined ? [] : ['--let', quoted(options.let)]),
  ]
  return [...told, `Made by: ${command.join(' ')}`]
}

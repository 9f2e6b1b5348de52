/**
 * `fluxion sql ... --over FILE`: the query of `sql` on the embedded DuckDB, over a file of Parquet or CSV or a table of a database. What it
 * answers is printed, or written by DuckDB itself as Parquet or CSV. Nothing is fetched: extensions are neither loaded nor installed. Names
 * of files and columns are literals and names in quotes, never SQL.
 */
import { existsSync, realpathSync } from 'node:fs'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { optionsFor } from '../calls/checked.js'
import { SQL_DIALECTS } from '../emit/sql/dialect.js'
import { FluxionError } from '../errors.js'
import { greatest } from '../expr/args.js'
import type { Options } from '../inputs/input.js'
import { sql } from '../verbs/index.js'
import { type Query, queryOf, type SqlOptions } from '../verbs/sql-query.js'
import type { Request } from './arguments.js'
import { UsageError } from './usage.js'

/** More rows are not printed. */
const MOST_ROWS = 1000

const { quote } = SQL_DIALECTS.duckdb
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** How DuckDB reads and writes files, by their endings. */
const READERS: Readonly<Record<string, string>> = { parquet: 'read_parquet', csv: 'read_csv', tsv: 'read_csv' }
const WRITERS: Readonly<Record<string, string>> = {
  parquet: 'FORMAT parquet',
  csv: 'FORMAT csv, HEADER',
  tsv: "FORMAT csv, HEADER, DELIMITER '\t'",
}

const endingOf = (file: string): string => /\.([a-z]+)(?:\.(?:gz|zst))?$/i.exec(file)?.[1]?.toLowerCase() ?? ''
const ownValue = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** A file of this very name, or files of a pattern such as `year=*.parquet`. */
const pathOf = (file: string): string => literal(existsSync(file) ? file.replace(/[[*?]/g, '[$&]') : file)

/** What stands after FROM. */
function sourceOf(over: string, database: string | undefined): string {
  if (database !== undefined) return over.split('.').map(quote).join('.')
  const reader = ownValue(READERS, endingOf(over))
  if (reader !== undefined) return `${reader}(${pathOf(over)})`
  throw new UsageError(`--over ${over} is no file of ${Object.keys(READERS).join(', ')}; a table needs its --database`)
}

interface Column {
  readonly name: string
  readonly type: string
}

export interface Answered {
  readonly output: string
  readonly diagnostics: string
}

/** Runs the query of a request over its table. */
export async function overTable(request: Request, text: string): Promise<Answered> {
  const { over = '', database, output } = request
  const source = sourceOf(over, database)
  const writer = output === undefined ? undefined : writerOf(output, over, database)
  const options = optionsFor(sql, request.options) as Options & SqlOptions
  if (options.dialect !== undefined && options.dialect !== 'duckdb')
    throw new UsageError('--over runs on DuckDB; the query in another dialect is written without it')
  const connection = await connected(database)
  try {
    const columns = await columnsOf(connection, source)
    const keep = options.keep ?? columns.map(c => c.name)
    const [, x] = request.words
    const at = Object.fromEntries(request.at)
    const query = queryOf(text, x, { ...options, at }, { source, keep })
    refuseOthers(query, options.sum ? [] : keep, columns, over)
    const statement = query.text.trimEnd().replace(/;$/, '')
    if (output !== undefined && writer !== undefined) {
      const rows = await answered(connection, `COPY (${statement}\n) TO ${literal(output)} (${writer})`)
      return { output: '', diagnostics: `${rows.getRows()[0]?.[0] ?? 0} rows written to ${output}` }
    }
    return await printed(connection, statement, request)
  } finally {
    connection.closeSync()
  }
}

async function connected(database: string | undefined): Promise<DuckDBConnection> {
  if (database !== undefined && !existsSync(database)) throw new UsageError(`--database ${database} does not exist`)
  const settings = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }
  const mode = database === undefined ? {} : { access_mode: 'READ_ONLY' }
  return told(async () => (await DuckDBInstance.create(database ?? ':memory:', { ...settings, ...mode })).connect())
}

/** What the database says of an error, as ours. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new FluxionError('database', `DuckDB: ${error.message.split('\n')[0]}`)
  }
}

const answered = (connection: DuckDBConnection, statement: string) => told(() => connection.runAndReadAll(statement))

async function columnsOf(connection: DuckDBConnection, source: string): Promise<readonly Column[]> {
  const rows = await answered(connection, `DESCRIBE SELECT * FROM ${source}`)
  return rows.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }))
}

const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/** Refuses columns that are not there, and those that hold no numbers. Raises `FluxionError`. */
function refuseOthers({ reads }: Query, keep: readonly string[], columns: readonly Column[], over: string): void {
  const types = new Map(columns.map(c => [c.name.toLowerCase(), c.type]))
  const missing = [...reads, ...keep].find(name => !types.has(name.toLowerCase()))
  if (missing !== undefined)
    throw new FluxionError(
      'no-column',
      `${over} has no column ${missing}: its columns are ${columns.map(c => c.name).join(', ')}; --column "x=NAME" names the column of x`,
    )
  const other = reads.find(name => !NUMERIC.test(types.get(name.toLowerCase()) ?? ''))
  if (other !== undefined)
    throw new FluxionError(
      'no-column',
      `the column ${other} of ${over} holds no numbers but ${types.get(other.toLowerCase())}`,
    )
}

/** How the answer is written. Raises `UsageError`. */
function writerOf(output: string, over: string, database: string | undefined): string {
  const writer = ownValue(WRITERS, endingOf(output))
  if (writer === undefined) throw new UsageError(`--output ${output}: tables end in ${Object.keys(WRITERS).join(', ')}`)
  const isSame = (file: string | undefined): boolean =>
    file !== undefined && existsSync(file) && existsSync(output) && realpathSync(file) === realpathSync(output)
  if (isSame(over) || isSame(database)) throw new UsageError(`--output ${output} is the file that is read`)
  return writer
}

async function printed(connection: DuckDBConnection, statement: string, request: Request): Promise<Answered> {
  const reader = await told(() => connection.runAndReadUntil(statement, MOST_ROWS + 1))
  const rows = reader.getRowsJson().slice(0, MOST_ROWS)
  const names = reader.columnNames()
  const more = reader.currentRowCount > MOST_ROWS
  const diagnostics = more ? `the first ${MOST_ROWS} rows are shown; --output FILE.csv or FILE.parquet writes all` : ''
  if (request.format === 'json')
    return { output: JSON.stringify({ command: 'sql', query: statement, columns: names, rows }), diagnostics }
  return { output: aligned([names, ...rows.map(row => row.map(cell))]), diagnostics }
}

const cell = (value: unknown): string =>
  value === null ? 'NULL' : typeof value === 'object' ? JSON.stringify(value) : String(value).replace(/\s/g, ' ')

/** Columns of one width, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, k) => greatest(rows.map(row => (row[k] ?? '').length)))
  return rows.map(row => row.map((text, k) => text.padStart(widths[k] ?? 0)).join('  ')).join('\n')
}

/**
 * Queries for databases that live on clusters, by what runs on one machine: ClickHouse as a library, BigQuery by the reference
 * implementation of its language. There is none of Spark: its text is read by the grammar of Spark alone. The tools come from the npm
 * registry; their tests are skipped where it does not answer.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emit, sql } from '../../src/index.js'
import { turn } from '../cases/runs.js'
import { type Cell, differences, ROWS, sorted } from './databases.js'
import { MODELS } from './formulas.js'
import { fromRegistry } from './packages.js'

type Dialect = Parameters<typeof sorted>[0]

/** A chain of steps each of which reads the one before it twice: merged into one expression they would double it. */
const CHAIN = {
  let: `s0 = x + y; ${Array.from({ length: 25 }, (_, k) => `s${k + 1} = sin(s${k}) + s${k}/2`).join('; ')}`,
  value: true,
}

const queryOf = (f: string, dialect: Dialect, variables: readonly string[] = ['x', 'y']): string =>
  emit(f, { language: 'sql', dialect, variables })

/** A query that gives the answers of a function at all rows, in order. */
type Ask = (text: string) => Promise<readonly Cell[]>

async function answers(written: readonly string[], dialect: Dialect, ask: Ask): Promise<Cell[][]> {
  const found: Cell[][] = ROWS.map(() => [])
  for (const f of written) for (const [i, cell] of (await ask(queryOf(f, dialect))).entries()) found[i]?.push(cell)
  return found
}

describe('ClickHouse', () => {
  const chdb = fromRegistry('chdb', '3.4.0')?.('chdb') as
    | { readonly query: (text: string, format: string) => string }
    | undefined
  const literal = (v: Cell): string => (v === null ? 'NULL' : `toFloat64('${v}')`)
  const rows = ROWS.map(([x, y], i) => `(${i}, ${literal(x)}, ${literal(y)})`).join(', ')
  const points = `(SELECT * FROM values('i Int32, x Nullable(Float64), y Nullable(Float64)', ${rows}) ORDER BY i)`
  const ask: Ask = async text => {
    const written = chdb?.query(text.replace('FROM `points`', `FROM ${points}`).replace(/;\s*$/, ''), 'TSV') ?? ''
    const words = written
      .trim()
      .split('\n')
      .map(line => line.split('\t').at(-1) ?? '')
    return words.map(word => (word === '\\N' ? null : Number(word.replace('inf', 'Infinity'))))
  }

  test.skipIf(chdb === undefined)('every function at every point, and where columns are NULL', async () => {
    const { written } = sorted('clickhouse')
    expect(differences(written, await answers(written, 'clickhouse', ask))).toEqual([])
    expect(written.length).toBeGreaterThan(80)
  })

  test.skipIf(chdb === undefined)('what is read often is computed once', async () => {
    expect(await ask(sql('s25', undefined, { dialect: 'clickhouse', ...CHAIN }))).toHaveLength(ROWS.length)
  })
})

interface GoogleCell {
  readonly doubleValue?: number
}
interface GoogleAnswer {
  readonly content: { readonly tableData: { readonly row: readonly { readonly cell: readonly GoogleCell[] }[] } }
}
interface GoogleClient {
  readonly testConnection: () => Promise<boolean>
}
type Evaluate = (request: object, done: (error: Error | null, answer: GoogleAnswer) => void) => void

describe('BigQuery', () => {
  const name = '@fivetrandevelopers/zetasql'
  const found = fromRegistry(name, '1.13.0')
  const port = 20_000 + (process.pid % 20_000)
  let server: ChildProcess | undefined
  let evaluate: Evaluate

  beforeAll(async () => {
    if (found === undefined) return
    const folder = join(found.resolve(`${name}/package.json`), '../lib')
    const { ZetaSQLClient } = found(`${folder}/ZetaSQLClient.js`)
    server = spawn(join(folder, 'zetasql/remote_server.so'), ['localhost', String(port)], { stdio: 'ignore' })
    ZetaSQLClient.init(port)
    const client: GoogleClient = ZetaSQLClient.getInstance()
    expect(await client.testConnection()).toBe(true)
    evaluate = ZetaSQLClient.API.evaluateQuery.bind(ZetaSQLClient.API)
  }, 60_000)

  afterAll(() => server?.kill())

  const cell = (v: Cell): GoogleCell => (v === null ? {} : { doubleValue: v })
  const column = ['x', 'y'].map(name => ({ name, type: { typeKind: 'TYPE_DOUBLE' } }))
  const tables = {
    simpleCatalog: {
      name: 'test',
      table: [{ name: 'points', column }],
      builtinFunctionOptions: { languageOptions: {} },
    },
    tableContent: { points: { tableData: { row: ROWS.map(row => ({ cell: row.map(cell) })) } } },
  }
  const ask: Ask = text =>
    new Promise((done, failed) => {
      evaluate({ sql: text, ...tables }, (error, answer) => {
        if (error !== null) failed(new Error(`${error.message}\n${text}`))
        else done(answer.content.tableData.row.map(row => row.cell.at(-1)?.doubleValue ?? null))
      })
    })

  test.skipIf(found === undefined)('every function at every point, and where columns are NULL', async () => {
    const { written } = sorted('bigquery')
    expect(differences(written, await answers(written, 'bigquery', ask))).toEqual([])
    expect(written.length).toBeGreaterThan(70)
  })

  test.skipIf(found === undefined)('what is read often', async () => {
    expect(await ask(sql('s25', undefined, { dialect: 'bigquery', ...CHAIN }))).toHaveLength(ROWS.length)
  })
})

describe('Spark, by its grammar', () => {
  const found = fromRegistry('dt-sql-parser', '4.5.1')
  let complaints: (text: string) => readonly string[]

  beforeAll(() => {
    if (found === undefined) return
    // The package is written for bundlers.
    const parser = join(found.resolve('dt-sql-parser/package.json'), '../dist/parser/spark/index.js')
    const bundle = join(parser, '../bundle.cjs')
    buildSync({ entryPoints: [parser], outfile: bundle, bundle: true, platform: 'node', logLevel: 'error' })
    const { SparkSQL } = found(bundle)
    complaints = text => {
      const errors: readonly { readonly message: string }[] = new SparkSQL().validate(text)
      return errors.map(e => `${e.message}\n${text}`)
    }
  })

  test.skipIf(found === undefined)('every function, and formulas with their gradients', async () => {
    const { written } = sorted('spark')
    const texts = [
      ...written.map(f => queryOf(f, 'spark')),
      // The columns S and s are one there, and there are no loops.
      ...MODELS.filter(
        ([f, variables]) =>
          new Set(variables.map(v => v.toLowerCase())).size === variables.length && !/gamma|lambertw/.test(f),
      )
        .slice(0, 12)
        .map(([f, variables]) => emit(f, { language: 'sql', dialect: 'spark', variables, gradient: true })),
    ]
    for (const text of texts) {
      await turn()
      expect(complaints(text)).toEqual([])
    }
    expect(complaints('SELECT 1 FROM (')).not.toEqual([])
    expect(written.length).toBeGreaterThan(80)
  })
})

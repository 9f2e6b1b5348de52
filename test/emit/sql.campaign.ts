/**
 * Queries on real databases: DuckDB, a PostgreSQL of its own on loopback, reached by `pg`, and SQLite. The latter two are skipped where they
 * are not installed.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emit, sql } from '../../src/index.js'
import { type Cell, differences, onDuckDB, ROWS, sorted } from './databases.js'

const VERSIONS = '/usr/lib/postgresql'
const programs = existsSync(VERSIONS) ? join(VERSIONS, readdirSync(VERSIONS).sort().at(-1) ?? '', 'bin') : ''
const hasPostgres = existsSync(join(programs, 'initdb'))

/** The user of the database; it refuses to run for root. */
const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))

test('DuckDB: every function at every point, and where columns are NULL', async () => {
  const { written } = sorted('duckdb')
  expect(differences(written, await onDuckDB(written))).toEqual([])
  expect(written.length).toBeGreaterThan(90)
})

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  const folder = hasPostgres ? mkdtempSync(join(tmpdir(), 'fluxion-postgresql-')) : ''
  const port = 20_000 + (process.pid % 20_000)
  const owner = process.getuid?.() === 0 && hasPostgres ? { uid: idOf('-u'), gid: idOf('-g') } : undefined
  let server: ReturnType<typeof spawn> | undefined
  let client: pg.Client

  beforeAll(async () => {
    if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
    const data = join(folder, 'data')
    execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8'], { ...owner })
    const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1']
    server = spawn(join(programs, 'postgres'), options, { ...owner, stdio: 'ignore' })
    for (let attempt = 0; ; attempt++) {
      client = new pg.Client({ host: '127.0.0.1', port, user: 'tester', database: 'postgres' })
      try {
        await client.connect()
        break
      } catch (error) {
        if (attempt === 100) throw error
        await new Promise(done => setTimeout(done, 100))
      }
    }
    await client.query('CREATE TABLE points (i integer, x float8, y float8)')
    for (const [i, [x, y]] of ROWS.entries()) await client.query('INSERT INTO points VALUES ($1, $2, $3)', [i, x, y])
  }, 60_000)

  afterAll(async () => {
    await client.end()
    const ended = new Promise(done => server?.once('exit', done))
    server?.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true })
  })

  test('every function at every point, and where columns are NULL', async () => {
    const { written } = sorted('postgresql')
    const found: Cell[][] = ROWS.map(() => [])
    for (const f of written) {
      const text = emit(f, { language: 'sql', dialect: 'postgresql', variables: ['x', 'y'] })
      const { rows } = await client.query<Cell[]>({ text, rowMode: 'array' })
      for (const [i, row] of rows.entries()) found[i]?.push(row.at(-1) as Cell)
    }
    expect(differences(written, found)).toEqual([])
    expect(written.length).toBeGreaterThan(80)
  })

  test('whole numbers and decimals are doubles, and names are names', async () => {
    await client.query('CREATE TABLE "a""b; --" ("select" integer, "имя" numeric, "X" smallint, x float8)')
    await client.query('INSERT INTO "a""b; --" VALUES (1, 3.5, 30000, 2)')
    const columns = { a: 'select', b: 'имя', u: 'X', v: 'x' }
    const text = sql('a/2 + b/3 + u^4 + v', 'u', { dialect: 'postgresql', table: 'a"b; --', columns, value: true })
    const { rows } = await client.query({ text, rowMode: 'array' })
    expect(rows[0]?.slice(-2)).toEqual([0.5 + 3.5 / 3 + 30000 ** 4 + 2, 4 * 30000 ** 3])
  })

  test('what is read often is computed once', async () => {
    // Each step reads the one before it twice: merged into one expression the steps would double it.
    const steps = Array.from({ length: 40 }, (_, k) => `s${k + 1} = sin(s${k}) + s${k}/2`).join('; ')
    const text = sql('s40', undefined, { dialect: 'postgresql', let: `s0 = x + y; ${steps}`, value: true })
    const { rows } = await client.query({ text, rowMode: 'array' })
    expect(rows.length).toBe(ROWS.length)
  })
})

const SQLITE = `import json, sqlite3, sys
order = json.load(sys.stdin)
db = sqlite3.connect(':memory:')
db.execute('CREATE TABLE points (i INTEGER, x REAL, y REAL)')
number = lambda v: float(v) if isinstance(v, str) else v
db.executemany('INSERT INTO points VALUES (?, ?, ?)', [[i, *map(number, row)] for i, row in enumerate(order['rows'])])
word = lambda v: v if v is None else repr(v)
print(json.dumps([[word(row[-1]) for row in db.execute(text)] for text in order['queries']]))`

const runs = (code: string): boolean => spawnSync('python3', ['-c', code]).status === 0
const hasSqlite = runs('import sqlite3; sqlite3.connect(":memory:").execute("select ln(2.0)")')

describe.skipIf(!hasSqlite)('SQLite', () => {
  const answers = (queries: readonly string[]): Cell[][] => {
    const rows = ROWS.map(row => row.map(v => (v === null ? null : String(v).replace('Infinity', 'inf'))))
    const input = JSON.stringify({ rows, queries })
    const { stdout, stderr } = spawnSync('python3', ['-c', SQLITE], { input, encoding: 'utf8' })
    expect(stderr).toBe('')
    const found = JSON.parse(stdout) as (string | null)[][]
    return ROWS.map((_, i) =>
      found.map(column => {
        const word = column[i] ?? null
        return word === null ? null : Number(word.replace('inf', 'Infinity'))
      }),
    )
  }

  test('every function at every point, with NULL for NaN', () => {
    const { written } = sorted('sqlite')
    const queries = written.map(f => emit(f, { language: 'sql', dialect: 'sqlite', variables: ['x', 'y'] }))
    expect(differences(written, answers(queries), true)).toEqual([])
    expect(written.length).toBeGreaterThan(80)
  })

  test('what is read often is computed once', () => {
    const steps = Array.from({ length: 40 }, (_, k) => `s${k + 1} = sin(s${k}) + s${k}/2`).join('; ')
    const text = sql('s40', undefined, { dialect: 'sqlite', let: `s0 = x + y; ${steps}`, value: true })
    expect(answers([text]).length).toBe(ROWS.length)
  })
})

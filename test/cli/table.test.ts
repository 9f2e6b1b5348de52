/** `fluxion sql --over`: files and tables on the embedded DuckDB. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/shell.js'

const folder = mkdtempSync(join(tmpdir(), 'fluxion-table-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string): string => join(folder, name)
const written = (name: string, text: string): string => {
  writeFileSync(file(name), text)
  return file(name)
}
const fluxion = (...words: readonly string[]) => main(words, async () => undefined)

const POINTS = 'id,x,y\n1,2,0.5\n2,0,\n3,-1,nan\n'

describe('a table of CSV', () => {
  const points = written('points.csv', POINTS)

  it('is printed with the derivative beside it', async () => {
    const { output, status } = await fluxion('sql', 'y*log(x)', 'x', '--over', points, '--value')
    expect(status).toBe(0)
    expect(output).toBe(`id   x     y                    f  df_dx
 1   2   0.5  0.34657359027997264   0.25
 2   0  NULL                 NULL   NULL
 3  -1   NaN                  NaN    NaN`)
  })

  it('is summed, with values for what is no column', async () => {
    const words = ['sql', '(a*x + b - id)^2', '--gradient', '--sum', '--at', 'a=2,b=1/2', '--over', points]
    const { output } = await fluxion(...words, '--format', 'json')
    expect(JSON.parse(output)).toMatchObject({ columns: ['df_da', 'df_db'], rows: [[23, -5]] })
  })

  it('is written as Parquet, and read again', async () => {
    const out = file('out.parquet')
    const first = await fluxion('sql', 'x^3', '--over', points, '-o', out)
    expect([first.status, first.output, first.diagnostics]).toEqual([0, '', `3 rows written to ${out}`])
    const { output } = await fluxion('sql', 'df_dx^2', '--over', out, '--keep', 'id', '--format', 'json')
    expect(JSON.parse(output).columns).toEqual(['id', 'df_ddf_dx'])
    expect(JSON.parse(output).rows.map((r: unknown[]) => r[1])).toEqual([24, 0, 6])
  })

  it('is written as CSV', async () => {
    const out = file('out.csv')
    await fluxion('sql', 'x^2', '--over', points, '--keep', 'id', '-o', out)
    expect(readFileSync(out, 'utf8')).toBe('id,df_dx\n1,4.0\n2,0.0\n3,-2.0\n')
  })
})

describe('names', () => {
  const HOSTILE = ["o'clock.csv", 'a "b" [1]*.csv', '; DROP TABLE t --.csv', 'имя.csv', '__proto__.csv', '$1.csv']
  it.each(HOSTILE)('of the file %j', async name => {
    const { output } = await fluxion('sql', 'x^2', '--over', written(name, POINTS), '--keep', 'id')
    expect(output.split('\n')).toHaveLength(4)
  })

  const COLUMNS = [
    'x"; DROP TABLE t; --',
    "o'clock",
    'select',
    'имя',
    '__proto__',
    'unit price',
    'c1',
    's0',
    't1',
    'x_',
  ]
  it.each(COLUMNS)('of the column %j', async column => {
    const over = written('columns.csv', `"${column.replaceAll('"', '""')}",x\n3,7\n`)
    const { output } = await fluxion('sql', 'u^2', '--over', over, '--column', `u=${column}`, '--format', 'json')
    expect(JSON.parse(output).columns).toEqual([column, 'x', 'df_du'])
    expect(JSON.parse(output).rows).toEqual([['3', '7', 6]])
  })

  it('a pattern of files is one table', async () => {
    written('part-1.csv', POINTS)
    written('part-2.csv', POINTS)
    const { output } = await fluxion('sql', 'x^2', '--over', file('part-*.csv'))
    expect(output.split('\n')).toHaveLength(7)
  })
})

describe('a table of a database', () => {
  it('is read by its name, and not changed', async () => {
    const path = file('shop.duckdb')
    const instance = await DuckDBInstance.create(path)
    const connection = await instance.connect()
    await connection.run('CREATE SCHEMA s; CREATE TABLE s."or""ders" (n INTEGER, price DECIMAL(10, 2))')
    await connection.run('INSERT INTO s."or""ders" VALUES (3, 2.50)')
    connection.closeSync()
    instance.closeSync()
    const words = ['sql', 'n*price^2/7', 'price', '--over', 's.or"ders', '--database', path, '--format', 'json']
    expect(JSON.parse((await fluxion(...words)).output).rows).toEqual([[3, '2.50', 15 / 7]])
  })
})

const REFUSED: readonly (readonly [words: readonly string[], message: RegExp])[] = [
  [['sql', 'z^2', '--over', 'points.csv'], /has no column z: its columns are id, x, y/],
  [['sql', 'x^2', '--over', 'text.csv'], /holds no numbers but VARCHAR/],
  [['sql', 'x^2', '--over', 'nothing.csv'], /DuckDB: IO Error/],
  [['sql', 'x^2', '--over', 'table'], /a table needs its --database/],
  [['sql', 'x^2', '--over', 't', '--database', 'none.duckdb'], /does not exist/],
  [['sql', 'x^2', '--database', 'none.duckdb'], /--over NAME/],
  [['sql', 'x^2', '--over', 'https://127.0.0.1:9/a.parquet'], /httpfs/],
  [['sql', 'x^2', '--over', 'points.csv', '-o', 'points.csv'], /is the file that is read/],
  [['sql', 'x^2', '--over', 'points.csv', '-o', 'out.xlsx'], /tables end in parquet, csv, tsv/],
  [['sql', 'x^2', '--over', 'points.csv', '--dialect', 'spark'], /runs on DuckDB/],
  [['sql', 'x^2', '--over', 'points.csv', '--format', 'latex'], /shown as text or json/],
  [['sql', 'x^2', 'x', 'y', '--over', 'points.csv'], /no place for y/],
  [['diff', 'x^2', '--over', 'points.csv'], /go with sql/],
]

it.each(REFUSED)('%j is refused', async (words, message) => {
  written('points.csv', POINTS)
  written('text.csv', 'x\nhello\n')
  const named = words.map(w => (/^(points|text|nothing|none|out)\./.test(w) ? file(w) : w))
  const { status, diagnostics } = await fluxion(...named)
  expect(status).toBe(2)
  expect(diagnostics).toMatch(message)
})

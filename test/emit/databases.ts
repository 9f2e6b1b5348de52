/** Queries over the points of formulas.ts on a database, beside `evaluate` with `undefined: 'nan'`; NULL where a column is NULL. */
import { DuckDBInstance } from '@duckdb/node-api'
import { emit, evaluate, FluxionError, parse } from '../../src/index.js'
import type { DIALECTS } from '../../src/signatures/options.js'
import { FUNCTIONS, POINTS } from './formulas.js'
import { agree } from './tools.js'

export type Cell = number | null
export type Point = readonly [Cell, Cell]
type Dialect = (typeof DIALECTS)[number]

/** The points, and rows where one of the columns is NULL, or both are. */
export const ROWS: readonly Point[] = [...POINTS, [null, 0.5], [0.7, null], [null, null]]

/** What each function is at each point. */
export const wanted = (f: string, [x, y]: Point): Cell => {
  const names = parse(f).symbols()
  if ((names.includes('x') && x === null) || (names.includes('y') && y === null)) return null
  return evaluate(f, { x: x ?? 0, y: y ?? 0 }, { undefined: 'nan' }) as number
}

/** The results of functions on DuckDB, by rows. */
export async function onDuckDB(fs: readonly string[], rows: readonly Point[] = ROWS): Promise<Cell[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const literal = (v: Cell): string => (v === null ? 'NULL' : `'${v}'::DOUBLE`)
  const values = rows.map(row => `(${row.map(literal).join(', ')})`)
  await connection.run(`CREATE TABLE points AS SELECT * FROM (VALUES ${values.join(', ')}) AS t(x, y)`)
  const found: Cell[][] = rows.map(() => [])
  for (const f of fs) {
    const reader = await connection.runAndReadAll(emit(f, { language: 'sql', variables: ['x', 'y'] }))
    for (const [i, row] of reader.getRows().entries()) found[i]?.push(row.at(-1) as Cell)
  }
  connection.closeSync()
  return found
}

/** The functions that the dialect can write, and those that it refuses. */
export function sorted(dialect: Dialect): { readonly written: readonly string[]; readonly refused: readonly string[] } {
  const refused = FUNCTIONS.filter(f => {
    try {
      emit(f, { language: 'sql', dialect, variables: ['x', 'y'] })
      return false
    } catch (error) {
      if (error instanceof FluxionError && error.code === 'no-emission') return true
      throw error
    }
  })
  return { written: FUNCTIONS.filter(f => !refused.includes(f)), refused }
}

/** How the results of a query differ from what is wanted. */
export function differences(
  fs: readonly string[],
  found: readonly (readonly Cell[])[],
  isNullNan = false,
  rows = ROWS,
): string[] {
  return rows.flatMap((p, i) =>
    fs.flatMap((f, k) => {
      const [a, b] = [found[i]?.[k] as Cell, wanted(f, p)]
      const same = a === null || b === null ? a === b || (isNullNan && Number.isNaN(b)) : agree(a, b, 64, 1e-15)
      return same ? [] : [`${f} at ${p.join(', ')}: ${a}, not ${b}`]
    }),
  )
}

/** The verb `sql`: derivatives as columns of a table. On the command line it also runs over files and tables (cli/table.ts). */

import type { Input, Options, VariableInput } from '../inputs/input.js'
import { queryOf, type SqlOptions } from './sql-query.js'
import { verb } from './verb.js'

export type { SqlOptions } from './sql-query.js'

/**
 * The query that adds the derivative of `f` by `x` as a column to a table whose columns are the variables: `sql('w^3', 'w')`. A result is NULL
 * where one of its columns is NULL, and NaN where it has no value, as in `evaluate` with `undefined: 'nan'`; SQLite has no NaN, but NULL.
 * In PostgreSQL and BigQuery a sum or a product too large for doubles is an error of the database, in PostgreSQL also one too small. Texts for DuckDB, PostgreSQL and SQLite are run by them in
 * the tests; those for Spark, ClickHouse and BigQuery are not. Raises what `diff` raises, and `FluxionError` 'no-emission' for what the
 * database cannot say.
 */
export const sql = /* @__PURE__ */ verb(
  {
    name: 'sql',
    answers: 'document',
    group: 'derivatives',
    takes: 'f:input x?:variable {&slope dialect table columns keep name value gradient at sum}',
    about: 'the derivative as a column of a table: the query, or with --over its answer',
    examples: [
      {
        command: 'sql "w^3" w',
        prints: `-- df_dw = 3*w^2
-- Made by: fluxion sql "w^3" w
WITH s0 AS NOT MATERIALIZED (SELECT "w" AS c1, CAST("w" AS DOUBLE) AS "w_" FROM "points")
SELECT c1 AS "w",
  3.0 * ("w_" * "w_") AS "df_dw"
FROM s0;`,
      },
    ],
  },
  (f: Input, x?: VariableInput, options: Options & SqlOptions = {}): string => queryOf(f, x, options).text,
)

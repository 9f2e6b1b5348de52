/** The operations on tensors, one row each. A new one is a row in one of the files beside this. */
import { AXES } from './axes.js'
import { DECOMPOSITIONS } from './decompositions.js'
import { MATRICES } from './matrices.js'
import type { OperationRow } from './row.js'

export const OPERATIONS: readonly OperationRow[] = [...MATRICES, ...DECOMPOSITIONS, ...AXES]

const byName = new Map(OPERATIONS.flatMap(row => row.names.map(name => [name, row] as const)))

/** The row of that name, or of one of its other names. */
export const operationNamed = (name: string): OperationRow | undefined => byName.get(name)

/** The row of an operation that is there. */
export function operationRow(head: string): OperationRow {
  const row = byName.get(head)
  if (row === undefined) throw new Error(`no operation is called ${head}`)
  return row
}

/** Whether it goes along the last axis, the others standing for so many vectors. */
export const isAlongAxis = ({ takes }: OperationRow): boolean =>
  takes === 'entries' || takes === 'axis' || takes === 'compared'

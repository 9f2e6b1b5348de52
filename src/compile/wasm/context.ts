/** What the body of a function of a module is written from. */
import type { AlgorithmName } from '../../number/elementary/algorithms.js'
import type { Program } from '../program.js'
import type { Imports } from './imports.js'
import type { Instructions } from './instructions.js'
import type { Layout } from './layout.js'

export interface BodyContext {
  readonly program: Program
  readonly layout: Layout
  readonly imports: Imports
  readonly set: Instructions
  /** The number of the first local that the body may use. */
  readonly firstLocal: number
  /** The number of an elementary function of such values. */
  readonly numberOf: (name: AlgorithmName) => number
  /** How often a link is still to read each register, by register: nothing before a link and after it. */
  readonly uses: Int32Array
  /** The instruction for the address that columns are counted from. */
  readonly base: readonly number[]
}

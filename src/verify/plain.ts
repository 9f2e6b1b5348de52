/**
 * Plain doubles: the operations that a person types, one after the other, with powers by `Math.pow`. A textbook's difference quotient
 * is formed of these, and agrees with a notebook's to the last digit.
 */

import type { Field } from '../evaluate/field.js'
import { real } from '../evaluate/real.js'
import { run } from '../evaluate/run.js'
import type { Tape } from '../evaluate/tape.js'
import type { RealFunction } from './differences.js'

const plain: Field<number> = { ...real, name: 'plain', powInt: (a, n) => a ** n }

/** The first output of a tape as a function of one of its arguments, the others fixed; of none where there is no such one. */
export const plainAlong =
  (tape: Tape, args: readonly number[], k: number): RealFunction =>
  x =>
    run(tape, plain, k < 0 ? args : args.with(k, x))[tape.outputs[0] as number] as number

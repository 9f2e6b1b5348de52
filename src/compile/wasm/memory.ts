/**
 * The memory that all modules share: arguments, results and what long programs keep between their functions. Calls are synchronous
 * and a program never calls another, so that each finds the memory free. One for all, because engines set aside gigabytes of
 * addresses for each.
 */
import { type Engine, engine, type Memory as Room } from './engine.js'

const PAGE = 1 << 16

/** The memory and the doubles in it, which are others after it has grown. */
export interface Shared {
  readonly memory: Room
  doubles: Float64Array
}

let shared: Shared | undefined

/** The memory, with room for so many doubles. Raises the engine's RangeError where there is not so much. */
export function memoryOf(doubles: number): Shared {
  const { Memory } = engine() as Engine
  shared ??= sharedBy(new Memory({ initial: 1 }))
  const missing = doubles * 8 - shared.memory.buffer.byteLength
  if (missing > 0) {
    shared.memory.grow(Math.max(Math.ceil(missing / PAGE), shared.memory.buffer.byteLength / PAGE))
    shared.doubles = new Float64Array(shared.memory.buffer)
  }
  return shared
}

const sharedBy = (memory: Room): Shared => ({ memory, doubles: new Float64Array(memory.buffer) })

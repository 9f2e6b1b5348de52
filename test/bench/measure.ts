/** The processor time of a task: the median of samples and their spread, each sample long enough for the clock. */

export interface Timing {
  /** Microseconds for one run. */
  readonly median: number
  /** Half the range between the quartiles, relative to the median. */
  readonly spread: number
  readonly samples: number
}

const SAMPLE = 5e3
const BUDGET = 8e5
/** The compiler of an engine has seen all of a program when a stretch like this is hardly quicker than the one before. */
const STRETCH = 1e6
const HARDLY = 0.9
/** Nobody waits longer for that. */
const WARM = 4e6
const MOST = 41

/** Microseconds of this process, all threads. */
const now = (): number => {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Results go here, so that no run can be optimised away. */
export let sink: unknown

function once(task: () => unknown, runs: number): number {
  const start = now()
  for (let k = 0; k < runs; k++) sink = task()
  return (now() - start) / runs
}

/** Runs a task until it is warm, then for about a second that is counted; at least once. */
export function measure(task: () => unknown): Timing {
  const first = once(task, 1)
  let runs = 1
  let [before, mean] = [Number.POSITIVE_INFINITY, first]
  for (let spent = 0; first <= BUDGET && spent < WARM && mean < HARDLY * before; ) {
    const start = now()
    let count = 0
    while (now() - start < STRETCH) {
      if (once(task, runs) * runs < SAMPLE) runs *= 2
      count += runs
    }
    spent += now() - start
    ;[before, mean] = [mean, (now() - start) / count]
  }
  const samples: number[] = first > BUDGET ? [first] : []
  for (let spent = 0; samples.length === 0 || (samples.length < MOST && spent < BUDGET); ) {
    const sample = once(task, runs)
    samples.push(sample)
    spent += sample * runs
    if (first > BUDGET) break
  }
  return summary(samples)
}

export function summary(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN
  const median = at(0.5)
  return { median, spread: (at(0.75) - at(0.25)) / 2 / median, samples: sorted.length }
}

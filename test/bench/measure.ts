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
/** An engine goes on compiling what is run often: a task is warm when so many stretches in turn are hardly quicker than the quickest before. */
const STRETCH = 7e5
const HARDLY = 0.95
const STILL = 2
/** Nobody waits longer for that. */
const WARM = 10e6
/** The part of the time allowed that is used: a run takes now and then longer than those before. */
const USED = 0.85
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

/**
 * Runs a task until it is warm, then for about a second that is counted; at least once. This process is to take no more than `seconds` in all:
 * of what takes long there are few samples, or the first run alone.
 */
export function measure(task: () => unknown, seconds: number): Timing {
  const end = USED * seconds * 1e6
  const first = once(task, 1)
  let runs = 1
  let mean = first
  const fits = (time: number): boolean => now() + time <= end
  for (let spent = 0, quickest = first, still = 0; still < STILL && spent < WARM; ) {
    // A sample must still come after it.
    if (!fits(Math.max(STRETCH, mean) + Math.max(BUDGET, mean))) break
    const start = now()
    let count = 0
    while (now() - start < STRETCH) {
      if (once(task, runs) * runs < SAMPLE) runs *= 2
      count += runs
    }
    mean = (now() - start) / count
    spent += now() - start
    still = mean > HARDLY * quickest ? still + 1 : 0
    quickest = Math.min(quickest, mean)
  }
  const samples: number[] = []
  for (let spent = 0; samples.length < MOST && spent < BUDGET && fits(mean * runs); ) {
    mean = once(task, runs)
    samples.push(mean)
    spent += mean * runs
  }
  return summary(samples.length === 0 ? [first] : samples)
}

export function summary(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN
  const median = at(0.5)
  return { median, spread: (at(0.75) - at(0.25)) / 2 / median, samples: sorted.length }
}

/**
 * The work of one call. Every loop that can be long says how many steps it takes; a limit, or an `AbortSignal`, then ends it with a
 * `BudgetError`. Calls are synchronous, so the work under way is one for the module: the outermost call begins it and puts it away.
 * Invariant: a work that is over stays over, whoever catches its error.
 */
import { BudgetError } from './errors.js'

/** How much a call may do. */
export interface WorkLimits {
  /** Steps, each about one node of an expression made or looked at: 12,000,000. */
  readonly steps?: number
  /** Milliseconds: any number. What a timer is to abort must have this, for timers cannot fire while a call runs. */
  readonly milliseconds?: number
}

export interface WorkOptions {
  readonly limits?: WorkLimits | undefined
  /** Looked at every few thousand steps. */
  readonly signal?: { readonly aborted: boolean } | undefined
}

interface Work extends WorkOptions {
  readonly most: number
  readonly end: number
  /** Steps that were not yet handed out. */
  left: number
}

const MOST_STEPS = 12_000_000
/** Steps between two looks at the clock and the signal. */
const INTERVAL = 1 << 12

let current: Work | undefined
/** What is left where nobody counts: a small whole number, since counting with those is several times quicker. */
const ENDLESS = 1 << 30
/** Steps until the next look. Without a call under way nothing comes of it. */
let credit = ENDLESS

/** Says that so many steps are done, or about to be. Raises `BudgetError` where that is more than the call may do. */
export function spend(steps: number): void {
  credit -= steps
  if (credit < 0) look()
}

/** Things looked at in passing until the next look at the clock and the signal. */
let patience = INTERVAL

/**
 * Says that one more thing was looked at in passing, as the leaves of a sum are: that is no step, but where there are a hundred thousand
 * of them the signal is to be seen meanwhile.
 */
export function heed(): void {
  if (--patience < 0) {
    patience = INTERVAL
    glance()
  }
}

/** Steps that are left to the call under way. */
export const stepsLeft = (): number => (current === undefined ? Number.POSITIVE_INFINITY : current.left + credit)

/** Refuses now what is sure to take so many more steps. */
export function foresee(steps: number): void {
  if (current !== undefined && steps > stepsLeft()) throw exceeded(current.most)
}

/** Looks at the signal and the clock now: beside what is long in itself, such as one value of a special function or one long product. */
export function glance(): void {
  if (current?.signal?.aborted === true) throw new BudgetError('signal', 'the call was aborted')
  // Most calls have no end, and need no clock.
  if (current !== undefined && Number.isFinite(current.end) && Date.now() > current.end) throw overdue(current)
}

function look(): void {
  if (current === undefined) credit = ENDLESS
  for (let work = current; work !== undefined && credit < 0; ) {
    glance()
    if (work.left <= 0) throw exceeded(work.most)
    const more = Math.min(work.left, Math.max(INTERVAL, -credit))
    work.left -= more
    credit += more
  }
}

const overdue = ({ limits }: Work): BudgetError =>
  new BudgetError(
    'milliseconds',
    `this takes longer than ${limits?.milliseconds} ms; { limits: { milliseconds } } sets more`,
  )

const exceeded = (most: number): BudgetError =>
  new BudgetError(
    'steps',
    `this takes more than ${most} steps; a lower order or fewer factors fit, and { limits: { steps } } allows more`,
  )

/** Runs a call within its limits, or within those of the call that it is a part of. */
export function working<T>({ limits, signal }: WorkOptions, run: () => T): T {
  if (current !== undefined) return run()
  const most = limits?.steps ?? MOST_STEPS
  const milliseconds = limits?.milliseconds
  const end = milliseconds === undefined ? Number.POSITIVE_INFINITY : Date.now() + milliseconds
  current = { limits, signal, most, end, left: most }
  credit = -1
  try {
    look()
    return run()
  } finally {
    current = undefined
    credit = ENDLESS
  }
}

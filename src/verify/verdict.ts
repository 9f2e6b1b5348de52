/**
 * What a difference between a symbolic and a numeric derivative means. The rule: a right derivative is never called
 * wrong, and what rounding hides is not called right either; both are 'uncertain', with the reason.
 */
import type { Numeric } from './methods.js'
import type { Sample } from './sample.js'

/**
 * ok: they agree to more digits than chance gives. wrong: they differ by more than all errors explain.
 * kink: the function has no derivative here, the sides differ. undefined: the function or the formula has no value here.
 * uncertain: rounding or truncation hides the answer.
 */
export type Verdict = 'ok' | 'kink' | 'uncertain' | 'undefined' | 'wrong'

/** From the mildest to the worst. */
export const VERDICTS: readonly Verdict[] = ['ok', 'kink', 'uncertain', 'undefined', 'wrong']

export interface Judgement {
  readonly verdict: Verdict
  readonly note?: string
}

/** The relative difference that is granted beyond the estimated errors. */
const GRANTED = { complex: 1e-10, other: 1e-8, slow: 1e-7 }
/** A comparison in which errors leave fewer digits than this proves nothing. */
const COARSEST = { fixed: 1e-2, other: 1e-3 }
/** ... unless the formula gives 0, which has no digits, and errors are this small beside the function itself. */
const NEGLIGIBLE = 1e-6
/** Beside the size of the function per unit of the variable this is nothing, whatever it is relatively: 1e-17 against 0. */
export const ABSOLUTE = 1e-14
/** The finest differences reach this many times as far as the rounding of coordinates. */
const REACH = 64
/** Estimated errors may be too small by this factor. */
const SAFETY = 10

/** The value of a formula. `wobble`: how much it moves when the coordinates are rounded differently. */
export interface FormulaValue extends Sample {
  readonly wobble: number
}

/** The differences that the caller allows: relative to the larger of the two, and absolute. */
export interface Allowed {
  readonly tolerance?: number
  readonly absolute?: number
}

/** `slopeScale`: the size of the function per unit of the variable. */
export function judge(
  symbolic: FormulaValue,
  numeric: Numeric,
  slopeScale: number,
  { tolerance, absolute: near }: Allowed = {},
): Judgement {
  const absolute = Math.abs(symbolic.value - numeric.value)
  const scale = Math.max(Math.abs(symbolic.value), Math.abs(numeric.value))
  const doubt = symbolic.error + numeric.error
  if (!Number.isFinite(absolute)) return { verdict: 'uncertain', note: unfinished(symbolic, numeric) }
  if (!Number.isFinite(doubt)) return { verdict: 'uncertain', note: 'the numeric derivative does not settle' }
  const isGiven = tolerance !== undefined || near !== undefined
  if (isGiven && absolute <= Math.max((tolerance ?? 0) * scale, near ?? 0)) return { verdict: 'ok' }
  // Two values that cancellation has spoilt may be spoilt alike.
  const isSound = doubt <= Math.max(COARSEST.other * scale, NEGLIGIBLE * slopeScale)
  if (isSound && absolute <= ABSOLUTE * slopeScale) return { verdict: 'ok' }
  const granted = numeric.method === 'complex' ? GRANTED.complex * scale : GRANTED.other * scale
  // From one side a limit such as that of sqrt(h) is slow: its error is measured by the function's own scale.
  const slow = numeric.method === 'one-sided' ? GRANTED.slow * slopeScale : 0
  const allowed = !isGiven ? granted + slow + doubt : symbolic.error + numeric.rounding
  // A derivative that changes this much between neighbouring doubles is invisible to differences.
  const unseen = numeric.method === 'complex' ? 0 : REACH * symbolic.wobble
  if (absolute > allowed) return disagreement(absolute, Math.max(allowed, doubt, unseen), doubt)
  const coarsest = numeric.fixed ? COARSEST.fixed : COARSEST.other
  const nothing = Math.abs(symbolic.value) <= symbolic.wobble && allowed <= NEGLIGIBLE * slopeScale
  if (allowed <= coarsest * scale || nothing || scale === 0) return { verdict: 'ok' }
  return { verdict: 'uncertain', note: `numeric errors of about ${brief(doubt)} leave too few digits to compare` }
}

function disagreement(absolute: number, explained: number, doubt: number): Judgement {
  if (absolute > SAFETY * explained) return { verdict: 'wrong' }
  return { verdict: 'uncertain', note: `the difference may be numeric error, which is about ${brief(doubt)}` }
}

function unfinished(symbolic: Sample, numeric: Numeric): string {
  if (!Number.isFinite(symbolic.value)) return 'the formula overflows here'
  return Number.isNaN(numeric.value) ? 'no numeric derivative could be had' : 'the numeric derivative overflows here'
}

/** A number for a sentence: two digits. */
export const brief = (x: number): string => String(Number(x.toPrecision(2)))

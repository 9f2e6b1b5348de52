/**
 * Kinks: the points at which a function that is put together from smooth pieces passes from one piece to the next.
 * The rows of the table state theirs (abs: where u is 0; max: where u - v is), a piecewise has them where a
 * condition changes. Only pieces that the value depends on count: in max(x, abs(y)) with x in the lead, y = 0 is none.
 */
import { leafName } from '../evaluate/component.js'
import { lower } from '../evaluate/lower.js'
import { real } from '../evaluate/real.js'
import { run } from '../evaluate/run.js'
import type { Tape } from '../evaluate/tape.js'
import { binderOf } from '../expr/binders.js'
import { sub } from '../expr/build.js'
import type { Call, Expr } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { ARGUMENTS, type NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { type Case, hasPieces, partialTapes, type Seam, seamOf } from './breakpoints.js'
import { measured } from './measured.js'
import { type Sample, SPREAD } from './sample.js'

/** A kink that the point lies on. */
export interface Kink {
  /** The function or the condition that changes there. */
  readonly of: Call
  /** What is zero there. */
  readonly boundary: Expr
}

type Bindings = ReadonlyMap<string, number>

/** For each function with pieces that is in use, the sides of its boundaries: -1 or 1, 0 where rounding hides it. */
export type Pieces = ReadonlyMap<Call, readonly number[]>

/** What two points have in common if no kink lies between them as far as one can see, else undefined. */
export function common(a: Pieces, b: Pieces): Pieces | undefined {
  const both = new Map(a)
  for (const [of, signs] of b) {
    const others = a.get(of)
    if (others?.some((s, k) => s !== signs[k] && s !== 0 && signs[k] !== 0)) return undefined
    both.set(of, others?.map((s, k) => s || (signs[k] as number)) ?? signs)
  }
  return both
}

/** The kinks of one expression. */
export class Kinks {
  private readonly seams: ReadonlyMap<Expr, Seam>
  private readonly tape: Tape
  /** The register of each expression that is watched. */
  private readonly registers: ReadonlyMap<Expr, number>

  /** `names` are those of all variables of the scalar `root`. */
  constructor(
    private readonly root: Expr,
    private readonly names: readonly string[],
  ) {
    const parts = postorder(root, e => e.mask !== 0 && leafName(e) === undefined && binderOf(e.head) === undefined)
    this.seams = new Map(
      parts.flatMap(e => {
        const seam = e.kind === 'call' ? seamOf(e) : undefined
        return seam === undefined ? [] : [[e, seam] as const]
      }),
    )
    const watched = [...new Set([...this.seams.values()].flatMap(s => [...s.boundaries, ...s.inputs]))]
    const tape = lower(watched, names)
    this.tape = tape
    this.registers = new Map(watched.map((e, k) => [e, tape.outputs[k] as number]))
  }

  /** Whether the function is one smooth piece, as far as the table tells. */
  get none(): boolean {
    return this.seams.size === 0
  }

  /** The steps of looking at the pieces once. */
  get steps(): number {
    return this.tape.operations.length * (measured.steps ?? 1)
  }

  /** The kinks at a point: boundaries that are zero there up to rounding, on the pieces that are in use. */
  at(point: Bindings): Kink[] {
    if (this.none) return []
    const values = this.values(point, SPREAD)
    return this.active(values).flatMap(s => crossings(s, values).map(boundary => ({ of: s.of, boundary })))
  }

  /** The pieces in use at a point. */
  pieces(point: Bindings): Pieces {
    if (this.none) return new Map()
    const values = this.values(point, 0)
    return new Map(this.active(values).map(s => [s.of, s.boundaries.map(b => signOf(b, values))]))
  }

  /** Whether rounding hides on which side of some boundary in use a point lies, as always for floor of a huge number. */
  hidden(point: Bindings): boolean {
    if (this.none) return false
    const values = this.values(point, 0)
    return this.active(values).some(
      s => s.kind !== 'fold' && s.boundaries.some(b => signOf(b, values) === 0 && values.get(b)?.value !== 0),
    )
  }

  /** The values of all that is watched; `spread` is the relative error of the coordinates. */
  private values(point: Bindings, spread: number): Values {
    const args = this.names.map(name => {
      const value = point.get(name) ?? Number.NaN
      return { value, error: spread * Math.abs(value) }
    })
    const found = run(this.tape, measured, args)
    return { get: e => found[this.registers.get(e) as number] }
  }

  /** The seams that the value at this point depends on. */
  private active(values: Values): Seam[] {
    const found: Seam[] = []
    const seen = new Set<Expr>([this.root])
    const stack: Expr[] = [this.root]
    for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
      if (e.kind !== 'call' || e.mask === 0 || leafName(e) !== undefined) continue
      const seam = this.seams.get(e)
      if (seam !== undefined) found.push(seam)
      for (const part of seam === undefined ? e.args : partsInUse(seam, values)) {
        if (!seen.has(part)) stack.push(part)
        seen.add(part)
      }
    }
    return found
  }
}

/** The kinks of an expression at a point. */
export const kinksAt = (e: Expr, point: Bindings): Kink[] => new Kinks(e, [...point.keys()]).at(point)

/** Values at one point, by the very expressions that a seam holds. */
interface Values {
  get(e: Expr): Sample | undefined
}

/** -1, 0 or 1; 0 also where rounding hides the sign; NaN where there is no value. */
function signOf(e: Expr, values: Values): number {
  const { value, error } = values.get(e) as Sample
  return Math.abs(value) <= error ? 0 : Math.sign(value)
}

/** The boundaries of one seam on which the point lies. */
function crossings(seam: Seam, values: Values): readonly Expr[] {
  const onBoundary = (b: Expr): boolean => signOf(b, values) === 0
  switch (seam.kind) {
    case 'function':
      return seam.boundaries.filter(onBoundary)
    case 'piecewise':
      return casesInUse(seam, values)
        .asked.flatMap(c => c.boundaries)
        .filter(onBoundary)
    case 'fold': {
      const [first, second] = competitors(seam, values)
      return first !== undefined && second !== undefined ? [sub(first, second)] : []
    }
  }
}

/** The arguments of max or min that attain it. */
function competitors({ of, boundaries }: Seam, values: Values): Expr[] {
  return of.args.filter((_, k) => signOf(boundaries[k] as Expr, values) === 0)
}

/** The arguments on which the value depends at this point. */
function partsInUse(seam: Seam, values: Values): readonly Expr[] {
  switch (seam.kind) {
    case 'piecewise':
      return casesInUse(seam, values).used
    case 'fold':
      return competitors(seam, values)
    case 'function': {
      const r = row(seam.of.head, seam.of.args.length)
      if (!hasPieces(r) || crossings(seam, values).length > 0) return seam.of.args
      const point = seam.of.args.map(a => (values.get(a) as Sample).value)
      return seam.of.args.filter((_, k) => !isFlat(r, k, point))
    }
  }
}

/** Whether the row's derivative by its k-th argument is zero: the function is constant in it on this piece. */
function isFlat(r: NamedRow, k: number, point: readonly number[]): boolean {
  const tape = partialTapes(r)[k]
  if (tape === undefined) return false
  const registers = run(
    tape,
    real,
    ARGUMENTS.map((_, j) => point[j] ?? Number.NaN),
  )
  return registers[tape.outputs[0] as number] === 0
}

/** The cases whose conditions are asked at a point, and the values in use: those of both sides on a boundary. */
function casesInUse({ cases }: Seam, values: Values): { readonly asked: Case[]; readonly used: Expr[] } {
  const asked: Case[] = []
  const used: Expr[] = []
  for (const c of cases) {
    asked.push(c)
    const holds = (values.get(c.holds) as Sample).value === 1
    const open = c.boundaries.some(b => signOf(b, values) === 0)
    if (holds || open) used.push(c.value)
    if (holds && !open) break
  }
  return { asked, used }
}

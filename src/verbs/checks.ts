/** Whether expressions agree: by identities, by values at sampled points, by finite differences. */
import { known } from '../answers/answers.js'
import { regular, requireSmooth } from '../answers/composed.js'
import { definitionsOf, valueless } from '../diff/definition.js'
import { derivative } from '../diff/derivative.js'
import type { Point } from '../evaluate/evaluate.js'
import { list } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import {
  type FormOptions,
  type Input,
  nameOf,
  ofScalars,
  type ReadingOptions,
  read,
  readFunction,
  readVariable,
  type VariableInput,
} from '../inputs/input.js'
import { certificate as certificateShaped } from '../matrix/certifying.js'
import { check as checkShaped } from '../matrix/checking.js'
import { equivalent as equivalentShaped } from '../matrix/equivalence.js'
import { isTensor } from '../tensor/tensor.js'
import {
  type Certificate,
  type CertificateOptions,
  certify as certifyExpr,
  equivalent as equivalentExpr,
  withoutValue,
} from '../verify/certificate.js'
import { type CheckOptions, type CheckReport, check as checkExpr } from '../verify/check.js'
import { leaves } from '../verify/target.js'
import { type Claimed, type Claims, claimsOf } from './claims.js'
import type { RemovableOptions, Values } from './values.js'
import { callable, verb } from './verb.js'

/** Of comparisons at sampled points: their number, and whether names stand for real numbers. */
export type SampleOptions = ReadingOptions & Pick<FormOptions, 'domain'> & { readonly samples?: number }

/**
 * Whether two expressions have the same value wherever both have one: `equivalent('sin(2x)', '2sin(x)cos(x)').verdict`
 * is 'verified'; 'refuted' comes with a witness, 'unknown' with the reason.
 */
export const equivalent = /* @__PURE__ */ verb(
  {
    name: 'equivalent',
    answers: 'verdict',
    group: 'checks',
    takes: 'f:input other:input {& domain samples}',
    about: 'whether two expressions have the same values; status 1 unless verified',
    examples: [
      { command: 'equivalent "sin(2x)" "2 sin(x) cos(x)"', prints: 'verified: the difference simplifies to zero' },
      {
        command: 'equivalent "(A*B)\'" "B\'*A\'" --let "A:[m,n] B:[n,m]"',
        prints: 'verified: the difference vanishes in canonical form',
      },
    ],
  },
  (a: Input, b: Input, options: SampleOptions = {}): Certificate => {
    const [left, right] = [read(a, options), read(b, options)]
    if (isTensor(left.e) || isTensor(right.e)) return equivalentShaped(left.e, right.e, options)
    const assumptions = new Map([...left.assumptions, ...right.assumptions])
    const { domain, samples } = options
    return equivalentExpr(left.e, right.e, {
      assumptions,
      ...(domain && { domain }),
      ...(samples !== undefined && { samples }),
    })
  },
)

/**
 * Whether `derivative` is the derivative of `f` by a variable, by values at sampled points: `certificate('x^2', 'x', '2x').verdict` is 'verified'.
 * By default the derivative is our own.
 */
export const certificate = /* @__PURE__ */ verb(
  {
    name: 'certificate',
    answers: 'verdict',
    group: 'checks',
    takes: 'f:input x:variable derivative?:input {& domain samples}',
    about: 'whether an expression is the derivative of another by a variable, by values at sampled points',
    examples: [{ command: 'certificate "x^2" x "2x"', prints: 'verified: equal at 40 sampled points' }],
  },
  (f: Input, x: VariableInput, derivativeOf?: Input, options: SampleOptions = {}): Certificate => {
    const { e: stated, assumptions, intermediates } = readFunction(f, options, [nameOf(x)])
    const claimed = derivativeOf === undefined ? undefined : read(derivativeOf, options, [nameOf(x)]).e
    if (isTensor(stated) || isTensor(claimed)) return certificateShaped(stated, x, claimed, options)
    const by = readVariable(x)
    const e = intermediates.seenBy(stated, by)
    const unknown = valueless(e, definitionsOf(options))
    if (unknown !== undefined) return withoutValue(unknown)
    if (claimed === undefined) requireSmooth(e, [by], { options, assumptions })
    const d = claimed ?? known(options)(derivative(e, by))
    const { domain, samples } = options
    return certifyExpr(e, by, d, { assumptions, ...(domain && { domain }), ...(samples !== undefined && { samples }) })
  },
)

/** The same of expressions, as the option `verify` takes it: `certify(parse('x^2'), sym('x'), parse('2*x')).verdict` is 'verified'. */
export const certify = /* @__PURE__ */ callable(
  {
    name: 'certify',
    takes: 'f:expression by:expression derivative:expression {assumptions domain samples milliseconds}',
  },
  (f: Expr, by: Expr, slope: Expr, options: CertificateOptions = {}): Certificate =>
    isTensor(f) ? certificateShaped(f, by, slope, {}) : certifyExpr(f, by, slope, options),
)

/** What `check` takes. */
export type CheckVerbOptions = Omit<CheckOptions, 'at' | 'claimed'> & {
  /** A value for every name. */
  readonly at: Values
  readonly claimed?: Claims
} & RemovableOptions

/**
 * Checks a gradient against finite differences at a point; the report says per variable what was compared, and its verdict. Claims are
 * derivatives of somebody else: expressions, numbers or arrays by name (without names in the order of the variables), or a function of the
 * values, in natural order of their names. Of a wrong one the report names the likely mistake.
 */
export const check = /* @__PURE__ */ verb(
  {
    name: 'check',
    answers: 'document',
    group: 'checks',
    takes: 'f:input {& at! variables method step tolerance absolute claimed delta decimals convergence removable}',
    about: 'the gradient against finite differences at the point given by --at; status 1 when it does not hold',
    examples: [
      {
        command: 'check "1/w" --at w=2',
        prints: [
          'value 0.5 at w = 2',
          'variable  symbolic  numeric  abs error  rel error  verdict  method',
          'w            -0.25    -0.25          0          0  ok       complex',
        ].join('\n'),
      },
      {
        command: 'check "w^2" --at w=3 --step 0.001 --step 1e-9',
        prints: [
          'value 9 at w = 3',
          'variable  symbolic  numeric  abs error  rel error  verdict  method',
          'w                6        6          0          0  ok       complex',
          '',
          'quotients at several steps',
          'variable   step  method   f(x + step)           quotient  without noise    error',
          'w         0.001  forward     9.006001  6.000999999999479  6.00100000000   1.0e-3',
          'w         0.001  central     9.006001  5.999999999999339  6.00000000000  6.6e-13',
          'w          1e-9  forward  9.000000006  6.000000496442226        6.00000   5.0e-7',
          'w          1e-9  central  9.000000006  6.000000496442226        6.00000   5.0e-7',
        ].join('\n'),
      },
      {
        command: 'check "sin(x^2)" --at x=1 --claim "cos(x^2)"',
        prints: [
          'value 0.8414709848078965 at x = 1',
          'variable            symbolic             numeric  abs error  rel error  verdict  method',
          'x         0.5403023058681398  1.0806046117362795     5.4e-1     5.0e-1  wrong    complex',
          'x: likely mistake: the inner derivative of x^2 by x, which is 2*x, is missing',
        ].join('\n'),
      },
    ],
  },
  (f: Input, options: ReadingOptions & CheckVerbOptions): CheckReport => {
    const { claimed, removable, ...others } = options
    const at = ofScalars(options.at, options) as Point
    const names = [...Object.keys(at), ...(options.variables ?? [])]
    for (const name of options.variables ?? []) readVariable(name)
    const { e, assumptions } = readFunction(f, options, names)
    if (isTensor(e)) {
      const claims = claimed && claimsOf(claimed, options.at, e.symbols(), options.variables)
      return checkShaped(e, { ...others, ...(claims && { claimed: claims }) })
    }
    const scalars = { ...others, at }
    const limits = removable === true ? (g: Expr) => regular(g, scalars.at, { options, assumptions }) : undefined
    if (claimed === undefined) return checkExpr(e, scalars, limits)
    const claims = claimsOf(claimed, options.at, [...leaves(e).keys()].sort(compareNames), options.variables)
    const one = (g: Claimed): Expr => (Array.isArray(g) ? list(g.map(one)) : read(g as Input, options, names).e)
    const entries = Object.entries(claims).map(([name, g]) => [name, one(g)] as const)
    return checkExpr(e, { ...scalars, claimed: Object.fromEntries(entries) }, limits)
  },
)

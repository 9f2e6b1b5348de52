/** Messages for programs, as the command says them. */
import { describe, expect, test } from 'vitest'
import { asCommand } from '../../src/cli/translation.js'

describe('advice in JavaScript is advice for the command line', () => {
  test.each([
    ["i is not real; use { field: 'complex' }", 'i is not real; use --field complex'],
    ['{ precision } evaluates real numbers', '--precision evaluates real numbers'],
    ['implicit("x^2 + y^2 = 25", "y", "x") is that', 'fluxion implicit "x^2 + y^2 = 25" y x is that'],
    ['the option layout goes with let: "W:[2,3]; x:[n]"', '--layout goes with --let "W:[2,3]; x:[n]"'],
    ['a name: names: { m: "\\\\bar{x}" }', 'a name: --name "m=\\bar{x}"'],
    ["stands beside: functions: { f: 'u^2' }", 'stands beside: --function "f=u^2"'],
    ['text(e, { shared: true }) names what repeats', '--shared names what repeats'],
    ['{ limits: { steps } } allows more', '--timeout SECONDS allows more'],
  ])('%s', (written, said) => expect(asCommand(written)).toBe(said))
})

test.each([
  'nothing is called("x") here',
  'the option nothing',
  "{ nothing: 'x' }",
  'x_{i} + {y}',
  "  form: 'raw' + x\n  ^",
])('%s stays as it is', message => expect(asCommand(message)).toBe(message))

/** Checks of functions whose entries have no closed form: by differences of their values, with the verdicts that other functions get. */
import { describe, expect, it } from 'vitest'
import { check } from '../../src/index.js'

const LET = 'S:[2,2] symmetric; B:[3,2]; L:[2,2] lower; y:[2]'
const AT = {
  S: [
    [2, 1],
    [1, 3],
  ],
  B: [
    [1, 2],
    [3, 4],
    [5, 7],
  ],
  L: [
    [1, 0],
    [2, 3],
  ],
  y: [1, 2],
}
type Name = keyof typeof AT

const at = (...names: readonly Name[]) => Object.fromEntries(names.map(n => [n, AT[n]]))

describe('checked by values', () => {
  it.each([
    ['pinv(B)', ['B']],
    ["pinv(B)'*y", ['B', 'y']],
    ['chol(S)', ['S']],
    ["norm2(chol(S)'*y)^2", ['S', 'y']],
    ['eigvals(S)', ['S']],
    ['eigvecs(S)', ['S']],
    ['svdvals(S)', ['S']],
    ['norm(B, 2)', ['B']],
    ['norm(L, nuc)', ['L']],
    ['tr(expm(S))', ['S']],
    ['tr(logm(S))', ['S']],
    ['tr(sqrtm(S))', ['S']],
  ] as const)('%s is ok', (f, names) => expect(check(f, { let: LET, at: at(...names) } as never).verdict).toBe('ok'))

  const options = { let: LET, at: at('B') }
  it.each([
    ['right', { claimed: { B: 'polar(B)' } }, 'ok', undefined],
    ['of twice the value', { claimed: { B: '2*polar(B)' } }, 'wrong', 'a factor 2 is too many'],
    ['of the other sign', { claimed: { B: '-polar(B)' } }, 'wrong', 'the sign is the opposite'],
    ['by forward differences', { method: 'forward' }, 'ok', undefined],
    ['with a step', { step: 1e-3 }, 'ok', undefined],
    ['by one entry', { variables: ['B[2,1]'] }, 'ok', undefined],
  ] as const)('a claim %s', (_, more, verdict, mistake) =>
    expect(check('norm(B, nuc)', { ...options, ...more } as never).worst).toMatchObject({
      verdict,
      ...(mistake && { mistake }),
    }),
  )

  it('tells kinks from mistakes', () => {
    const S = [
      [1, 0],
      [0, 1],
    ]
    expect(check('norm(S, 2)', { let: LET, at: { S } } as never).verdict).toBe('kink')
  })

  it.each([{ method: 'complex' }, { step: [1e-3, 1e-4] }, { delta: 0.1 }])('refuses %j', more =>
    expect(() => check('pinv(B)', { ...options, ...more } as never)).toThrow(/checked by real differences/),
  )
})

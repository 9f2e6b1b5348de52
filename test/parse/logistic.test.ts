/** The letter sigma before a bracket where shapes are declared. */
import { expect, test } from 'vitest'
import { diff } from '../../src/index.js'

const LET = { let: 'X:[n,d] W:[d,k] w:[n] x:[n]' }

test.each([
  ['sum(σ(X·W))', 'W', "X'*(sigmoid(X*W).*sigmoid(-X*W))"],
  ["sigma(w'*x + b)", 'w', "sigmoid(w'*x + b)*sigmoid(-w'*x - b)*x"],
  ["sigma*(w'*x)", 'w', 'sigma*x'],
  ["sigma (w'*x)", 'w', 'sigma*x'],
  ["sigma^2*w'*x", 'sigma', "2*sigma*w'*x"],
  ["sigma*w'*x + sigma*(w'*x)", 'sigma', "2*w'*x"],
])('%s by %s is %s', (f, x, answer) => expect(String(diff(f, x, LET))).toBe(answer))

test.each([
  ["sigma(w'*x)*sigma", 'w', /sigma/],
  [`${'sigma('.repeat(300)}w'*x${')'.repeat(300)}`, 'w', /sigma before a bracket may be a function or a factor/],
])('%s by %s is refused', (f, x, message) => expect(() => diff(f, x, LET)).toThrow(message))

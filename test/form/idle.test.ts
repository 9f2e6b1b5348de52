/** What nobody repeats of a problem. */
import { expect, it } from 'vitest'
import { postorder } from '../../src/expr/walk.js'
import { writingOf } from '../../src/expr/written.js'
import { isIdle } from '../../src/form/idle.js'
import { diff, parse, text } from '../../src/index.js'

it.each([
  ['(1*x + y)^2', '2*(x + y)'],
  ['(x*1 + y)^2', '2*(x + y)'],
  ['(x^1 + y)^2', '2*(x + y)'],
  ['(x/1 + 1)^3', '3*(x + 1)^2'],
  ['(-1*x + 2)^3', '-3*(-x + 2)^2'],
  ['sin(x + 0)^2', '2*sin(x)*cos(x)'],
  ['(0*x + 1*y + x)^3', '3*(y + x)^2'],
  ['(2*x*0 + y)^2*x', 'y^2'],
  ['(-0*x + y)^2*x', 'y^2'],
  ['(y*(-x) + 1)^2', '-2*y*(-y*x + 1)'],
  ['((-x)*(-y) + 1)^2', '2*y*(x*y + 1)'],
  ['((-0*x + 1)*y - 0*x)^2*x', 'y^2'],
  ['(2*3*x + 1)^2', '12*(6*x + 1)'],
  ['a = 2; sin(a*x + a*3)', '2*cos(2*x + 6)'],
  ['2*pi*3*x^2', '12*pi*x'],
  ['(x*2 + 1)^3', '6*(2*x + 1)^2'],
  ['sin(x*3)*2', '6*cos(3*x)'],
  ['(6/4*x + 1)^2', '3*(3/2*x + 1)'],
  ['m = 1; k = 4; omega = sqrt(k/m); A*cos(omega*x)', '-2*A*sin(2*x)'],
  ['a = 2; (x*a - 1)^2', '4*(2*x - 1)'],
  // Powers of numbers and roots that are none stay.
  ['(10^6*x + 1)^2', '2000000*(10^6*x + 1)'],
  ['(sqrt(8)*x + 1)^2', '16*x + 4*sqrt(2)'],
  // A quotient of numbers is one number, and measured numbers stay as they are.
  ['(1/2*x + 1)^2', 'x/2 + 1'],
  ['(2*0.5*x + 1)^2', '2*(2*0.5*x + 1)'],
])('%s by x is %s', (f, slope) => expect(String(diff(f, 'x'))).toBe(slope))

it.each(['x + 1', '2*x', 'x^2/3', '1/x', 'x/2', '2/3*x', '3*10^8*x', '0.5*2*x', 'sqrt(2)*x'])('%s has none of it', f =>
  expect(
    postorder(writingOf(parse(f)))
      .filter(isIdle)
      .map(e => text(e)),
  ).toEqual([]),
)

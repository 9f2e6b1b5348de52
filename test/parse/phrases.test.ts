/** Texts of other systems and books that are no formula alone: what is said to do instead. */
import { expect, test } from 'vitest'
import { diff } from '../../src/index.js'

test.each([
  ['x**2 ! squared', /! may be a factorial or begin a comment/],
  ['y = 3*x^2 % parabola', /there are no comments/],
  ['x % y', /write mod\(a, b\)/],
  ['D(expression(x^2*exp(-x)), "x")', /write diff\(f, x\)/],
  ['D[x^2 Sin[x], x]', /--input wolfram/],
  ['syms x\nf = x^3', /write the expression alone/],
  ['f(x+h) where f(x)=x^2', /put first what a name stands for: f\(x\)=x\^2; f\(x\+h\)/],
  ['x^2 where x=3', /put first what a name stands for: x=3; x\^2/],
  ['\\left.\\frac{d}{dx} x^3\\right|_{x=2}', /leave out the bar, and put the point behind the text: --at x=2,/],
  ['\\left. x^3 y \\right|_{x=2, y = -1}', /--at x=2,y=-1,/],
  ['\\frac{dy}{dx}\\Big|_{(1,2)}', /leave out the bar, and put the point behind the text: --at x=3,/],
  ['\\left. x^2 \\right|_0^1', /the value at the upper end minus/],
  ['x²-3x (Parabel)', /leave a remark out/],
  ['x^2 (opens up)', /leave a remark out/],
  ['x^2  (2)', /leave a remark out/],
  ['E = m c^2 \\qquad (3)', /leave out the number of a formula/],
  ['a r^3 \\text{ where } r \\text{ is \\frac{1}{2}}', /leave out the words/],
])('%j: %s', (f, advice) => expect(() => diff(f, 'x')).toThrow(advice))

test.each([
  ['n!*x', 'n!'],
  ['n! x', 'n!'],
  ['f(x) = 0{,}5x^2', 'x'],
])('%s by x is %s', (f, answer) => expect(String(diff(f, 'x'))).toBe(answer))

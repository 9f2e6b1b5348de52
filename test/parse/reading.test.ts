/** How texts are understood, told to people: brackets, names, doubts; and that what is declared or asked for decides. */
import { describe, expect, test } from 'vitest'
import { equal } from '../../src/expr/order.js'
import {
  compile,
  diff,
  evaluate,
  FluxionError,
  gradient,
  latex,
  type Options,
  parse,
  reading,
  simplify,
  unicode,
} from '../../src/index.js'

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof FluxionError) return error.code
    throw error
  }
  return 'no error'
}

describe('texts with all their brackets', () => {
  test.each([
    ['2x(y+1)/3z', '(((2*x)*(y + 1))/3)*z'],
    ['-x^2^-y', '-(x^(2^(-y)))'],
    ['x^2^3^4', 'x^(2^(3^4))'],
    ['((x))', 'x'],
    ['a - b - c', '(a - b) - c'],
    ['sin^2(x)', 'sin(x)^2'],
    ['|x - 1|', 'abs(x - 1)'],
    ['1 < x < 2', '1 < x < 2'],
    ['not x > 1 and y', '(not (x > 1)) and y'],
    ['x > 1 ? x : 0', '(x > 1) ? x : 0'],
    ['[1,2;x,4][1,2]', '[1, 2; x, 4][1, 2]'],
    ['5!x', '(5!)*x'],
    ['√x y', '(√x)*y'],
    ['q = x + y; f = q*z', 'q = x + y; f = q*z'],
    ['f(x)=x^2', 'f(x) = x^2'],
    ['lambda x, y: x*y', 'x*y'],
    ['g = lambda x: x**2', 'g(x) = x^2'],
    ['d(x^2)/dx', 'diff(x^2, x)'],
    ['\\frac{x}{2}y', '(x/2)*y'],
  ])('%s is %s', (text, shown) => expect(reading(text).text).toBe(shown))

  test('read again they mean the same', () => {
    for (const text of ['2x(y+1)/3z', '-x^2^-y', 'x^2^3^4', 'sin^2(x)y', '1/2x + |x|!', '[1,2;x,4]', 'x>1 ? -x : y'])
      expect(equal(parse(reading(text).text), parse(text))).toBe(true)
  })

  test('at any depth and width', () => {
    const deep = `${'('.repeat(1e5)}x${')'.repeat(1e5)}`
    expect(reading(deep).text).toBe('x')
    expect(reading(Array(1e5).fill('x').join('<')).text).toHaveLength(4 * 1e5 - 3)
    expect(reading(`max(${'x,'.repeat(2e5)}x)`).names).toHaveLength(2)
    expect(reading(`x${'^x'.repeat(5e4)}`).text).toHaveLength(2 + 5e4 * 4 - 3)
  })
})

describe('names', () => {
  const namesOf = (text: string, options: Options = {}): string =>
    reading(text, options)
      .names.map(n => [n.name, n.as, n.meaning].filter(part => part !== undefined).join(' '))
      .join(', ')
  test.each<[string, Options, string]>([
    ['ln(x) + pi*E', {}, 'ln function log, x variable, pi constant, E variable'],
    ['y(x)', {}, 'y unknown function, x variable'],
    ['y(x)', { let: 'y:real' }, 'y variable, x variable'],
    ['th(t)', { let: 'th:function' }, 'th unknown function, t variable'],
    ['th(t)', {}, 'th function tanh, t variable'],
    ['e*x', { bound: ['e'] }, 'e variable, x variable'],
    ['q = x; q*y', {}, 'x variable, q definition, y variable'],
    ['f(x) = 2', {}, 'f definition'],
  ])('%s with %j: %s', (text, options, names) => expect(namesOf(text, options)).toBe(names))
})

describe('texts of vectors and matrices', () => {
  const let_ = 'A:[m,n]; x:[n]; b:[m]'
  test.each([
    ["x'A x", "((x')*A)*x", 'x variable, A variable'],
    ['[i;] sum(j, A[i,j]*x[j]) + b[i]', '[i;] sum(j, A[i, j]*x[j]) + b[i]', 'i index'],
    ['[k;i,j] delta(k,i)*x[j]', '[k;i,j] delta(k, i)*x[j]', 'delta function, k index, i index, x variable, j index'],
    ['\\lVert Ax-b\\rVert^2', '‖(A*x) - b‖^2', 'A variable, x variable, b variable'],
    ['A^\\top b', "(A')*b", 'A variable, b variable'],
    ['q = A*x; norm2(q)', 'q = A*x; norm2(q)', 'norm2 function, q definition'],
    ['sum(sigma(A*x))', 'sum(sigmoid(A*x))', 'sigmoid function, A variable'],
  ])('%s is %s, with %s', (text, shown, names) => {
    const found = reading(text, { let: let_ })
    expect(found.text).toBe(shown)
    const known = found.names.map(n => `${n.name} ${n.as}`)
    for (const name of names.split(', ')) expect(known).toContain(name)
  })
  test.each([
    ['sum(sigma (A*x))', 'sigma(...) is read as sigma*(...)'],
    ["x'*x/2a", '/2a is read as /2*a'],
  ])('%s: %s', (text, wanted) => expect(reading(text, { let: let_ }).warnings.join()).toContain(wanted))
})

describe('doubts', () => {
  test.each([
    ['x/2y', ['/2y is read as /2*y']],
    ['1/2(x+1)', ['/2(...) is read as /2*(...)']],
    ['1/2*x', []],
    ['a/b^2 c', ['/b^2c is read as /b^2*c']],
    ['x(3)', ['x(3) is read as x*3']],
    ['x(x+1)', []],
    ['E^x', ['E is read as a name']],
    ['1j*x', ['j is read as a name']],
    ['1.0j', ['j is read as a name']],
    ['2j', []],
    ['sum_j*W_ij*x_j', ['sum_j is read as one name; write sum(j, 1, n, term)']],
    ['x<-3', ['x<- is read as x < -']],
    ['x < -3', []],
    ['if(x<-3, 1, 2)', []],
    ['d(x^2)/dx', ['d(x^2)/dx is read as a derivative']],
    ['∂(x^2)/∂x', []],
  ])('%s: %j', (text, wanted) => {
    const { warnings } = reading(text)
    expect(warnings).toHaveLength(wanted.length)
    for (const [k, part] of wanted.entries()) expect(warnings[k]).toContain(part)
  })
  test('of a name of two letters, one of which is asked for', () => {
    expect(reading('x + xy', { asked: ['x'] }).warnings).toEqual(['xy is read as one name; write x*y for a product'])
    expect(reading('x + xy', { asked: ['t'] }).warnings).toEqual([])
  })
  test('are few, however many there are', () =>
    expect(reading('1/2x+'.repeat(1000) + 1).warnings.length).toBeLessThan(50))
})

describe('definitions', () => {
  test.each([
    ['f(x)=x^2', 'x', '2*x'],
    ['J = w**2', 'w', '2*w'],
    ['y=x^2', 'x', '2*x'],
    ['f(x, y, z) = (x + y)z', 'z', 'x + y'],
    ['x -> x^2', 'x', '2*x'],
    ['(x, y) ↦ x*y', 'y', 'x'],
    ['lambda x: x**2', 'x', '2*x'],
    ['f: x -> x^2', 'x', '2*x'],
    ['f(x) := x^2', 'x', '2*x'],
    ['area(r) = pi*r^2', 'r', '2*pi*r'],
    ['f(e) = e^2', 'e', '2*e'],
    ['f(i, e) = i*e', 'i', 'e'],
    ['y(x) = x^2', 'x', '2*x'],
    ['q = x + y; f(x) = q*x', 'x', '2*x + y'],
    ['y = f(x) = x^2', 'x', '2*x'],
    ['f(x) = y = x^2 = x*x', 'x', '2*x'],
  ])('%s by %s: %s', (text, by, derivative) => expect(String(diff(text, by))).toBe(derivative))

  test.each([
    ['x^2 + y^2 = 25', 'x'],
    ['y = x*y', 'x'],
    ['y = x^2', 'y'],
    ['y == x^2', 'x'],
    ['f(x) = x*f(x-1)', 'x'],
    ['f(2) = x', 'x'],
    ['f(x, x) = x', 'x'],
    ['sin(x) = x', 'x'],
    ['y = x = 2', 'x'],
  ])('%s is an equation', (text, by) => expect(codeOf(() => diff(text, by))).toBe('shape'))

  test('stay equations where they are shown', () => {
    expect(String(parse('y = x^2'))).toBe('y == x^2')
    expect(latex('f(x) = x^2')).toBe('f(x)=x^2')
  })
  test('have values, are compiled, and know their variables', () => {
    expect(evaluate('y = x^2', { x: 3 })).toBe(9)
    expect(compile('f(x) = x^2', ['x'])(3)).toBe(9)
    expect(String(diff('f(x) = a*x^2'))).toBe('2*a*x')
    expect(gradient('f(x, y) = a*x*y').map(String)).toEqual(['a*y', 'a*x'])
    expect(codeOf(() => diff('f(x, y) = x*y'))).toBe('variable')
  })
  test('an intermediate result that is asked for is a variable', () => {
    expect(String(diff('q*z', 'q', { let: 'q = x + y' }))).toBe('z')
    expect(String(diff('q = x + y; q*z', 'q'))).toBe('z')
    expect(String(diff(parse('q*z', { asked: ['q'], let: 'q = x' }), 'q', { let: 'q = x' }))).toBe('z')
    expect(String(diff('q*z', 'x', { let: 'q = x + y' }))).toBe('z')
  })
  test.each([
    ['x = 3; x^2', '6'],
    ['x = 3; y = 2; x^2*y', '12'],
    ['x = 1/2; x^3', '3/4'],
    ['x = 0.5; x^3', '0.75'],
    ['x = 3; sin(x)', 'cos(3)'],
    ['x = 3; x^2*z^2 + x*z', '6*z^2 + z'],
    ['x = y; x^2', '2*y'],
    ['x = 3; q = x*y; q^2', '6*y^2'],
  ])('%s by x is %s', (text, d) => expect(String(diff(text, 'x'))).toBe(d))
})

describe('what is asked for', () => {
  test.each([
    ['y(x)', 'y'],
    ['f(x)', 'f'],
    ['f(x+1)', 'f'],
    ["y'(x)", 'y'],
    ['sin(x)', 'sin'],
    ['e(x)', 'e'],
    ['y(x)', 'y'],
  ])('%s by %s is refused', (text, by) => expect(codeOf(() => diff(text, by))).toBe('ambiguous-call'))
  test.each([
    ['a(b+c)', 'a', 'b + c'],
    ['e(x+1)', 'e', 'x + 1'],
    ['beta(x+1)', 'beta', 'x + 1'],
    ['x(x)', 'x', '2*x'],
    ['a(f(x))', 'a', 'f(x)'],
    ['y(x)', 'x', "y'(x)"],
  ])('%s by %s is %s', (text, by, derivative) => expect(String(diff(text, by))).toBe(derivative))
  test('a value makes a name a variable as well', () => {
    expect(codeOf(() => evaluate('a(b)', { a: 2, b: 3 }))).toBe('ambiguous-call')
    expect(evaluate('a(b+1)', { a: 2, b: 3 })).toBe(8)
  })
  test.each([
    ['sinw', 'w', 'function-without-brackets'],
    ['sinw', 'x', 'no error'],
    ['cost', 'q', 'no error'],
    ['cost', 't', 'function-without-brackets'],
    ['ln2rate', 'rate', 'function-without-brackets'],
  ])('%s by %s: %s', (text, by, code) => expect(codeOf(() => diff(text, by))).toBe(code))
})

describe('what is declared', () => {
  const NAMES = [
    'th',
    'si',
    're',
    'step',
    'round',
    'sh',
    'ch',
    'tg',
    'lg',
    'gd',
    'sin',
    'log_2',
    'beta',
    'Gamma',
    'add',
    'diff',
    'if',
  ]
  test.each(NAMES)('the function %s is no function of the table', name => {
    const options: Options = { let: `${name}:function` }
    const d = diff(`${name}(t)^2`, 't', options)
    expect(String(d)).toBe(`2*${name}(t)*${name}'(t)`)
    expect(equal(parse(String(d), options), parse(`2*${name}(t)*${name}'(t)`, options))).toBe(true)
    expect(unicode(d)).not.toContain('@')
    expect(latex(d)).not.toContain('@')
    expect(codeOf(() => evaluate(`${name}(x)`, { x: 1 }, options))).toBe('unbound')
    expect(String(simplify(`${name}(-t) + ${name}(t)`, options))).toContain(`${name}(-t)`)
  })
  test.each(['th', 'tg', 'swish'])('%s in the option functions', name => {
    expect(String(diff(`${name}(t)^2`, 't', { functions: [name] }))).toBe(`2*${name}(t)*${name}'(t)`)
    expect(String(diff(`${name}(t)`, 't', { functions: { [name]: 'u^2' } }))).toBe('2*t')
  })
  test.each(NAMES.filter(name => name !== 'if'))('the name %s is a variable', name => {
    const options: Options = { let: `${name}:real` }
    const d = diff(`${name}(t+1)^2`, 't', options)
    expect(String(d)).toBe(`2*${name}*(t + 1)`)
  })
  test.each([
    ['y(x)', { let: 'y:real' }, 'x*y'],
    ['y(x+1)', { let: 'y:function' }, 'y(x + 1)'],
    ['sinx', { let: 'sinx:real' }, 'sinx'],
    ['sinx', { bound: ['sinx'] }, 'sinx'],
    ['sinx = 3; 2sinx', {}, '6'],
    ['dy/dx', { let: 'dy:real dx:real' }, 'dy/dx'],
    ['d(x)/dx', { let: 'd:real' }, 'd*x/dx'],
    ['1.5f', { let: 'f:real' }, '1.5*f'],
    ['return x', { bound: ['return'] }, 'return*x'],
  ] as const)('%s with %j is %s', (text, options, shown) => expect(String(parse(text, options))).toBe(shown))
})

describe('conditions are no numbers', () => {
  test.each([
    '(x>0)-(1-x)',
    '(x>1)+(x>2)',
    '2*(x>1)',
    '-(x>1)',
    '(x>1)^2',
    'sin(x>1)',
    'f(x>1)',
    '(not x>1)+1',
    'true+1',
    '|x>1|',
    'if(x>1, y>1, 0)',
    'if(x>1, 1, y>1)',
    'piecewise(x>1, x>0, 1)',
    '(x>1) == 1',
    'q = x>1; 2q',
  ])('%s', text => {
    for (const run of [() => diff(text, 'x'), () => evaluate(text, { x: 1, y: 1 })])
      expect(codeOf(run)).toBe('condition')
  })
  test.each(['if(x>1, 2, 3)', 'x>1 and not y>2', 'piecewise(1, x>1, 2, x>0)', '1<x<2', 'q = x>1; if(q, 1, 2)'])(
    '%s is right',
    text => expect(codeOf(() => parse(text))).toBe('no error'),
  )
})

describe('rules of the caller', () => {
  test.each<[string, Options, string]>([
    ['a/b', { rules: ['ohm: V/R => I'] }, 'a/b'],
    ['V/R', { rules: ['ohm: V/R => I'] }, 'I'],
    ['2*x*V/R', { rules: ['ohm: V/R => I'] }, '2*I*x'],
    ['a/b', { rules: ['all: u/v => 1'] }, '1'],
    ['sin(2*x)', { rules: ['r: sin(2*V) => 0'] }, 'sin(2*x)'],
    ['foo(2*x)', { rules: ['r: foo(2*u) => 2*foo(u)'], let: 'foo:function' }, '2*foo(x)'],
    ['th(2*x)', { rules: ['r: th(2*u) => 2*th(u)'], let: 'th:function' }, '2*th(x)'],
    ['foo(2*x)', { rules: ['r: foo(2*u) => 2*foo(u)'], functions: ['foo'] }, '2*foo(x)'],
  ])('%s with %j is %s', (text, options, result) => expect(String(simplify(text, options))).toBe(result))
})

test.each(['softmax(z)', 'sum(x)', 'norm(x)', 'det(A)', 'trace(A)'])('%s asks for a shape', text => {
  expect(() => parse(text)).toThrow(/declare a shape, as in let: "x:\[n\]/)
})

import { describe, expect, test } from 'vitest'
import { parametersOf } from '../../src/calls/checked.js'
import { commandOf, OWN_COMMANDS, VERBS } from '../../src/cli/arguments.js'
import { SHELLS } from '../../src/cli/completion.js'
import { flagOf, OPTION_ROWS } from '../../src/cli/options.js'
import { main } from '../../src/cli/shell.js'

/** What a pipe sees. */
const seen = async (argv: readonly string[], input: string | undefined) => {
  const { status, output, diagnostics } = await main(argv, async () => input)
  return { status, output, diagnostics }
}
const fluxion = (...argv: string[]) => seen(argv, undefined)
const piped = (input: string, ...argv: string[]) => seen(argv, input)

describe('answers', () => {
  const cases: readonly (readonly [argv: readonly string[], output: string])[] = [
    [['w^3', 'w'], '3*w^2'],
    [['diff', 'w^3', 'w'], '3*w^2'],
    [['diff', 'w^3', 'w', '--at', 'w=2'], '12'],
    [['diff', '1/w', 'w', '--at', 'w=2'], '-1/4'],
    [['diff', '1/w^2', 'w', '--at=w=4'], '-1/32'],
    [['diff', 'w^3'], '3*w^2'],
    [['diff', '(1+x)^20', 'x', '--at', 'x=0.1'], '122.318180896829092582'],
    [['diff', '(1+x)^1000', 'x', '--at', 'x=0.1'], '2.2453935618234786e+44'],
    [['diff', '(1+x)^1000', 'x', '--at', 'x=1/10'], '2.2453935618234786e+44'],
    [['grad', '(1+x)^100*y', '--at', 'x=0.1,y=2'], '[2505565.8799676853, 13780.61233982227]'],
    [['diff', 'x^30', 'x', '--at', 'x=3'], '2058911320946490'],
    [['diff', 'x^2*y^3', 'x', 'y'], '6*x*y^2'],
    [['diff', 'x^2*y^3', 'x,y'], '6*x*y^2'],
    [['diff', 'sin(x)', 'x', '4'], 'sin(x)'],
    [['diff', 'x^2*y', 'x', '--at', 'x=3'], '6*y'],
    [['diff', 'sin(x)', 'x', '--at', 'x=0.5'], String(Math.cos(0.5))],
    ...['x=-2,y=5,z=-4', 'x=-2 y=5 z=-4', 'x = -2; y = 5;z=-4', ' x=-2,\ny=5 z=-4'].map(
      at => [['grad', '(x+y)*z', '--at', at], '[-4, -4, 3]'] as const,
    ),
    [['grad', '(x+y)*z', '--at', 'x=-2', 'y=5', 'z=-4'], '[-4, -4, 3]'],
    [['grad', '(x+y)*z', 'x', 'x=-2', 'y=5,z=-4'], '[-4]'],
    [['subs', '1/w^2', 'w=1/3'], '9'],
    [['eval', 'x^2', 'x=3'], '9'],
    [['1/w', 'w=2'], '-1/4'],
    [['tangent', 'x^2', 'x=3'], 'y = 6*x - 9'],
    [['eval', 'x*y', '--at', 'x=piecewise(1, 2 == 3, 4) y = max(2, 5)'], '20'],
    [['eval', "x'*x", '--let', 'x:[2]', 'x=[1; 2]'], '5'],
    [['diff', '-x^2', 'x'], '-2*x'],
    [['-x^2', 'x'], '-2*x'],
    [['--', '-x^2', 'x'], '-2*x'],
    [['grad', '(x+y)*z'], '[z, z, x + y]'],
    [['grad', '(x+y)*z', '--at', 'x=-2,y=5,z=-4'], '[-4, -4, 3]'],
    [['grad', '(x+y)*z', 'z', 'x'], '[x + y, z]'],
    [['grad', 'q*z', '--let', 'q = x + y'], '[z, z, x + y]'],
    [['grad', 'q = x + y; f = q*z', 'z'], '[x + y]'],
    [['jacobian', '[x*y, x+y]', 'x', 'y'], '[[y, x], [1, 1]]'],
    [['hessian', 'x^2*y'], '[[2*y, 2*x], [2*x, 0]]'],
    [['simplify', 'sin(x)^2 + cos(x)^2'], '1'],
    [['expand', '(x+1)^3'], 'x^3 + 3*x^2 + 3*x + 1'],
    [['factor', 'x^4 - y^4'], '(x + y)*(x - y)*(x^2 + y^2)'],
    [['cancel', '(x^2-1)/(x-1)'], 'x + 1'],
    [['together', '1/x + 1/y'], '(x + y)/(x*y)'],
    [['horner', 'x^3 + 2*x^2 + x + 1'], 'x*(x*(x + 2) + 1) + 1'],
    [['horner', 'a*x^2 + b*x + c', 'x'], 'x*(a*x + b) + c'],
    [['apart', '1/(x^2-1)'], '1/(2*(x - 1)) - 1/(2*(x + 1))'],
    [['apart', '1/(x*(x+y))', 'x'], '1/(x*y) - 1/(y*(x + y))'],
    [['collect', 'a*x + b*x + c', 'x'], 'x*(a + b) + c'],
    [['trigReduce', 'sin(x)^2'], '1/2 - cos(2*x)/2'],
    [['trigExpand', 'sin(x+y)'], 'cos(y)*sin(x) + cos(x)*sin(y)'],
    [['expand', '(x+1)^2', '--at', 'x=2'], '9'],
    [['diff', 'log(1+exp(x))', '--form', 'stable'], 'sigmoid(x)'],
    [['grad', 'log(exp(a)+exp(b))', '--form', 'stable'], '[sigmoid(a - b), sigmoid(b - a)]'],
    [['diff', 'swish2(x)', '--function', 'swish2=u*sigmoid(2*u)'], 'sigmoid(2*x)*(1 + 2*x*(1 - sigmoid(2*x)))'],
    [['simplify', 'f(2*x) + f(x)', '--rule', 'halve: f(2*u) => 2*f(u)'], '3*f(x)'],
    [['subs', '1/w^2', '--at', 'w=4'], '1/16'],
    [['subs', 'x*y', '--at', 'x=y,y=x'], 'x*y'],
    [['eval', 'a^2+a*b', '--at', 'a=3,b=4'], '21'],
    [['eval', '1/3', '--field', 'exact'], '1/3'],
    [['eval', 'sqrt(x)', '--at', 'x=-1', '--field', 'complex'], 'i'],
    [['eval', '(1+2*i)*(3-i)', '--field', 'complex'], '5 + 5*i'],
    [['eval', '[2*i, 3, 1-i]', '--field', 'complex'], '[2*i, 3, 1 - i]'],
    [['diff', 'sqrt(x)', '--at', 'x=-4', '--field', 'complex', '--domain', 'complex'], '-0.25*i'],
    [['eval', 'max(2, x)', '--at', 'x=max(1,5)'], '5'],
    [['eval', 'z[1]', '--at', 'z=[1,2,3]'], '1'],
    [['diff', 'z[2]^2*W[1,2]', 'z[2]', '--at', 'z=[1,2],W=[[1,5]]'], '20'],
    [['eval', 'x - x', '--at', 'x=1'], '0'],
    [['diff', 'log(x)', 'x', '--at', 'x=-1', '--domain', 'complex'], '-1'],
    [['diff', 'relu(x) - relu(-x)', 'x', '--at', 'x=0'], '1'],
    [['eval', 'x^2', '--at', 'x=-1..2', '--field', 'interval'], '[0, 4]'],
    [['eval', 'x', '--at', 'x=0.1..1/2', '--field', 'interval'], '[0.09999999999999999, 0.5]'],
    [['eval', '1/x', '--at', 'x=0..2', '--field', 'interval'], '[0.5, Infinity] (partly without a value)'],
    [
      ['eval', '1/x', '--at', 'x=0..2', '--field', 'interval', '--format', 'json'],
      '{"command":"eval","input":"1/x","variables":["x"],"value":{"lo":0.5,"hi":"Infinity","partial":true}}',
    ],
    [['eval', 'sqrt(x)', '--at', 'x=2', '--precision', '40'], '1.414213562373095048801688724209698078570'],
    [
      ['eval', '[pi, -1/4]', '--precision', '5', '--format', 'json'],
      '{"command":"eval","input":"[pi, -1/4]","variables":[],"value":["3.1416","-0.25000"]}',
    ],
    [['diff', 'sin(x)', 'x', '--at', 'x=1', '--precision', '20'], '0.54030230586813971740'],
    [['latex', 'sqrt(x)/2'], '\\frac{\\sqrt{x}}{2}'],
    [['diff', '1/(1+exp(-x))', '--format', 'latex'], '\\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2}'],
    [['diff', 'x^3 + 2*x', '--format', 'unicode'], '3x² + 2'],
    [['grad', 'x*y^2', '--format', 'unicode'], '[y², 2x·y]'],
    [['grad', 'x*y^2', '--format', 'unicode', '--at', 'x=1,y=1/2'], '[1/4, 1]'],
    [['latex', 'x', '--format', 'unicode'], 'x'],
    [['diff', 'x*exp(-x)', '--equation'], '\\frac{d}{dx}\\left(xe^{-x}\\right)=(1-x)e^{-x}'],
    [['diff', 'x^x', '--format', 'latex', '--equation'], '\\frac{d}{dx}x^{x}=x^{x}(\\ln x+1)'],
    [
      ['diff', 'x^2*y^3', 'x', 'y', '2', '--format', 'latex', '--equation'],
      '\\frac{\\partial^3}{\\partial x\\,\\partial y^2}(x^2y^3)=12xy',
    ],
    [['latex', 'x^2/(2*y)', '--fractions', 'slash'], 'x^2/(2y)'],
    [['latex', 'x^2/y', '--fractions', 'power', '--multiply', 'cdot'], 'x^2\\cdot y^{-1}'],
    [['latex', 'acosh(x)', '--inverse', 'power'], '\\cosh^{-1} x'],
    [['latex', 'sqrt(x)', '--roots', 'power', '--inline'], 'x^{1/2}'],
    [
      ['latex', "f'(x) + e^x", '--derivatives', 'leibniz', '--upright'],
      '\\mathrm{e}^{x}+\\frac{\\mathrm{d}f(x)}{\\mathrm{d}x}',
    ],
    [['latex', 'lr*w', '--name', 'lr=\\eta'], '\\eta w'],
    [['latex', 'a*b + c*d + x*y', '--width', '11'], '\\begin{aligned}&ab+cd\\\\&\\quad +xy\\end{aligned}'],
    [
      ['diff', 'x^2/3', '--format', 'json', '--fractions', 'slash'],
      '{"command":"diff","input":"x^2/3","variables":["x"],"result":{"text":"2*x/3","latex":"2x/3"}}',
    ],
    [['diff', 'abs(x)', '--let', 'x:positive'], '1'],
    [['diff', 'e^2', 'e'], '2*e'],
    [['diff', 'W[1,2]^2*x', 'W[1,2],x', '--at', 'W[1,2]=3'], '6'],
    [['theta', 'theta'], '1'],
    [['equivalent', 'atan(x)', 'asin(x/sqrt(1+x^2))'], 'verified: equal at 40 sampled points'],
    [['f(x) = a*x^2'], '2*a*x'],
    [['y = x^2', 'x'], '2*x'],
    [['grad', 'f(x, y) = a*x*y'], '[a*y, a*x]'],
    [['diff', 'q*z', 'q', '--let', 'q = x + y'], 'z'],
    [['diff', 'th(t)^2', 't', '--let', 'th:function'], "2*th(t)*th'(t)"],
    [['latex', 'f(x) = x^2'], 'f(x)=x^2'],
    [['read', '2x(y+1)'], '(2*x)*(y + 1)\n  x: variable\n  y: variable'],
    [['equivalent', 'sqrt(x^2)', 'x', '--let', 'x:positive'], 'verified: the difference simplifies to zero'],
  ]
  test.each(cases)('%j', async (argv, output) => {
    expect(await fluxion(...argv)).toEqual({ status: 0, output, diagnostics: '' })
  })

  test('an expression comes from standard input when it is "-" or missing', async () => {
    expect((await piped('w^3', 'diff', '-', 'w')).output).toBe('3*w^2')
    expect((await piped('x^2', 'diff')).output).toBe('2*x')
    expect((await piped('x^2\n\nsin(\nx)')).output).toBe('2*x\ncos(x)')
    expect((await piped(' \n')).output).toContain('usage')
    expect((await piped('x*y', 'grad')).output).toBe('[y, x]')
  })
})

test.each([
  ['mathml', /^<math xmlns="[^"]+" display="block"><semantics><mrow><mn>2<\/mn><mi>x<\/mi>.*<\/math>$/],
  ['html', /^<span class="katex-display">.*<math .*<\/span>$/],
])('%s is made by KaTeX', async (format, expected) => {
  expect((await fluxion('diff', 'x^2', '--format', format)).output).toMatch(expected)
  expect((await fluxion('diff', 'x^2', '--format', format, '--inline')).output).not.toContain('display')
})

describe('failures', () => {
  const cases: readonly (readonly [argv: readonly string[], status: number, message: RegExp])[] = [
    [['diff', 'x +', 'x'], 2, /\^/],
    [['diff', 'foo(x)', 'x'], 2, /foo/],
    [['diff', 'x*y'], 2, /name the variable meant/],
    [['diff', 'x', 'x+1'], 2, /x\+1/],
    [['eval', 'x'], 2, /"x"/],
    [['eval', '1/x', '--at', 'x=0'], 1, /zero/],
    [['eval', 'log(x)', '--at', 'x=-1'], 1, /log/],
    [['diff', 'log(x)', 'x', '--at', 'x=-1'], 1, /log\(x\) is not real at x = -1; --domain complex/],
    [['grad', 'x*sqrt(y)', '--at', 'x=1,y=-4'], 1, /sqrt\(y\) is not real/],
    [['diff', 'log(x)', 'x,2', '--at', 'x=-1'], 1, /not real/],
    [['eval', 'x^2', '--at', 'x=1,y=2'], 2, /gives y a value, but y does not occur in x\^2/],
    [['check', 'x^2', '--at', 'x=1,z[1]=2'], 2, /z\[1\] does not occur/],
    [['eval', 'z[4]', '--at', 'z=[1,2,3]'], 2, /z\[4\]/],
    [['diff', '1/w', 'w', '--at', 'w=0'], 1, /zero/],
    [['diff', 'x', 'x', '--at', 'x'], 2, /assignments/],
    [['diff', 'x', 'x', '--at', 'x=1,x=2'], 2, /two values/],
    [['diff', 'x^2', 'wrt', 'x'], 2, /leave out wrt: .* fluxion diff "x\^2\*y" x/],
    [['diff', 'x^2', 'x==3'], 2, /x==3 is no name of a variable; values are given by --at/],
    [['simplify', 'x^2', '3=x'], 2, /3=x is no name/],
    [['check', 'x^2', '--h', '0.1'], 2, /there is no option --h; the step of differences is --step/],
    [['diff', 'x^2', '--zzz'], 2, /there is no option --zzz\n/],
    [['partial', 'x^2', 'x'], 2, /did you mean diff\?/],
    [['gradcheck', 'x^2'], 2, /did you mean check\?/],
    [['eval', 'softmax(z)', '--at', 'z=1'], 2, /declare a shape/],
    [['diff', 'y(x)', 'y'], 2, /a function and for a variable/],
    [['read', 'x', '--format', 'latex'], 2, /text or json/],
    [['diff', 'x', '--format', 'xml'], 2, /text, unicode, latex, mathml, html, json/],
    [['diff', 'x', '--format', 'latex', '--fractions', 'bar'], 2, /frac, dfrac, tfrac, slash, power/],
    [['diff', 'x', '--format', 'latex', '--name', 'x'], 2, /assignments such as lr=/],
    [['simplify', 'x', '--name', 'x=\\foo', '--format', 'mathml'], 2, /Undefined control sequence/],
    [['diff', 'x', '--format', 'latex', '--width', '-1'], 2, /positive/],
    [['diff', 'x^2', '--equation', '--format', 'text'], 2, /a format that is typeset/],
    [['grad', 'x^2', '--equation', '--format', 'latex'], 2, /goes with diff/],
    [['diff', 'x^2', '--equation', '--format', 'latex', '--at', 'x=1'], 2, /without --at/],
    [['check', 'x^2', '--at', 'x=1', '--format', 'unicode'], 2, /check is shown as text .*not as unicode/],
    [['diff', 'x', '--nonsense'], 2, /nonsense/],
    [['dif', 'w^3', 'w'], 2, /no command dif; did you mean diff\?/],
    [['nonsense'], 2, /no command nonsense/],
    [['rate', 't'], 2, /fluxion diff rate t/],
    [['eval', '2', '3'], 2, /there is no place for 3/],
    [['check', 'w^2', 'w', '--at', 'w=3', 'w=4'], 2, /gives w two values/],
    [['diff', 'x^2', '--step', '0.1'], 2, /--step goes with check, not with diff/],
    [['diff', 'x^2', '--field', 'exact'], 2, /--field goes with eval/],
    ...['0x10', '0b1', '1_000', '١', ' ', '1e400', 'Infinity', '-1', '0'].map(
      v => [['check', 'x^2', '--at', 'x=1', `--step=${v}`], 2, /--step takes a positive number/] as const,
    ),
    [['eval', '1/3', '--precision', '0x10'], 2, /--precision takes a positive number/],
    [['taylor', 'sin(x)', 'x', '0', '9007199254740993'], 1, /more than 12000000 steps/],
    [['taylor', 'sin(x)', 'x', '0', '0x10'], 2, /the order is a whole number/],
    ...['0x10', '1_000', '١', ' ', ''].map(v => [['eval', 'x + 1', '--at', `x=${v}`], 2, /./] as const),
    [['eval', 'x^2', '--at', 'x=1,y=2'], 2, /y does not occur/],
    [['GRAD', 'x*y'], 2, /did you mean grad\?/],
    [['derivative', 'x*y', 'x'], 2, /did you mean diff\?\n.*fluxion diff derivative x\*y/],
    [['check', 'x^2'], 2, /--at/],
    [['check', 'x^2', '--at', 'x=1', '--step', '0'], 2, /positive/],
    [['diff'], 2, /needs an expression/],
    [['simplify', 'x^2', '--verify'], 2, /--verify goes with .*curl, diff, .*, vjp, not with simplify/],
    [['equivalent', 'x'], 2, /equivalent takes EXPRESSION OTHER/],
    [['equivalent', 'x', 'y', 'z'], 2, /there is no place for z/],
    ...['latex', 'unicode'].map(verb => [[verb, 'x^3*y', 'x'], 2, /there is no place for x/] as const),
    [['check', 'w^3', '3*w^2', 'w', '--at', 'w=4'], 2, /3\*w\^2 is no variable/],
    [['equivalent', 'x', 'y', '--format', 'latex'], 2, /text or json/],
  ]
  test.each(cases)('%j', async (argv, status, message) => {
    const result = await fluxion(...argv)
    expect(result.output).toBe('')
    expect(result.diagnostics).toMatch(message)
    expect(result.status).toBe(status)
  })
})

test('what is too long to write out can be had in the shared form', async () => {
  const nested = `${'sin('.repeat(8000)}x${')'.repeat(8000)}`
  const { status, diagnostics } = await fluxion('diff', nested, 'x')
  expect(status).toBe(1)
  expect(diagnostics).toMatch(/--shared/)
  expect((await fluxion('diff', nested, 'x', '--shared')).status).toBe(0)
})

const DIFFERENTIATED =
  'the text is a derivative itself and is differentiated once more; fluxion simplify gives it as it stands'

describe('what is doubtful is said on standard error', () => {
  test.each([
    [['diff', 'k*t', 'x'], '0', 'x does not occur; read: k*t, names k, t'],
    [['diff', 'P', 'x'], '0', 'x does not occur; read: P, names P'],
    [['diff', 'P(t)', 'x'], '0', 'x does not occur; read: P(t), names P, t'],
    [['diff', '2', 'x'], '0', 'x does not occur; read: 2, no names'],
    [['grad', '(x+y)*z', 'x', 'w'], '[z, 0]', 'w does not occur; read: (x + y)*z, names x, y, z'],
    [['diff', 'f(x) = 2*a', 'x'], '0', 'x does not occur; read: f(x) = 2*a, names a'],
    [['diff', "x'*x", 'y', '--let', 'x:[n]'], '0', 'y does not occur; names x'],
    [['grad', "x'*x/2a", 'x', '--let', 'x:[n]'], 'a*x', '/2a is read as /2*a; write /(2*a) to divide by the product'],
    [['diff', 'x/2y', 'x'], 'y/2', '/2y is read as /2*y; write /(2*y) to divide by the product'],
    [['diff', 'x^2 + xy', 'x'], '2*x', 'xy is read as one name; write x*y for a product'],
    [
      ['diff', 'x*heaviside(x - 1)', 'x'],
      'heaviside(x - 1)',
      'heaviside jumps where its argument is 0, and has no derivative there; --distributions has dirac',
    ],
    [['diff', 'x*sign(y)', 'x'], 'sign(y)', ''],
    [['diff', 'x^2*sgn(x)', 'x'], '2*abs(x)', ''],
    [
      ['diff', 'x*sign(x)', 'x', '2'],
      '0',
      'sign jumps where its argument is 0, and has no derivative there; --distributions has dirac',
    ],
    [['diff', 'x*heaviside(x)', 'x', '--distributions'], 'heaviside(x)', ''],
    [['diff', 'x - x', 'x'], '0', ''],
    [['diff', '\\frac{d}{dx} x^3', 'x'], '6*x', DIFFERENTIATED],
    // Without a command and a variable, it is what is asked.
    [['\\frac{d}{dx}\\frac{\\sin x}{x}'], '(x*cos(x) - sin(x))/x^2', ''],
    [['\\frac{\\partial^2}{\\partial x\\partial y} x^2y^3'], '6*x*y^2', ''],
    [['diff(x^2*y, x)', '--at', 'x=3,y=2'], '12', ''],
    [['q = x*y; diff(q^2, x, 2)'], '2*y^2', ''],
    [['diff(x^3, x)', 'x'], '6*x', DIFFERENTIATED],
    [['diff', 'diff(x^3, x)'], '6*x', DIFFERENTIATED],
    [['diff(x^2, x)*x'], '4*x', ''],
    [['diff', 'x*diff(x^2, x)', 'x'], '4*x', ''],
    [['diff', 'diff(x^2, x)*x', 'x'], '4*x', ''],
    [['diff', 'diff(x^2, x) + 1', 'x'], '2', ''],
    [['f(x) = a*x; f(3)^2', 'a'], '18*a', ''],
    [['f(3)^2', 'a', '--let', 'f(x) = a*x'], '18*a', ''],
    [['diff', 'W[1,2]', 'W[1,2]'], '1', ''],
    [['diff', 'θ^2', 'theta'], '2*theta', ''],
  ] as const)('%j', async (argv, output, diagnostics) => {
    expect(await fluxion(...argv)).toEqual({ status: 0, output, diagnostics })
    const { output: json } = await fluxion(...argv, '--format', 'json')
    expect(JSON.parse(json).warnings).toEqual(diagnostics === '' ? undefined : [diagnostics])
  })
})

describe('certificates', () => {
  const verified = 'verified: equal at 40 sampled points'
  test.each([
    [['diff', 'x^x', 'x', '--verify'], 'x^x*(log(x) + 1)', 0, 'verified: equal at 28 sampled points'],
    [['diff', 'sin(x)', 'x', '3', '--verify'], '-cos(x)', 0, verified],
    [['diff', 'x^3*y', 'x', '2', 'y', '--verify'], '6*x', 0, verified],
    [['diff', 'x^3', '--verify', '--at', 'x=2'], '12', 0, verified],
    [['hessian', 'x^2*y', '--verify'], '[[2*y, 2*x], [2*x, 0]]', 0, verified],
    [['jacobian', '[x^2, x*y]', 'x', '--verify'], '[[2*x], [y]]', 0, verified],
    [['grad', 'x^2*y', '--verify'], '[2*x*y, x^2]', 0, verified],
    [['diff', 'besselj(n,x)', 'n', '--verify'], "besselj'[1](n, x)", 1, /^unknown: there is no formula for besselj'/],
    [['equivalent', 'sqrt(x^2)', 'x'], /^refuted: the values differ at x = -0\.\d+: 0\.\d+ and -0\.\d+$/, 1, ''],
    [['equivalent', 'sqrt(x)', 'sqrt(-x)'], /^unknown: no value/, 1, ''],
  ] as const)('%j', async (argv, output, status, diagnostics) => {
    const result = await fluxion(...argv)
    const whole = (what: string | RegExp) => (typeof what === 'string' ? what : expect.stringMatching(what))
    expect(result.output).toEqual(whole(output))
    expect(result.diagnostics).toEqual(whole(diagnostics))
    expect(result.status).toBe(status)
  })
  test('in json', async () => {
    const { output } = await fluxion('diff', 'x^2', '--verify', '--format', 'json')
    const certificate = { verdict: 'verified', reason: 'equal at 40 sampled points', points: 40 }
    expect(JSON.parse(output)).toMatchObject({ result: { text: '2*x' }, certificate })
    const refuted = JSON.parse((await fluxion('equivalent', 'sqrt(x^2)', 'x', '--format', 'json')).output)
    expect(refuted).toMatchObject({ command: 'equivalent', variables: ['x'], certificate: { verdict: 'refuted' } })
    expect(Object.keys(refuted.certificate.witness)).toEqual(['x'])
  })
})

describe('check', () => {
  test('a right derivative holds', async () => {
    const result = await fluxion('check', '1/w', '--at', 'w=2')
    expect(result.status).toBe(0)
    expect(result.output).toMatch(/-0\.25/)
  })
  test.each([
    ['cos(x^2)', 1],
    ['2*x*cos(x^2)', 0],
    ['x=2*x*cos(x^2)', 0],
    ['if(x == 0, 0, 2*x*cos(x^2))', 0],
  ])('--claim %s by the one variable: status %i', async (claim, status) => {
    expect((await fluxion('check', 'sin(x^2)', '--at', 'x=1', '--claim', claim)).status).toBe(status)
  })
  test('a wrong claim does not', async () => {
    const result = await fluxion('check', '1/w', '--at', 'w=2', '--claim', 'w=1/w^2')
    expect(result.status).toBe(1)
    expect(result.output).toMatch(/wrong/)
  })
  test.each<[string[], string, RegExp]>([
    [['diff', 'abs(x)', 'x', '--at', 'x=0'], '0', /^kink: .* by x .*from the left -1, from the right 1$/],
    [['diff', 'abs(x)*x', 'x,2', '--at', 'x=0'], '0', /^kink: .*from the left -2, from the right 2$/],
    [['diff', 'atan2(y,x)', 'y', '--at', 'x=-1,y=0'], '-1', /^kink: .*from the left a jump, from the right -1$/],
    [['diff', 'mod(1,x)', 'x', '--at', 'x=0.125'], '-8', /^kink: there may be no derivative by x here/],
    [
      ['implicit', 'y=abs(x)', 'y', 'x', '--at', 'x=0,y=0'],
      '0',
      /^kink: .* by x .*from the left 1, from the right -1$/,
    ],
    [['implicit', 'abs(x)+abs(y)=1', 'y', 'x', '--at', 'x=1/2,y=1/2'], '-1', /^$/],
    [['grad', 'max(x,y)*z', '--at', 'x=1,y=1,z=2'], '[2, 0, 1]', /^kink: .* by x .*\nkink: .* by y .*$/],
    [['diff', 'abs(x)', 'x', '--at', 'x=1'], '1', /^$/],
    [['diff', 'x*abs(x)', 'x', '--at', 'x=0'], '0', /^$/],
    ...(['x^(3/2)', 'x^(4/3)', 'x^2.5', 'x*sqrt(x)', 'sqrt(x)^3', 'sqrt(x^3)'] as const).map(
      (f): [string[], string, RegExp] => [
        ['diff', f, 'x', '--at', 'x=0'],
        '0',
        /^edge: the derivative by x is from the right only: no values beside it$/,
      ],
    ),
    [['diff', '(1-x)^(3/2)', 'x', '--at', 'x=1'], '0', /^edge: .* from the left only/],
    [['diff', 'x^(5/2)', 'x,2', '--at', 'x=0'], '0', /^edge: .* from the right only/],
    [['grad', 'x^(3/2)*y', '--at', 'x=0,y=1'], '[0, 0]', /^edge: the derivative by x is from the right only[^\n]*$/],
    [['diff', 'x^(3/2)', 'x', '--at', 'x=1'], '3/2', /^$/],
    [['diff', 'sqrt(x^4)', 'x', '--at', 'x=0'], '0', /^$/],
    [['diff', 'sqrt(x)^2', 'x', '--at', 'x=0'], '1', /^$/],
    [['diff', 'abs(x)^1.5', 'x', '--at', 'x=0'], '0', /^$/],
  ])('what has no derivative at a point: %j', async (argv, value, said) => {
    const result = await fluxion(...argv)
    expect([result.status, result.output]).toEqual([0, value])
    expect(result.diagnostics).toMatch(said)
  })

  test.each(['if(x!=0,x^2*sin(1/x),0)', 'if(x=0,0,x*sin(1/x))', 'if(x==0,5,x)'])(
    '%s has a value of its own at 0',
    async f => {
      const result = await fluxion('diff', f, 'x', '--at', 'x=0')
      expect(result.status).toBe(1)
      expect(result.diagnostics).toMatch(/limit of difference quotients, which no rule gives; check looks at both/)
    },
  )

  test.each<[f: string, x: number, said: RegExp]>([
    ['sqrt(x)', 0, /division by zero in .*; from the left: no value, from the right: infinity$/],
    ['asin(x)', 1, /; from the left: infinity, from the right: no value$/],
    ['acos(x)', -1, /; from the left: no value, from the right: -infinity$/],
    ['acosh(x)', 1, /; from the left: no value, from the right: infinity$/],
    ['cbrt(x)', 0, /; from the left: infinity, from the right: infinity$/],
    ['abs(x)^(1/2)', 0, /; from the left: -infinity, from the right: infinity$/],
    ['x^x', 0, /; from the left: no value, from the right: -infinity$/],
    ['acosh(x)^2', 1, /; from the left: no value, from the right: 2$/],
    ['acos(x)*sqrt(1-x)', 1, /; from the left: -1\.4, from the right: no value$/],
    ['log(x)', -1, /log\(x\) is not real at x = -1; --domain complex/],
    ['log(x)', 0, /log\(x\) is infinite at x = 0$/],
    ['1/x', 0, /division by zero in 1\/x: x is 0$/],
  ])('a derivative without a value: %s at %d', async (f, x, said) => {
    const result = await fluxion('diff', f, 'x', '--at', `x=${x}`)
    expect([result.status, result.output]).toEqual([1, ''])
    expect(result.diagnostics).toMatch(said)
  })

  test('a kink is said', async () => {
    const result = await fluxion('check', 'max(x,y)', '--at', 'x=3,y=3')
    expect(result.status).toBe(1)
    expect(result.output).toMatch(/kink/)
  })
})

describe('json', () => {
  const json = async (...argv: string[]): Promise<unknown> =>
    JSON.parse((await fluxion(...argv, '--format', 'json')).output)
  test('a derivative', async () => {
    expect(await json('diff', 'w^3', 'w', '--at', 'w=2')).toEqual({
      command: 'diff',
      input: 'w^3',
      variables: ['w'],
      result: { text: '3*w^2', latex: '3w^2' },
      value: 12,
    })
  })
  test('a gradient and a matrix nest', async () => {
    expect(await json('grad', 'x*y')).toMatchObject({ variables: ['x', 'y'], result: [{ text: 'y' }, { text: 'x' }] })
    expect(await json('hessian', 'x*y')).toMatchObject({
      result: [
        [{ text: '0' }, { text: '1' }],
        [{ text: '1' }, { text: '0' }],
      ],
    })
  })
  test('a check', async () => {
    expect(await json('check', 'x^2', '--at', 'x=4')).toMatchObject({ command: 'check', check: { ok: true } })
  })
  test('values of every field', async () => {
    expect(await json('eval', 'sqrt(x)', '--at', 'x=-4', '--field', 'complex')).toMatchObject({
      value: { re: 0, im: 2 },
    })
    expect(await json('eval', '[1/3, 4/2]', '--field', 'exact')).toMatchObject({ value: ['1/3', 2] })
    expect(await json('eval', '0.5*x', '--at', 'x=3')).toMatchObject({ value: 1.5 })
  })
  test('an error', async () => {
    expect(await json('diff', 'x +', 'x')).toMatchObject({ error: { code: 'unexpected-end', offset: 3 } })
    expect(await json('diff', 'x', 'x', '--at', 'x')).toMatchObject({ error: { code: 'usage' } })
  })
})

/** A command line as a shell splits it. */
const wordsOf = (command: string): string[] => [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(m => m[1] ?? m[2] ?? '')

describe('help', () => {
  /** What a screen holds: so many lines, none wider than a terminal but code that is an answer. */
  const expectScreen = (output: string, lines: number): void => {
    expect(output.trimEnd().split('\n').length).toBeLessThanOrEqual(lines)
    expect(output.split('\n').filter(line => [...line].length > (line.startsWith('    WITH ') ? 96 : 80))).toEqual([])
  }

  test.each([[[]], [['--help']], [['help']]])('%j is one screen that names every command', async argv => {
    const { output, status } = await fluxion(...argv)
    expect(status).toBe(0)
    expectScreen(output, 40)
    const words = output.split(/\s+/u)
    for (const command of [...VERBS.map(commandOf), ...OWN_COMMANDS.filter(c => c !== 'completion')])
      expect(words).toContain(command)
  })

  test.each(['commands', 'options', 'functions', 'matrices'])('the list of %s is as wide as a screen', async topic => {
    const { output, status } = await fluxion('help', topic)
    expect(status).toBe(0)
    expectScreen(output, 120)
  })

  test('the list of commands has a sentence for each', async () => {
    const { output } = await fluxion('help', 'commands')
    for (const verb of VERBS) expect(output).toMatch(new RegExp(`\\n {2}${commandOf(verb)} +\\w`, 'u'))
  })

  test('the examples of the first screen answer what they show', async () => {
    const [shown = ''] = (await fluxion('help')).output.split('\n  derivatives')
    const lines = [...shown.matchAll(/^ {2}fluxion (\S.*?) *(?: {2,}|\n {20,})(\S.*)$/gm)]
    expect(lines).toHaveLength(4)
    for (const [, command = '', answer = ''] of lines)
      expect([command, (await fluxion(...wordsOf(command))).output]).toEqual([command, answer])
  })

  test.each([...VERBS.map(commandOf), 'notes', 'build'])('on %s is one screen', async topic => {
    const { output, status } = await fluxion('help', topic)
    expect(status).toBe(0)
    expectScreen(output, 32)
    expect((await fluxion(topic, '--help')).output).toBe(output)
  })

  test('on what is not there', async () => {
    expect(await fluxion('help', 'derive')).toMatchObject({ status: 2, output: '' })
  })

  test.each([
    [
      ['emit', 'x^2', '--to', 'c'],
      '--to is an option of notes; a language is named by emit --language, a format by --format',
    ],
    [['x^2', '--to', 'latex'], '--to is an option of notes'],
    [['diff', 'x^2', 'x', '--emit', 'c'], '--emit is an option of build; the command is emit, with --language'],
    [['emit', 'x^2', '--emit', 'c'], '--emit is an option of build'],
  ])('refuses what belongs to another command: %j', async (words, message) => {
    const { output, status, diagnostics } = await fluxion(...words)
    expect({ output, status }).toEqual({ output: '', status: 2 })
    expect(diagnostics).toContain(message)
  })

  test('--version is that of the package', async () => {
    expect((await fluxion('--version')).output).toMatch(/^\d+\.\d+\.\d+$/)
  })
})

describe('the rows of the verbs', () => {
  const rows = VERBS.map(v => v.row)
  test('have names of their own', () => {
    const names = rows.flatMap(r => (r.command === undefined ? [r.name] : [r.name, r.command]))
    expect(new Set(names).size).toBe(names.length)
  })

  test('have an option of the command line for each that takes a text, a number or a choice', () => {
    const taken = new Set(rows.flatMap(r => parametersOf(r).options ?? []))
    const missing = [...taken].filter(o => flagOf(o) === undefined && !LIBRARY_ONLY.has(o))
    expect(missing).toEqual([])
  })

  test.each(rows.flatMap(r => r.examples.map(e => [e.command, e.prints] as const)))(
    'fluxion %s',
    async (line, prints) => {
      const { status, output, diagnostics } = await fluxion(...wordsOf(line))
      expect({ output, diagnostics }).toEqual({ output: prints, diagnostics: '' })
      // A check that does not hold is an answer, too.
      expect(status).toBe(/\bwrong\b/.test(prints) ? 1 : 0)
    },
  )
})

/** What only programs give, or the command line gives by other means. */
const LIBRARY_ONLY = new Set([
  'asked',
  'assumptions',
  'at',
  'bold',
  'bound',
  'display',
  'flat',
  'limits',
  'milliseconds',
  'record',
  'samples',
  'shape',
  'signal',
  'simplify',
  'undefined',
  'variables',
  'verify',
])

test.each([
  [['diff', 'diff(x^2, 2)', 'x'], 'the order of a derivative is a whole number after a variable, not 2'],
  [['diff', 'diff(x^2, x + 1)', 'x'], 'x + 1 is no variable: a variable is a name'],
  [['eval', 'e^(i*pi)'], 'i is not real; use --field complex'],
  [['diff', 'x^2', 'x', '--at', 'x=i'], 'i is not real; use --field complex'],
  [['diff', 'x^2 + y^2 = 25', 'x'], 'an equation has no derivative: fluxion implicit "x^2 + y^2 = 25" y x is that'],
  [['eval', 'x^2', '--at', 'x=1..2'], '1..2 is an interval: add --field interval'],
  [['grad', 'x^2', '--layout', 'numerator'], '--layout goes with declared shapes, as in --let "W:[2,3]; x:[n]"'],
  [['diff', 'f(u) = u^2; x^3', 'x'], 'a function of your own stands beside the text: --let "f(u) = u^2"'],
  [['diff', 'sum(i, 1, n + m, x[i]^2)', 'x[1]'], 'x[i] may be x[1] or not: declare the size, as in --let "x:[3]"'],
  [['grad', 'norm2(x)'], 'declare a shape, as in --let "x:[n]; A:[m,n]"'],
  [['solve', 'x^2 = 4'], 'there is no command solve; no equations are solved'],
  [['derive', 'x^2'], 'there is no command derive; did you mean diff?'],
  [['xyzzy', 'x^2'], 'there is no command xyzzy; fluxion help commands lists what there is'],
  [['diff', 'x^5', 'x', '--order', '3'], 'there is no option --order; an order stands behind its variable'],
  [['diff', 'x^5', '--json'], 'there is no option --json; write --format json'],
  [['emit', 'x', '--lang', 'c'], 'there is no option --lang; did you mean --language?'],
  [['diff', 'x^5', '--formt', 'latex'], 'there is no option --formt; did you mean --format?'],
  [['plot', 'x^2', '0..2'], 'range takes assignments such as x=-3..3; not "0..2"'],
])('%j says what it means in the words of the command line: %s', async (argv, message) => {
  expect((await fluxion(...argv)).diagnostics).toContain(message)
})

test.each([
  ['x=3,y=4', ''],
  ['x=5*cos(pi/4),y=5*sin(pi/4)', ''],
  ['x=1,y=1', 'the equation does not hold at x = 1, y = 1: its sides differ by -23'],
])('implicit says whether the point %s is on the curve: %s', async (at, diagnostics) => {
  expect(await fluxion('implicit', 'x^2+y^2=25', 'y', 'x', '--at', at)).toMatchObject({ status: 0, diagnostics })
})

describe('problems in lines', () => {
  test.each([
    ['x^2\nx^3\n', '2*x\n3*x^2'],
    ['x^2\n\n# a remark\nsin(x)\r\n', '2*x\ncos(x)'],
    ['x^2 +\n x', '2*x + 1'],
    ['x^2\n+ x\nx', '2*x + 1\n1'],
    ['sin(\nx\n)\nx', 'cos(x)\n1'],
    ['q = x + 1;\nq^2', '2*(x + 1)'],
  ])('%j', async (input, output) => {
    expect(await piped(input, 'diff', '-', 'x')).toEqual({ status: 0, output, diagnostics: '' })
  })

  test('a wrong one says where it stands, and leaves the rest', async () => {
    const { status, output, diagnostics } = await piped('x^2\n\nfoo(x)\nx^3', 'diff', '-', 'x')
    expect([status, output]).toEqual([2, '2*x\n3*x^2'])
    expect(diagnostics).toMatch(/^fluxion: line 3: there is no function foo/)
  })

  test('none', async () => {
    expect(await piped('\n# nothing\n', 'diff')).toMatchObject({ status: 2, output: '' })
  })
})

test.each(SHELLS)('completion for %s names every command and option', async shell => {
  const { output, status } = await fluxion('completion', shell)
  expect(status).toBe(0)
  for (const verb of VERBS) expect(output).toContain(commandOf(verb))
  for (const flag of Object.keys(OPTION_ROWS)) expect(output).toMatch(new RegExp(`(?:--| -l )${flag}`))
})

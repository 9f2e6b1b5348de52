/** One program that uses every part of the library: what it prints in Node it prints in a bundle, minified or not. */
const CALLS: readonly string[] = [
  "String(call('add', [sym('x'), num(1)]))",
  "String(diff('w^3', 'w'))",
  "sym('x') + ' ' + num('1/3')",
  "JSON.stringify({ d: diff('x^2', 'x') })",
  "latex(diff('1/w', 'w'))",
  "diff('x^2', 'x').toTex()",
  "diff('x^2', 'x').evaluate({ x: 3 })",
  "parse('b*a').symbols().join()",
  "parse('2x').equals(parse('x + x'))",
  "String(diff('x^x', 'x', { verify: true }))",
  "String(diff('log(1+exp(x))', 'x', { form: 'stable' }))",
  "String(diff('x*(x+1)^3', 'x', { form: 'expanded' }))",
  "String(diff('\\\\frac{x^2}{2}', 'x'))",
  "String(parse('\\\\frac{x^2}{2}'))",
  "String(diff(\"norm2(A*x)^2\", 'x', { let: 'A:[m,n]; x:[n]' }))",
  "latex(diff(\"x'*x\", 'x', { let: 'x:[n]' }))",
  "String(simplify(\"sin(x'*x)^2 + cos(x'*x)^2\", { let: 'x:[n]' }))",
  "String(simplify('sin(t)^2 + cos(t)^2', { let: 'x:[n]' }))",
  "String(gradient('sw(x)', ['x'], { functions: { sw: 'u*sigmoid(u)' } }))",
  "String(factor('x^4 - y^4'))",
  "String(subs('1/w', { w: 2 }))",
  "evaluate('sqrt(x)', { x: 2 })",
  "String(evaluate('erf(x)', { x: '1/3' }, { precision: 30 }))",
  "JSON.stringify(evaluate('x^2', { x: { lo: 0, hi: 1 } }, { field: 'interval' }))",
  "compile(gradient('a^2 + a*b', ['a', 'b']), ['a', 'b'])(3, 4).join()",
  "compile(\"A*x\", ['A', 'x'], { let: 'A:[2,2] x:[2]' })([[1, 2], [3, 4]], [5, 6]).join()",
  // Long programs are WebAssembly, where there is such.
  "compile(Array.from({ length: 400 }, (_, k) => 'sin(' + (k + 1) + '*x)').join('+'), ['x'])(0.3).toPrecision(12)",
  "check('1/w', { at: { w: 2 } }).verdict",
  "equivalent('sin(2x)', '2 sin(x) cos(x)').verdict",
  "String(reading('2x/3y'))",
  "unicode('x^2 + 2*x')",
  "equation('x^2', 'x')",
  "String(diff('besselj(n, x)', 'x'))",
  "diff('x^', 'x')",
  "diff('foo(x)', 'x')",
  "evaluate('1/x', { x: 0 })",
  "evaluate('x')",
  "diff(\"A*x\", 'x', { let: 'A:[m,n]; x:[m]' })",
  "expand('(x+1)^(10^9)')",
  "diff('x^2', 'x', { simplfy: true })",
  'diff(null)',
  "latex('x^2', { syntax: 'latex' })",
  "parse('log(x)', { syntax: 'latex' })",
]

/** Its text: each line is what a call answers, or the name and code of its error. */
export const programs = `import {
  call, check, compile, diff, equation, equivalent, evaluate, expand, factor, gradient, latex, num, parse, reading, simplify, subs, sym, unicode,
} from 'fluxion'
const answer = run => {
  try { return String(run()) } catch (error) { return error.name + ' ' + error.code + ': ' + error.message }
}
${CALLS.map(c => `console.log(answer(() => ${c}))`).join('\n')}
`

/** What the core and the whole library read alike: formulas, and texts that are refused. */
const TEXTS: readonly string[] = [
  ...['w^3', 'f(w)*g(w)', 'q = w + y; q*z', 'f(w) = w^2/sin(w)', 'w -> w^2', 'if(w > 0, w^2, -w)', 'abs(w)*max(w, 1)'],
  ...[
    'd(w^2)/dw',
    '[w, w^2]',
    '0.1*w + 1/3',
    '2w',
    'gamma*w',
    "f''(w)",
    'w^',
    'sin w',
    'foo(w)',
    'w = ',
    'x times w',
    'sinw',
  ],
  ...[
    'Power[w, 2]',
    'sin(w, 2)',
    '(w',
    'w)',
    'w % 2',
    '1_000*w',
    'w^2(w)',
    'dy/dw',
    '[w, [w]]',
    'w; 2',
    '1,5*w',
    'w..2',
    'w {2}',
  ],
]

/** The derivatives and the LaTeX of texts by an entry of the package: answers in canonical form, codes and places of refusals. */
export const alike = (entry: string, options: string): string => `import { diff, latex, parse } from '${entry}'
const answer = run => {
  try { return String(run()) } catch (error) { return [error.name, error.code, error.offset, error.length].join(' ') }
}
for (const text of ${JSON.stringify(TEXTS)})
  console.log(text, '|', answer(() => diff(text, 'w', ${options})), '|', answer(() => latex(text)), '|', answer(() => parse(text)))
`

/** What to write instead of names and words of other languages. */
import { type ForeignName, type ForeignWord, foreignName, foreignWord } from './foreign.js'
import { ALONE } from './problem.js'

const POWER = 'write a power as x^2'
const CASES = 'write if(x > 0, a, b)'
const NO_INTEGRALS = 'write integral(t, a, b, f) for an integral with bounds'
const DEGREES = (name: string): string => `angles are in radians: write ${name}(x*pi/180)`
const instead = (name: string): string => `write ${name}(x)`
const NO_TYPES = 'leave it out: numbers have no types here'

const NAMES: Readonly<Record<ForeignName, string>> = {
  pow: POWER,
  sqr: 'write sqrt(x) for a root, x^2 for a square',
  cube: 'write x^3',
  subs: 'put first what a name stands for: x = 3; x^2',
  D: 'write diff(f, x) for a derivative',
  nDeriv: 'write the expression alone, and the variable and --at x=3 after it',
  Integrate: NO_INTEGRALS,
  lim: 'there are no limits',
  IF: CASES,
  Piecewise: 'write piecewise(a, x > 0, b)',
  WURZEL: instead('sqrt'),
  surd: 'write root(x, n)',
  root3: instead('cbrt'),
  lb: instead('log2'),
  LOG: 'write log10(x) where a spreadsheet has LOG(x); a base stands second: log(x, 2)',
  ATAN2: 'write atan2(y, x); in a spreadsheet x stands first',
  maximum: 'write max(a, b)',
  minimum: 'write min(a, b)',
  COALESCE: 'there is no NULL: write the expression alone',
  CAST: NO_TYPES,
  real: 'write re(x) for the real part; leave it out where it converts a number',
  imag: instead('im'),
  csgn: instead('sign'),
  Rational: 'write a fraction as a/b',
  Plus: 'write operators, as in 2*x + 1, or read the whole as Wolfram Language: --input wolfram',
  dnorm: 'write exp(-x^2/2)/sqrt(2*pi)',
  pnorm: 'write (1 + erf(x/sqrt(2)))/2',
  std: 'write norm2(x - mean(x))/sqrt(n - 1), or with n as NumPy does: sqrt(mean((x - mean(x)).^2))',
  variance: 'write sum((x - mean(x)).^2)/(n - 1), or with n as NumPy does: mean((x - mean(x)).^2)',
  median: 'there are no ranks of entries: of the largest and the smallest write max(x) and min(x)',
  rsqrt: 'write 1/sqrt(x)',
  dot: 'declare the shapes, as in let: "w:[n]; x:[n]", and write w\'*x',
  matmul: 'declare the shapes, as in let: "A:[m,n]; x:[n]", and write A*x',
  log_softmax: 'write log(softmax(x))',
  log_sigmoid: 'write log(sigmoid(x))',
  logabsdet: 'write log(abs(det(A)))',
  solve: 'write A\\b for the solution of A*x = b',
  hadamard: 'write x.*y for products entry by entry',
  flatten: "write vec(A) column by column, vec(A') row by row",
  concat: 'write [a; b] below each other, [A, B] side by side',
  print: 'write the expression alone',
  polyval: 'write the polynomial with its powers: x^2 + 2*x + 3',
  nPr: 'write n!/(n - k)!',
  COMBIN: 'write binomial(n, k)',
  fabs: instead('abs'),
  sen: instead('sin'),
  tang: instead('tan'),
  senh: instead('sinh'),
  arcsen: instead('asin'),
  arctang: instead('atan'),
  arctan2: 'write atan2(y, x)',
  LN: instead('log'),
  dsqrt: instead('sqrt'),
  sind: DEGREES('sin'),
  cosd: DEGREES('cos'),
  tand: DEGREES('tan'),
  deg: 'multiply by 180/pi or pi/180',
  MOD: 'write mod(a, b)',
  cis: 'write exp(i*x)',
  PI: 'write pi',
  SUM: 'there are no ranges of cells: write the terms with + and *',
}

const WORDS: Readonly<Record<ForeignWord, string>> = {
  return: 'leave it out: write the expression alone',
  SELECT: 'leave it out: write the expression alone',
  DIV: 'write floor(a/b)',
  times: 'write *',
  plus: 'write +',
  minus: 'write -',
  over: 'write /',
  squared: 'write ^2',
  cubed: 'write ^3',
  equals: 'write =',
  derivative: ALONE,
  else: CASES,
  at: 'put first what a name stands for: x = 3; x^2; a product of names has a *: a*t',
  for: 'there are no loops; for a condition write if(x > 0, a, b)',
}

/** What to write instead of a function of another language. */
export function adviceForName(name: string): string | undefined {
  const kind = foreignName(name)
  return kind && NAMES[kind]
}

/** What to write instead of a word of plain English or of a program. */
export function adviceForWord(word: string): string | undefined {
  const kind = foreignWord(word)
  return kind && WORDS[kind]
}

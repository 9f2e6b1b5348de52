/**
 * Names and signs of other languages (Python, JavaScript, Mathematica, MATLAB, spreadsheets in several tongues) that are none of ours, each
 * with what to write instead. For advice only: nothing is read by this table.
 */

const POWER = 'write a power as x^2'
const CASES = 'write if(x > 0, a, b)'
const NO_INTEGRALS = 'write integral(t, a, b, f) for an integral with bounds'
const DEGREES = (name: string): string => `angles are in radians: write ${name}(x*pi/180)`
const instead = (name: string): string => `write ${name}(x)`
const NO_TYPES = 'leave it out: numbers have no types here'

const NAMES: ReadonlyMap<string, string> = new Map([
  ...each('pow power Power POWER POW POTENZ PUISSANCE POTENCIA mpower expt powi powf powr', POWER),
  ...each('sqr square Square SQR', 'write sqrt(x) for a root, x^2 for a square'),
  ...each('cube', 'write x^3'),
  ...each('D Derivative derivative deriv Diff DERIV grad gradient', 'write diff(f, x) for a derivative'),
  ...each('Integrate integrate Integral int quad', NO_INTEGRALS),
  ...each('lim limit Limit', 'there are no limits'),
  ...each('IF WENN SI SE iif iff ifelse if_else Which When IIf', CASES),
  ...each('Piecewise cases', 'write piecewise(a, x > 0, b)'),
  ...each('WURZEL RACINE RAIZ RADQ SQRT Sqrt raiz', instead('sqrt')),
  ...each('surd Surd nthroot NthRoot', 'write root(x, n)'),
  ...each('root3 sqrt3 cuberoot cubicroot CubeRoot CBRT Cbrt', instead('cbrt')),
  ...each('lb ld', instead('log2')),
  ...each('LOG', 'write log10(x) where a spreadsheet has LOG(x); a base stands second: log(x, 2)'),
  ...each('ATAN2', 'write atan2(y, x); in a spreadsheet x stands first'),
  ...each('maximum fmax amax GREATEST greatest pmax', 'write max(a, b)'),
  ...each('minimum fmin amin LEAST least pmin', 'write min(a, b)'),
  ...each('COALESCE coalesce NULLIF nullif IFNULL ISNULL NVL', 'there is no NULL: write the expression alone'),
  ...each(
    'CAST cast CONVERT TRY_CAST dble DBLE REAL float32 float64 Float32 Float64 asarray Number parseFloat',
    NO_TYPES,
  ),
  ...each('real Real', 'write re(x) for the real part; leave it out where it converts a number'),
  ...each('imag aimag Imag', instead('im')),
  ...each('csgn signum', instead('sign')),
  ...each('Rational Fraction', 'write a fraction as a/b'),
  ...each(
    'Plus Times Subtract Divide Minus Function',
    'write operators, as in 2*x + 1, or read the whole as Wolfram Language: --input wolfram',
  ),
  ...each('dnorm normpdf', 'write exp(-x^2/2)/sqrt(2*pi)'),
  ...each('pnorm normcdf ncdf', 'write (1 + erf(x/sqrt(2)))/2'),
  ...each('rsqrt', 'write 1/sqrt(x)'),
  ...each('dot matmul inner', 'declare the shapes, as in let "w:[n]; x:[n]", and write w\'*x'),
  ...each('print disp Plot plot', 'write the expression alone'),
  ...each('polyval Polynomial', 'write the polynomial with its powers: x^2 + 2*x + 3'),
  ...each('nPr NPR PERMUT', 'write n!/(n - k)!'),
  ...each('COMBIN', 'write binomial(n, k)'),
  ...each('fabs ABS Abs mod_abs absolute dabs DABS', instead('abs')),
  ...each('sen SEN seno Sen', instead('sin')),
  ...each('tang TAN Tan', instead('tan')),
  ...each('senh SENH', instead('sinh')),
  ...each('arcsen asen ASEN', instead('asin')),
  ...each('arctang atg2', instead('atan')),
  ...each('arctan2', 'write atan2(y, x)'),
  ...each('LN Ln loge alog dlog ALOG DLOG', instead('log')),
  ...each('dsqrt DSQRT sqrtl', instead('sqrt')),
  ...each('sind', DEGREES('sin')),
  ...each('cosd', DEGREES('cos')),
  ...each('tand', DEGREES('tan')),
  ...each('deg degrees rad radians DEGREES RADIANS', 'multiply by 180/pi or pi/180'),
  ...each('MOD Mod REST remainder fmod', 'write mod(a, b)'),
  ...each('cis', 'write exp(i*x)'),
  ...each('PI Pi Pi_', 'write pi'),
  ...each(
    'SUM SUMME SOMME SUMA SUMPRODUCT PRODUCT AVERAGE Sum',
    'there are no ranges of cells: write the terms with + and *',
  ),
])

function each(names: string, advice: string): (readonly [string, string])[] {
  return names.split(' ').map(name => [name, advice] as const)
}

/** What to write instead of a function of another language. */
export const foreignName = (name: string): string | undefined => NAMES.get(name)

const WORDS: ReadonlyMap<string, string> = new Map([
  ...each(
    'return def const var let function fn fun end import from using syms clear float double int integer long auto print',
    'leave it out: write the expression alone',
  ),
  ...each('SELECT FROM WHERE AS select as', 'leave it out: write the expression alone'),
  ...each('DIV div', 'write floor(a/b)'),
  ...each('times multiplied', 'write *'),
  ...each('plus', 'write +'),
  ...each('minus', 'write -'),
  ...each('over divided', 'write /'),
  ...each('squared', 'write ^2'),
  ...each('cubed', 'write ^3'),
  ...each('equals is', 'write ='),
  ...each('derivative differentiate of', 'write the expression alone, and the variable after it'),
  ...each('then else elif elseif CASE WHEN THEN ELSE END case when', CASES),
  ...each('for in', 'there are no loops; for a condition write if(x > 0, a, b)'),
])

/** What to write instead of a word of plain English or of a program, which would be a factor of its neighbours. */
export const plainEnglish = (word: string): string | undefined => WORDS.get(word)

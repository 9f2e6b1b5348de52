/** Formulas and points on which every language is compared with the compiled closures. */

/** Every function that is emitted, in x, and x with y. */
const ONE =
  `sec csc cot sinc asec acsc acot sech csch coth asech acsch acoth sinh cosh tanh asinh acosh atanh log1p expm1 log10 log2 cbrt
  sign abs floor ceil round trunc frac heaviside step sigmoid softplus relu leakyrelu elu gelu silu softsign gamma factorial lgamma
  loggamma digamma trigamma erf erfc erfinv erfcinv lambertw sqrt log exp sin cos tan asin acos atan re im conj arg`
    .trim()
    .split(/\s+/)

const TWO = [
  ...[
    'mod(x, y)',
    'max(x, y)',
    'min(x, y)',
    'max(x, y, 1)',
    'hypot(x, y)',
    'hypot(x, y, 2)',
    'atan2(x, y)',
    'beta(x, y)',
  ],
  ...[
    'binomial(x, y)',
    'pochhammer(x, y)',
    'logsumexp(x, y)',
    'clamp(x, -1, y)',
    'root(x, 3)',
    'root(x, -4)',
    'erf2(x, y)',
  ],
  ...[
    'polygamma(2, x)',
    'polygamma(3, x)',
    'elu(x, y)',
    'leakyrelu(x, y)',
    'log(x, y)',
    'x^y',
    'x^70',
    'x^7',
    'x^(-3)',
  ],
  ...[
    'x^(1/3)',
    'x^(5/2)',
    'y^0.1',
    '2^x',
    '1^x',
    '(-1)^y',
    'x^0',
    'piecewise(x, x < y, y)',
    'piecewise(1, x == y, 0)',
  ],
  ...[
    'piecewise(x, x < y and y > 0 or x == 2, y)',
    'piecewise(1, not (x <= y), 0)',
    'piecewise(x, x > 1)',
    '1/x/y',
    'x - (y - x)',
  ],
  ...['-x^2', '(-x)^2', 'x/(y*x)', '0.1*x + 1/3', '1e300*x*1e-300', '123456789012345678*x', 'pi*x + e*y + eulergamma'],
]

export const FUNCTIONS: readonly string[] = [...ONE.map(f => `${f}(x)`), ...TWO]

const SPECIAL = [Number.NaN, Infinity, -Infinity]
const XS = [0, 0.3, -0.7, 1, 2, 3.5, -2.25, 7.25, 30, -30, 1e-9, -1e-9, 1e5, 0.999, 1.0000001, 150.5, -3, 5, ...SPECIAL]
const YS = [0.5, -2, 3, 1.25, 0]

/** Points of x and y, those without values and infinite ones among them. */
export const POINTS: readonly (readonly [number, number])[] = XS.flatMap(x => YS.map(y => [x, y] as const))

/** Formulas of engineers, each with its variables: emitted with gradient and Hessian. */
export const MODELS: readonly (readonly [formula: string, variables: readonly string[], at: readonly number[]])[] = [
  ['l1*cos(q1) + l2*cos(q1 + q2)', ['q1', 'q2', 'l1', 'l2'], [0.3, 0.7, 1.2, 0.8]],
  ['1/2*m*l^2*w^2 - m*g*l*cos(theta)', ['theta', 'w', 'm', 'l', 'g'], [0.4, 1.5, 2, 0.7, 9.81]],
  [
    'S*(1 + erf((log(S/K) + (r + s^2/2)*T)/(s*sqrt(2*T))))/2 - K*exp(-r*T)*(1 + erf((log(S/K) + (r - s^2/2)*T)/(s*sqrt(2*T))))/2',
    ['S', 'K', 'r', 's', 'T'],
    [100, 95, 0.03, 0.2, 0.75],
  ],
  ['-n*log(s) - (x - m)^2/(2*s^2)', ['m', 's', 'x', 'n'], [0.2, 1.3, 0.9, 3]],
  ['lgamma(a + b) - lgamma(a) - lgamma(b) + (a - 1)*log(x) + (b - 1)*log(1 - x)', ['a', 'b', 'x'], [2.5, 1.7, 0.3]],
  ['log(gamma(k + 1/2)) - k*digamma(k)', ['k'], [3.3]],
  ['A*exp(-Ea/(R*T))*c1^2*c2', ['A', 'Ea', 'R', 'T', 'c1', 'c2'], [1e5, 5e4, 8.314, 350, 0.4, 0.2]],
  ['Vmax*S/(Km*(1 + I/Ki) + S)', ['Vmax', 'S', 'Km', 'I', 'Ki'], [2, 0.5, 0.3, 0.1, 0.2]],
  ['log(1 + exp(-t*(w*x + b)))', ['w', 'b', 'x', 't'], [0.4, -0.2, 1.5, -1]],
  ['tanh(w2*tanh(w1*x + b1) + b2)', ['w1', 'w2', 'b1', 'b2', 'x'], [0.5, -1.1, 0.1, 0.2, 0.9]],
  ['max(0, 1 - t*(w*x + b))^2 + c*w^2', ['w', 'b', 'x', 't', 'c'], [0.4, 0.2, 0.5, 1, 0.01]],
  ['logsumexp(a, b, c) - a', ['a', 'b', 'c'], [1, 2, 700]],
  ['(1 - x)^2 + 100*(y - x^2)^2', ['x', 'y'], [-1.2, 1]],
  ['4*eps*((sigma/r)^12 - (sigma/r)^6)', ['r', 'sigma', 'eps'], [1.4, 1.1, 0.3]],
  ['P*(1 + r/n)^(n*t)', ['P', 'r', 'n', 't'], [1000, 0.05, 12, 3.5]],
  ['a*x^b + c*abs(x - d)', ['x', 'a', 'b', 'c', 'd'], [1.4, 2, 1.7, 0.3, 1]],
  ['lambertw(I0*R/(n*Vt)*exp(V/(n*Vt)))', ['V', 'I0', 'R', 'n', 'Vt'], [0.3, 1e-3, 10, 1.5, 0.026]],
  ['sqrt((x2 - x1)^2 + (y2 - y1)^2)', ['x1', 'y1', 'x2', 'y2'], [0, 1, 3, 5]],
  ['atan2(y, x)', ['x', 'y'], [-0.3, 0.4]],
]

/** A number as a program reads it. */
export const word = (x: number): string =>
  Number.isNaN(x) ? 'nan' : x === Infinity ? 'inf' : x === -Infinity ? '-inf' : String(x)

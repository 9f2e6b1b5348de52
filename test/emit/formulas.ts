/** Formulas and points on which every language is compared with the compiled closures. */

import { evaluate, FluxionError } from '../../src/index.js'

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
    'jn(0, x)',
    'jn(1, x)',
    'jn(2, x)',
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

/** Functions that are emitted with their routines, where languages have loops. */
export const SPECIAL_FUNCTIONS: readonly string[] = [
  ...'erfi erfcx dawson ei expint li si ci shi chi fresnels fresnelc zeta dirichleteta airyai airybi airyaiprime airybiprime elliptick elliptice'
    .split(' ')
    .map(f => `${f}(x)`),
  ...'expint uppergamma lowergamma besselj bessely besseli besselk jn yn'.split(' ').map(f => `${f}(y, x)`),
  ...[
    'besselj(0, x)',
    'besselj(7, x)',
    'bessely(1, x)',
    'besseli(2, x)',
    'besselk(1/3, x)',
    'jn(4, x)',
    'uppergamma(4, x)',
  ],
  ...['ellipticf(x, y)', 'elliptice(x, y)', 'ellipticpi(y, x)', 'ellipticpi(-0.4, x, y)'],
  ...['legendre(5, x)', 'chebyshevt(6, x)', 'chebyshevu(5, x)', 'hermite(4, x)', 'laguerre(3, x)'],
  ...['genlaguerre(3, y, x)', 'gegenbauer(4, y, x)', 'jacobi(3, y, 1/2, x)'],
]

const SPECIAL = [Number.NaN, Infinity, -Infinity]
const XS = [0, 0.3, -0.7, 1, 2, 3.5, -2.25, 7.25, 30, -30, 1e-9, -1e-9, 1e5, 0.999, 1.0000001, 150.5, -3, 5, ...SPECIAL]
const YS = [0.5, -2, 3, 1.25, 0]

/** Points of x and y, those without values and infinite ones among them. */
export const POINTS: readonly (readonly [number, number])[] = XS.flatMap(x => YS.map(y => [x, y] as const))

/** Where a function is infinite: so are the results of languages, and our closures have no number. */
export function isPole(f: string, [x, y]: readonly number[]): boolean {
  try {
    evaluate(f, { x: x as number, y: y as number })
    return false
  } catch (error) {
    return error instanceof FluxionError && error.code === 'division-by-zero'
  }
}

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
  ['sinc(k*d)*cos(w*t - k*d)', ['k', 'd', 'w', 't'], [1.3, 0.7, 2, 0.4]],
  ['sqrt((x2 - x1)^2 + (y2 - y1)^2)', ['x1', 'y1', 'x2', 'y2'], [0, 1, 3, 5]],
  ['atan2(y, x)', ['x', 'y'], [-0.3, 0.4]],
  // Robotics and mechanics.
  [
    'l1*sin(q1) + l2*sin(q1 + q2) + l3*sin(q1 + q2 + q3)',
    ['q1', 'q2', 'q3', 'l1', 'l2', 'l3'],
    [0.1, 0.4, -0.3, 1, 0.8, 0.5],
  ],
  ['acos((x^2 + y^2 - l1^2 - l2^2)/(2*l1*l2))', ['x', 'y', 'l1', 'l2'], [0.9, 0.7, 1, 0.8]],
  ['atan2(2*(w*z + x*y), 1 - 2*(y^2 + z^2))', ['w', 'x', 'y', 'z'], [0.9, 0.1, 0.3, 0.2]],
  ['asin(max(-1, min(1, 2*(w*y - z*x))))', ['w', 'x', 'y', 'z'], [0.9, 0.1, 0.3, 0.2]],
  [
    'm*g*l*(1 - cos(theta)) + k*theta^2/2 - tau*theta',
    ['theta', 'm', 'g', 'l', 'k', 'tau'],
    [0.5, 1.2, 9.81, 0.4, 3, 0.2],
  ],
  ['mu*N*tanh(v/vs) + c*v*abs(v)', ['v', 'mu', 'N', 'vs', 'c'], [0.3, 0.4, 20, 0.1, 0.7]],
  ['E*I/L^3*(12*d - 6*L*phi)', ['d', 'phi', 'E', 'I', 'L'], [0.01, 0.02, 2.1e11, 8e-6, 2.5]],
  ['A*exp(-zeta*wn*t)*cos(wn*sqrt(1 - zeta^2)*t + phi)', ['t', 'A', 'zeta', 'wn', 'phi'], [0.7, 1.5, 0.1, 6, 0.3]],
  // Finance.
  ['C*(1 - (1 + y)^(-n))/y + F/(1 + y)^n', ['y', 'C', 'n', 'F'], [0.045, 5, 10, 100]],
  ['exp(-r*T)*(p*U + (1 - p)*D)', ['p', 'r', 'T', 'U', 'D'], [0.55, 0.03, 0.5, 12, 3]],
  ['S*exp((mu - s^2/2)*t + s*sqrt(t)*z)', ['z', 'S', 'mu', 's', 't'], [0.4, 100, 0.05, 0.2, 1.5]],
  ['a*(b - r) + s*sqrt(max(r, 0))*z', ['r', 'a', 'b', 's', 'z'], [0.03, 0.5, 0.04, 0.1, -0.7]],
  [
    'alpha + rho*(k - m) + sqrt((k - m)^2 + s^2)*b',
    ['k', 'm', 's', 'rho', 'alpha', 'b'],
    [0.1, 0.02, 0.3, -0.4, 0.04, 0.2],
  ],
  // Kinetics and physics.
  ['k*A^n*B^m/(1 + K*A)^2', ['A', 'B', 'k', 'n', 'm', 'K'], [0.5, 0.3, 2, 1.5, 0.5, 3]],
  ['Vmax*S^h/(K^h + S^h)', ['S', 'Vmax', 'K', 'h'], [1.3, 2, 0.9, 2.7]],
  ['D*exp(-Q/(R*T))*(cl - cr)/L', ['T', 'D', 'Q', 'R', 'cl', 'cr', 'L'], [800, 1e-4, 1.2e5, 8.314, 2, 0.5, 0.01]],
  ['2*h*c^2/(lambda^5*(exp(h*c/(lambda*k*T)) - 1))', ['lambda', 'T', 'h', 'c', 'k'], [0.5, 1.2, 0.7, 1.1, 0.9]],
  ['R*T/(v - b) - a/v^2', ['v', 'T', 'R', 'a', 'b'], [0.9, 300, 8.314, 3.6, 0.04]],
  ['E0 - R*T/(n*F)*log(Q)', ['Q', 'E0', 'R', 'T', 'n', 'F'], [0.02, 1.1, 8.314, 298, 2, 96485]],
  ['Is*(exp(V/(n*Vt)) - 1) - I', ['V', 'I', 'Is', 'n', 'Vt'], [0.3, 0.01, 1e-6, 1.6, 0.026]],
  ['1/sqrt(1 + (w*R*C)^2)', ['w', 'R', 'C'], [2.5, 1.1, 0.4]],
  ['eps/k*log(cosh(k*x)) + erf(x/w)', ['x', 'eps', 'k', 'w'], [0.6, 0.4, 2, 1.3]],
  // Likelihoods.
  ['k*log(lambda) - lambda - lgamma(k + 1)', ['lambda', 'k'], [2.4, 3]],
  [
    'lgamma((nu + 1)/2) - lgamma(nu/2) - log(nu*pi)/2 - log(s) - (nu + 1)/2*log(1 + ((x - m)/s)^2/nu)',
    ['x', 'm', 's', 'nu'],
    [1.2, 0.3, 0.8, 4.5],
  ],
  ['a*log(b) - lgamma(a) + (a - 1)*log(x) - b*x', ['x', 'a', 'b'], [1.7, 2.3, 0.9]],
  ['log(k/l) + (k - 1)*log(x/l) - (x/l)^k', ['x', 'k', 'l'], [1.4, 1.8, 1.1]],
  ['kappa*cos(x - m) - log(2*pi)', ['x', 'm', 'kappa'], [0.9, 0.4, 2.2]],
  ['y*log(sigmoid(a + b*x)) + (1 - y)*log(1 - sigmoid(a + b*x))', ['a', 'b', 'x', 'y'], [0.2, 0.7, 1.1, 1]],
  ['log(w*exp(-x^2/2) + (1 - w)*exp(-(x - m)^2/(2*s^2))/s)', ['x', 'm', 's', 'w'], [0.6, 2, 0.7, 0.35]],
  // Networks.
  ['softplus(w*x + b) + gelu(x)*c', ['x', 'w', 'b', 'c'], [0.4, 1.3, -0.2, 0.6]],
  ['silu(a*x)*tanh(softplus(x))', ['x', 'a'], [-0.8, 1.4]],
  ['leakyrelu(x - t) + elu(t - x) + relu(x*t)', ['x', 't'], [0.9, 0.3]],
]

/** A number as a program reads it. */
export const word = (x: number): string =>
  Number.isNaN(x) ? 'nan' : x === Infinity ? 'inf' : x === -Infinity ? '-inf' : String(x)

/**
 * Shapes that overflow or cancel in floating point, and functions that do not. Used by the form "stable" alone, always, on an
 * answer that is already simplified; sums of exponentials are there before (simplify/stable.ts) as softplus and logsumexp.
 * Sources: N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 1.7, 1.14; M. Maechler, "Accurately computing
 * log(1 - exp(-|a|))" (2012).
 */
export const stable = `
exponential_minus_one: e^u - 1 => expm1(u)
log_minus_expm1: log(-expm1(u)) => piecewise(log1p(-e^u), u < -log(2), log(-expm1(u))) when real(u)
log_expm1: log(expm1(u)) => piecewise(log(expm1(u)), u < 1, u + log1p(-e^(-u))) when real(u)
log_of_sigmoid: log(sigmoid(u)) => -softplus(-u) when real(u)
log_of_weight: log(e^u) => u when real(u)
log_one_plus: log(1 + u) => log1p(u)
log_one_plus_square: log1p(u^2) => piecewise(log1p(u^2), abs(u) < 1, 2*log(abs(u)) + log1p(u^(-2))) when real(u)
log_of_squares: log(u^2 + v^2) => 2*log(hypot(u, v)) when real(u) and real(v)
artanh: log1p(u) - log1p(-u) => 2*atanh(u)
sigmoid_difference: sigmoid(u) - sigmoid(-u) => tanh(u/2)
sigmoid_complement: 1 - sigmoid(u) => sigmoid(-u)
softplus_difference: softplus(u) - softplus(-u) => u when real(u)
softplus_minus_argument: softplus(u) - u => softplus(-u) when real(u)
tanh_sigmoid: expm1(u)*sigmoid(-u) => tanh(u/2)
tanh_sigmoid_power: expm1(u)*sigmoid(-u)^n => tanh(u/2)*sigmoid(-u)^(n - 1) when integer(n) and n > 1
tanh_complement: 1 - tanh(u) => 2*sigmoid(-2*u)
tanh_plus_one: 1 + tanh(u) => 2*sigmoid(2*u)
log_cosh: log(cosh(u)) => piecewise(log1p(2*sinh(u/2)^2), abs(u) < 1, abs(u) + log1p(e^(-2*abs(u))) - log(2)) when real(u)
cosine_minus_one: 1 - cos(u) => 2*sin(u/2)^2
cosh_minus_one: cosh(u) - 1 => 2*sinh(u/2)^2
root_minus_one: sqrt(1 + u) - 1 => u/(1 + sqrt(1 + u))
log_of_erfc: log(erfc(u)) => piecewise(log1p(-erf(u)), u < 1, log(erfcx(u)) - u^2) when real(u)
log_of_gamma: log(gamma(u)) => loggamma(u) when u > 0
log_of_gamma_by_cases: log(gamma(u)) => piecewise(loggamma(u), u > 0, log(gamma(u))) when real(u)
gamma_quotient: gamma(u)*gamma(v)^(-1) => e^(loggamma(u) - loggamma(v)) when u > 0 and v > 0
hypotenuse: (u^2 + v^2)^(n/2) => hypot(u, v)^n when real(u) and real(v) and integer(n) and not integer(n/2)
hypotenuse_one: (1 + u^2)^(n/2) => hypot(1, u)^n when real(u) and integer(n) and not integer(n/2)
hypotenuse_of_three: (u^2 + v^2 + w^2)^(n/2) => hypot(u, v, w)^n when real(u) and real(v) and real(w) and integer(n) and not integer(n/2)
hypotenuse_of_one_and_two: (1 + u^2 + v^2)^(n/2) => hypot(1, u, v)^n when real(u) and real(v) and integer(n) and not integer(n/2)
root_of_square_less_one: (u^2 - 1)^(n/2) => (abs(u) - 1)^(n/2)*(abs(u) + 1)^(n/2) when real(u) and integer(n) and not integer(n/2)
arsinh: log(u + hypot(1, u)) => asinh(u)
arcosh: log(u + sqrt(abs(u) - 1)*sqrt(abs(u) + 1)) => acosh(u) when real(u)
hypotenuse_less_one: hypot(1, u) - 1 => u*(u/(1 + hypot(1, u)))
hypotenuse_less_leg: hypot(u, v) - v => piecewise(u*(u/(hypot(u, v) + v)), v > 0, hypot(u, v) - v) when real(u) and real(v)
hypotenuse_less_first: hypot(u, v) - u => piecewise(v*(v/(hypot(u, v) + u)), u > 0, hypot(u, v) - u) when real(u) and real(v)
leg_of_hypotenuse_less_one: v/hypot(u, v) - 1 => piecewise(-(u/hypot(u, v))*(u/(hypot(u, v) + v)), v > 0, v/hypot(u, v) - 1) when real(u) and real(v)
entropies_apart: (u + 1)*log1p(u) - u*log(u) => piecewise(u*log1p(1/u) + log1p(u), u > 0, (u + 1)*log1p(u) - u*log(u)) when real(u)
logarithm_of_ratio: log((1 - u)/(1 + u)) => log1p(-2*u/(1 + u))
inverse_ratio: log((1 + u)/(1 - u)) => log1p(2*u/(1 - u))
arctangent_complement: pi/2 - atan(u) => atan2(1, u) when real(u)
arccosine_of_complement: acos(1 - u) => 2*asin(sqrt(u/2))
`

/**
 * Values of one function at arguments u and v whose difference, as w, is no longer than they are: x + 1 and x. Nothing cancels that is not
 * in the difference. Rules without w are used at any arguments. Sources: the addition theorems of DLMF 4.21, 4.35, 4.45; Higham, 1.7.
 */
export const differences = `
roots: sqrt(u) - sqrt(v) => w/(sqrt(u) + sqrt(v))
inverse_roots: u^(-1/2) - v^(-1/2) => -w/(sqrt(u)*sqrt(v)*(sqrt(u) + sqrt(v)))
inverse_cubed_roots: u^(-3/2) - v^(-3/2) => -w*(u + v + sqrt(u)*sqrt(v))/((u*v)^(3/2)*(sqrt(u) + sqrt(v)))
cube_roots: cbrt(u) - cbrt(v) => w/(cbrt(u)^2 + cbrt(u)*cbrt(v) + cbrt(v)^2)
inverse_cube_roots: cbrt(u)^(-2) - cbrt(v)^(-2) => -w*(cbrt(u) + cbrt(v))/((cbrt(u)*cbrt(v))^2*(cbrt(u)^2 + cbrt(u)*cbrt(v) + cbrt(v)^2))
third_powers: u^(1/3) - v^(1/3) => w/(u^(2/3) + u^(1/3)*v^(1/3) + v^(2/3))
inverse_third_powers: u^(-2/3) - v^(-2/3) => -w*(u^(1/3) + v^(1/3))/(u^(2/3)*v^(2/3)*(u^(2/3) + u^(1/3)*v^(1/3) + v^(2/3)))
inverses: 1/u - 1/v => -w/(u*v)
inverse_squares: u^(-2) - v^(-2) => -w*(u + v)/(u*v)^2
inverse_cubes: u^(-3) - v^(-3) => -w*(u^2 + u*v + v^2)/(u*v)^3
logarithms: log(u) - log(v) => log1p(w/v)
logarithms_of_one_more: log1p(u) - log1p(v) => log1p(w/(1 + v))
logarithms_of_one_more_and_none: log1p(u) - log(v) => log1p((1 + w)/v)
exponentials: e^u - e^v => e^v*expm1(w)
arctangents: atan(u) - atan(v) => atan2(w, 1 + u*v)
artanhs: atanh(u) - atanh(v) => atanh(w/(1 - u*v))
sines: sin(u) - sin(v) => 2*sin(w/2)*cos((u + v)/2)
cosines: cos(u) - cos(v) => -2*sin(w/2)*sin((u + v)/2)
tangents: tan(u) - tan(v) => sin(w)/(cos(u)*cos(v))
cotangents: cot(u) - cot(v) => -sin(w)/(sin(u)*sin(v))
squared_secants: sec(u)^2 - sec(v)^2 => sin(w)*sin(u + v)/(cos(u)*cos(v))^2
hyperbolic_sines: sinh(u) - sinh(v) => 2*sinh(w/2)*cosh((u + v)/2)
hyperbolic_cosines: cosh(u) - cosh(v) => 2*sinh(w/2)*sinh((u + v)/2)
hyperbolic_tangents: tanh(u) - tanh(v) => sinh(w)*sech(u)*sech(v)
sigmoids: sigmoid(u) - sigmoid(v) => sinh(w/2)*sech(u/2)*sech(v/2)/2
error_functions: erf(u) - erf(v) => erf2(v, u)
squared_hyperbolic_secants: sech(u)^2 - sech(v)^2 => -sinh(w)*sinh(u + v)*(sech(u)*sech(v))^2
secants: sec(u) - sec(v) => 2*sin(w/2)*sin((u + v)/2)*sec(u)*sec(v)
hyperbolic_secants: sech(u) - sech(v) => -2*sinh(w/2)*sinh((u + v)/2)*sech(u)*sech(v)
squares: u^2 - v^2 => w*(u + v)
squares_apart: u^2 - v^2 => (u - v)*(u + v)
gammas: gamma(u)*gamma(v)^(-1) => pochhammer(v, w)
`

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
artanh: log1p(u) - log1p(-u) => 2*atanh(u)
sigmoid_difference: sigmoid(u) - sigmoid(-u) => tanh(u/2)
sigmoid_complement: 1 - sigmoid(u) => sigmoid(-u)
softplus_difference: softplus(u) - softplus(-u) => u when real(u)
softplus_minus_argument: softplus(u) - u => softplus(-u) when real(u)
tanh_sigmoid: expm1(u)*sigmoid(-u) => tanh(u/2)
tanh_complement: 1 - tanh(u) => 2*sigmoid(-2*u)
tanh_plus_one: 1 + tanh(u) => 2*sigmoid(2*u)
log_cosh: log(cosh(u)) => piecewise(log1p(2*sinh(u/2)^2), abs(u) < 1, abs(u) + log1p(e^(-2*abs(u))) - log(2)) when real(u)
cosine_minus_one: 1 - cos(u) => 2*sin(u/2)^2
cosh_minus_one: cosh(u) - 1 => 2*sinh(u/2)^2
root_minus_one: sqrt(1 + u) - 1 => u/(1 + sqrt(1 + u))
log_of_erfc: log(erfc(u)) => piecewise(log1p(-erf(u)), u < 1, log(erfcx(u)) - u^2) when real(u)
log_of_gamma: log(gamma(u)) => loggamma(u) when u > 0
gamma_quotient: gamma(u)*gamma(v)^(-1) => e^(loggamma(u) - loggamma(v)) when u > 0 and v > 0
hypotenuse: (u^2 + v^2)^(n/2) => hypot(u, v)^n when real(u) and real(v) and integer(n) and not integer(n/2)
hypotenuse_one: (1 + u^2)^(n/2) => hypot(1, u)^n when real(u) and integer(n) and not integer(n/2)
hypotenuse_of_three: (u^2 + v^2 + w^2)^(n/2) => hypot(u, v, w)^n when real(u) and real(v) and real(w) and integer(n) and not integer(n/2)
`

/** Exponentials, logarithms, powers and roots, absolute values and signs. */
export const exponential = `
log_of_exponential: log(e^u) => u when real(u)
power_of_exponential: (e^u)^v => e^(u*v) when real(u)
power_of_power: (u^v)^w => u^(v*w) when u > 0 and real(v)
euler: e^(i*pi) -> -1
euler_half: e^(i*pi/2) -> i
euler_minus: e^(-i*pi) -> -1
euler_minus_half: e^(-i*pi/2) -> -i
power_of_even_power: (u^n)^v -> abs(u)^(n*v) when real(u) and real(v) and integer(n/2)
log_of_reciprocal: log(1/u) => -log(u) when u > 0
log_of_root: log(u^(1/2)) => log(u)/2
log_of_power: log(u^v) => v*log(u) when u > 0 and real(v)
log_of_product: log(u) + log(v) -> log(u*v) when u >= 0
log_of_quotient: log(u) - log(v) -> log(u/v) when v >= 0
log_of_factor: log(u*v) - log(u) -> log(v) when v >= 0
powers_of_product: u^w*v^w -> (u*v)^w when u >= 0 and v >= 0 and real(w)
powers_of_quotient: u^w*v^(-w) -> (u/v)^w when u >= 0 and v > 0 and real(w)
exponential_sech: e^(2*u)*(1 + e^(2*u))^(-2) -> sech(u)^2/4
exponential_csch: e^(2*u)*(e^(2*u) - 1)^(-2) -> csch(u)^2/4
exponential_csch_half: e^u*(e^u - 1)^(-2) -> csch(u/2)^2/4
exponential_tanh_half: e^u*(1 + e^u)^(-1) - 1/2 -> tanh(u/2)/2
exponential_tanh: 1 - 2*(1 + e^(2*u))^(-1) -> tanh(u)
exponential_tanh_of_half: 1 - 2*(1 + e^u)^(-1) -> tanh(u/2)
exponential_coth: 1 + 2*(e^(2*u) - 1)^(-1) -> coth(u)
exponential_coth_of_half: 1 + 2*(e^u - 1)^(-1) -> coth(u/2)
exponential_cosh: e^u + e^(-u) -> 2*cosh(u)
exponential_sinh: e^u - e^(-u) -> 2*sinh(u)
abs_of_nonnegative: abs(u) => u when u >= 0
abs_of_nonpositive: abs(u) => -u when u <= 0
abs_squared: abs(u)^n -> u^n when real(u) and integer(n/2)
sign_of_positive: sign(u) => 1 when u > 0
sign_of_negative: sign(u) => -1 when u < 0
sign_times_abs: sign(u)*abs(u) -> u when real(u)
sign_times_power: u^n*sign(u) -> u^(n - 1)*abs(u) when real(u) and integer(n) and n > 1
abs_times_even_power: abs(u)^m*u^n -> abs(u)^(m + n) when real(u) and integer(m) and integer(n/2)
sign_of_odd_power: sign(u^n) -> sign(u) when real(u) and integer((n - 1)/2) and n > 0
sign_squared_over_abs: sign(u)^n*abs(u)^(-m) -> abs(u)^(-m) when real(u) and integer(n/2) and m > 0
sign_squared_over_power: sign(u)^n*u^(-m) -> u^(-m) when real(u) and integer(n/2) and integer(m) and m > 0
sign_over_abs: sign(u)*abs(u)^(-1) -> u^(-1) when real(u)
sign_times_argument: u*sign(u) -> abs(u) when real(u)
argument_over_abs: u*abs(u)^(-1) -> sign(u) when real(u)
abs_over_argument: abs(u)*u^(-1) -> sign(u) when real(u)
sigmoid_odd: 1 - sigmoid(u) -> sigmoid(-u)
sigmoid_sum: sigmoid(u) + sigmoid(-u) -> 1
sigmoid_exponential: sigmoid(u)*e^(-u) -> sigmoid(-u)
abs_product: abs(u)*abs(v) -> abs(u*v)
abs_quotient: abs(u)*abs(v)^(-1) -> abs(u/v)
relu_of_nonnegative: relu(u) => u when u >= 0
`

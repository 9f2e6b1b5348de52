/**
 * Whole numbers and rounding, gamma and its kin, error functions, inverse compositions, and what follows from assumptions. Sources:
 * R. L. Graham, D. E. Knuth, O. Patashnik, "Concrete Mathematics", 3.1 to 3.4; DLMF 4.23, 4.37, 4.45, 5.5.3, 5.5.4, 5.12, 7.2.
 */
export const special = `
round_of_integer: round(u) => u when integer(u)
trunc_of_integer: trunc(u) => u when integer(u)
fraction_of_integer: frac(u) => 0 when integer(u)
floor_shift: floor(u + v) - u -> floor(v) when integer(u)
ceiling_shift: ceil(u + v) - u -> ceil(v) when integer(u)
floor_ceiling: floor(u) + ceil(-u) -> 0
minus_floor: -floor(-u) -> ceil(u)
minus_ceiling: -ceil(-u) -> floor(u)
floor_fraction: floor(u) + frac(u) -> u
fraction: u - floor(u) -> frac(u)
whole_part: u - frac(u) -> floor(u)
remainder_by_one: mod(u, 1) -> frac(u)
remainder_shift: mod(u + v, v) -> mod(u, v)
maximum_known: max(u, v) => u when u >= v
maximum_known_second: max(u, v) => v when u <= v
minimum_known: min(u, v) => u when u <= v
minimum_known_second: min(u, v) => v when u >= v
minimum_absorbs: min(u, max(u, v)) -> u when real(u) and real(v)
maximum_absorbs: max(u, min(u, v)) -> u when real(u) and real(v)
relu_difference: relu(u) - relu(-u) -> u when real(u)
relu_sum: relu(u) + relu(-u) -> abs(u) when real(u)
abs_power_over_argument: abs(u)^n*u^(-1) -> u*abs(u)^(n - 2) when real(u) and integer(n) and n > 2
sign_power: sign(u)^n -> sign(u) when real(u) and integer((n - 1)/2) and n > 1
sign_of_product: sign(u*v) -> sign(v) when u > 0 and real(v)
whole_turns_sine: sin(pi*u) => 0 when integer(u)
whole_turns_cosine: cos(pi*u) => (-1)^u when integer(u)
whole_turns_exponential: e^(2*i*pi*u) => 1 when integer(u)
even_power_of_minus_one: (-1)^(2*u) => 1 when integer(u)
power_of_power_whole: (u^v)^w => u^(v*w) when integer(w)
power_of_power_nonnegative: (u^n)^w => u^(n*w) when u >= 0 and n > 0 and real(w)
root_of_even_power: (u^n)^v -> u^(n*v) when real(u) and integer(n/2) and integer(n*v/2)
root_of_product: sqrt(u^n*v) -> u^(n/2)*sqrt(v) when u > 0 and real(n)
factorial_step: u*factorial(u - 1) -> factorial(u)
gamma_reflection: gamma(u)*gamma(1 - u) -> pi*csc(pi*u)
digamma_reflection: digamma(1 - u) - digamma(u) -> pi*cot(pi*u)
exponential_integral_of_zero: expint(0, u) => e^(-u)/u
polylogarithm_of_one: polylog(1, u) => -log(1 - u)
polylogarithm_of_zero: polylog(0, u) => u/(1 - u)
beta_of_one: beta(u, 1) => 1/u
beta_of_one_first: beta(1, u) => 1/u
binomial_of_zero: binomial(u, 0) => 1
binomial_of_itself: binomial(u, u) => 1 when u >= 0
binomial_of_one: binomial(u, 1) => u
binomial_of_two: binomial(u, 2) => u*(u - 1)/2
binomial_pascal: binomial(u, v) + binomial(u, v - 1) -> binomial(u + 1, v)
binomial_pascal_first: binomial(u, v) - binomial(u - 1, v - 1) -> binomial(u - 1, v)
pochhammer_of_zero: pochhammer(u, 0) => 1
pochhammer_of_one: pochhammer(u, 1) => u
error_function_plus_one: 1 + erf(u) -> erfc(-u)
error_function_complements: erfc(u) + erfc(-u) -> 2
imaginary_error_function: i*erf(i*u) -> -erfi(u)
inverse_error_function: erfinv(erf(u)) => u when real(u)
lambert: lambertw(u)*e^lambertw(u) -> u
log10_of_power: log10(10^u) => u when real(u)
log2_of_power: log2(2^u) => u when real(u)
power_of_log10: 10^log10(u) => u
power_of_log2: 2^log2(u) => u
log1p_expm1: log1p(expm1(u)) => u when real(u)
expm1_log1p: expm1(log1p(u)) => u
arsinh_sinh: asinh(sinh(u)) => u when real(u)
arcosh_cosh: acosh(cosh(u)) => abs(u) when real(u)
artanh_tanh: atanh(tanh(u)) => u when real(u)
sine_artanh: sinh(atanh(u)) => u/sqrt(1 - u^2) when real(u)
cosine_artanh: cosh(atanh(u)) => 1/sqrt(1 - u^2) when real(u)
cube_root_of_cube: cbrt(u^3) => u when real(u)
cube_of_cube_root: cbrt(u)^3 -> u when real(u)
arctangents: atan(u) + atan(1/u) -> pi/2 when u > 0
arctangents_of_real: atan(u) + atan(1/u) -> pi*sign(u)/2 when real(u)
arccotangent: atan(u) + acot(u) -> pi/2 when u > 0
arcsecant_arccosecant: asec(u) + acsc(u) -> pi/2
tangent_arccosine: tan(acos(u)) => sqrt(1 - u^2)/u
secant_arccosine: sec(acos(u)) => 1/u
cosecant_arcsine: csc(asin(u)) => 1/u
cotangent_arctangent: cot(atan(u)) => 1/u
`

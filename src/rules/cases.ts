/** Extremes, steps, parts of numbers, and the error functions. Source of the latter: DLMF 7.2.2. */
export const cases = `
maximum_branch: max(0, u)^n*piecewise(w, u > 0, 0) => w*max(0, u)^n when real(u) and integer(n) and n > 0
maximum_branch_first: max(u, 0)^n*piecewise(w, u >= 0, 0) => w*max(u, 0)^n when real(u) and integer(n) and n > 0
minimum_branch: min(0, u)^n*piecewise(w, u < 0, 0) => w*min(0, u)^n when real(u) and integer(n) and n > 0
minimum_branch_first: min(u, 0)^n*piecewise(w, u <= 0, 0) => w*min(u, 0)^n when real(u) and integer(n) and n > 0
relu_branch: relu(u)^n*piecewise(w, u > 0, 0) => w*relu(u)^n when real(u) and integer(n) and n > 0
maximum_step: max(0, u)^n*piecewise(0, 0 >= u, 1) -> max(0, u)^n when real(u) and integer(n) and n > 0
minimum_step: min(0, u)^n*piecewise(0, 0 <= u, 1) -> min(0, u)^n when real(u) and integer(n) and n > 0
maximum_first: max(u, v)^n*piecewise(w, u >= v, 0) -> u^n*piecewise(w, u >= v, 0) when real(u) and real(v) and integer(n) and n > 0
maximum_second: max(u, v)^n*piecewise(0, u >= v, w) -> v^n*piecewise(0, u >= v, w) when real(u) and real(v) and integer(n) and n > 0
minimum_first: min(u, v)^n*piecewise(w, u <= v, 0) -> u^n*piecewise(w, u <= v, 0) when real(u) and real(v) and integer(n) and n > 0
minimum_second: min(u, v)^n*piecewise(0, u <= v, w) -> v^n*piecewise(0, u <= v, w) when real(u) and real(v) and integer(n) and n > 0
maximum_minimum: max(u, v) + min(u, v) -> u + v when real(u) and real(v)
maximum_less_minimum: max(u, v) - min(u, v) -> abs(u - v) when real(u) and real(v)
maximum_times_minimum: max(u, v)*min(u, v) -> u*v when real(u) and real(v)
maximum_of_opposites: max(u, -u) -> abs(u) when real(u)
minimum_of_opposites: min(u, -u) -> -abs(u) when real(u)
abs_by_cases: piecewise(u, u > 0, -u) -> abs(u) when real(u)
abs_by_cases_or_equal: piecewise(u, u >= 0, -u) -> abs(u) when real(u)
floor_of_integer: floor(u) => u when integer(u)
ceiling_of_integer: ceil(u) => u when integer(u)
trigamma: polygamma(1, u) -> trigamma(u)
digamma: polygamma(0, u) -> digamma(u)
gamma_quotient: gamma(u + 1)*u^(-n) -> gamma(u)*u^(1 - n) when integer(n) and n > 0
error_functions: erf(u) + erfc(u) -> 1
error_function: 1 - erfc(u) -> erf(u)
error_function_complement: 1 - erf(u) -> erfc(u)
`

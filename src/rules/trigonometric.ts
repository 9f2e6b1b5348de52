/** Identities of trigonometric and hyperbolic functions. Sources: DLMF 4.21, 4.28, 4.35. */
export const trigonometric = `
pythagoras: sin(u)^2 + cos(u)^2 -> 1
pythagoras_sine: 1 - sin(u)^2 -> cos(u)^2
pythagoras_cosine: 1 - cos(u)^2 -> sin(u)^2
pythagoras_tangent: 1 + tan(u)^2 -> sec(u)^2
pythagoras_secant: sec(u)^2 - 1 -> tan(u)^2
pythagoras_secant_tangent: sec(u)^2 - tan(u)^2 -> 1
pythagoras_cotangent: 1 + cot(u)^2 -> csc(u)^2
pythagoras_cosecant: csc(u)^2 - 1 -> cot(u)^2
pythagoras_cosecant_cotangent: csc(u)^2 - cot(u)^2 -> 1
united_sine: sin(u)*cos(v) + cos(u)*sin(v) -> sin(u + v)
united_sine_less: sin(u)*cos(v) - cos(u)*sin(v) -> sin(u - v)
united_cosine: cos(u)*cos(v) - sin(u)*sin(v) -> cos(u + v)
united_cosine_less: cos(u)*cos(v) + sin(u)*sin(v) -> cos(u - v)
double_sine: 2*sin(u)*cos(u) -> sin(2*u)
double_cosine: cos(u)^2 - sin(u)^2 -> cos(2*u)
double_cosine_sine: 1 - 2*sin(u)^2 -> cos(2*u)
double_cosine_cosine: 2*cos(u)^2 - 1 -> cos(2*u)
double_cosecant: sin(u)^(-1)*cos(u)^(-1)/2 -> csc(2*u)
double_cosecant_secant: sec(u)*csc(u)/2 -> csc(2*u)
squared_sine: 1/2 - cos(2*u)/2 -> sin(u)^2
squared_cosine: 1/2 + cos(2*u)/2 -> cos(u)^2
half_secant: sec(u/2)^2/2 -> 1/(1 + cos(u))
half_cosecant: csc(u/2)^2/2 -> 1/(1 - cos(u))
tangent: sin(u)^n*cos(u)^(-n) -> tan(u)^n when integer(n) and n > 0
cotangent: cos(u)^n*sin(u)^(-n) -> cot(u)^n when integer(n) and n > 0
tangent_cosine: tan(u)*cos(u) -> sin(u)
tangent_secant: tan(u)*cot(u) -> 1
secant_cosine: sec(u)^n*cos(u)^n -> 1 when integer(n) and n > 0
cosecant_sine: csc(u)^n*sin(u)^n -> 1 when integer(n) and n > 0
cosine_arcsine: cos(asin(u)) => sqrt(1 - u^2)
sine_arccosine: sin(acos(u)) => sqrt(1 - u^2)
cosine_arctangent: cos(atan(u)) => 1/sqrt(1 + u^2)
sine_arctangent: sin(atan(u)) => u/sqrt(1 + u^2)
tangent_arcsine: tan(asin(u)) => u/sqrt(1 - u^2)
secant_arctangent: sec(atan(u)) => sqrt(1 + u^2)
double_sine_arctangent: sin(2*atan(u)) => 2*u/(1 + u^2)
double_cosine_arctangent: cos(2*atan(u)) => (1 - u^2)/(1 + u^2)
double_tangent_arctangent: tan(2*atan(u)) => 2*u/(1 - u^2)
double_sine_arcsine: sin(2*asin(u)) => 2*u*sqrt(1 - u^2)
double_cosine_arcsine: cos(2*asin(u)) => 1 - 2*u^2
double_sine_arccosine: sin(2*acos(u)) => 2*u*sqrt(1 - u^2)
double_cosine_arccosine: cos(2*acos(u)) => 2*u^2 - 1
tangent_arctangents: tan(atan(u) + atan(v)) => (u + v)/(1 - u*v)
tangent_arctangents_less: tan(atan(u) - atan(v)) => (u - v)/(1 + u*v)
arcsine_arccosine: asin(u) + acos(u) -> pi/2
secant: cos(u)^(-n) -> sec(u)^n when integer(n) and n > 0
cosecant: sin(u)^(-n) -> csc(u)^n when integer(n) and n > 0
secant_reciprocal: sec(u)^(-n) -> cos(u)^n when integer(n) and n > 0
cosecant_reciprocal: csc(u)^(-n) -> sin(u)^n when integer(n) and n > 0
tangent_reciprocal: tan(u)^(-n) -> cot(u)^n when integer(n) and n > 0
cotangent_reciprocal: cot(u)^(-n) -> tan(u)^n when integer(n) and n > 0
secant_tangent: sin(u)*cos(u)^(-2) -> sec(u)*tan(u)
cosecant_cotangent: cos(u)*sin(u)^(-2) -> csc(u)*cot(u)
sine_secant: sin(u)^n*sec(u)^n -> tan(u)^n when integer(n) and n > 0
cosine_cosecant: cos(u)^n*csc(u)^n -> cot(u)^n when integer(n) and n > 0
sine_cotangent: sin(u)*cot(u) -> cos(u)
tangent_cosecant: tan(u)*csc(u) -> sec(u)
cotangent_secant: cot(u)*sec(u) -> csc(u)
double_sine_over_sine: sin(2*u)*sin(u)^(-1) -> 2*cos(u)
double_sine_over_cosine: sin(2*u)*cos(u)^(-1) -> 2*sin(u)
half_tangent: sin(u)*(1 + cos(u))^(-1) -> tan(u/2)
half_tangent_sine: (1 - cos(u))*sin(u)^(-1) -> tan(u/2)
half_cotangent_sine: (1 + cos(u))*sin(u)^(-1) -> cot(u/2)
half_cotangent_sum: cot(u) + csc(u) -> cot(u/2)
half_tangent_difference: csc(u) - cot(u) -> tan(u/2)
sum_of_sines: sin(u + v) + sin(u - v) -> 2*sin(u)*cos(v)
sum_of_cosines: cos(u + v) + cos(u - v) -> 2*cos(u)*cos(v)
difference_of_cosines: cos(u - v) - cos(u + v) -> 2*sin(u)*sin(v)
sum_of_hyperbolic_sines: sinh(u + v) + sinh(u - v) -> 2*sinh(u)*cosh(v)
sum_of_hyperbolic_cosines: cosh(u + v) + cosh(u - v) -> 2*cosh(u)*cosh(v)
difference_of_hyperbolic_cosines: cosh(u + v) - cosh(u - v) -> 2*sinh(u)*sinh(v)
hyperbolic: cosh(u)^2 - sinh(u)^2 -> 1
hyperbolic_cosine: cosh(u)^2 - 1 -> sinh(u)^2
hyperbolic_sine: 1 + sinh(u)^2 -> cosh(u)^2
united_hyperbolic_sine: sinh(u)*cosh(v) + cosh(u)*sinh(v) -> sinh(u + v)
united_hyperbolic_sine_less: sinh(u)*cosh(v) - cosh(u)*sinh(v) -> sinh(u - v)
united_hyperbolic_cosine: cosh(u)*cosh(v) + sinh(u)*sinh(v) -> cosh(u + v)
united_hyperbolic_cosine_less: cosh(u)*cosh(v) - sinh(u)*sinh(v) -> cosh(u - v)
double_hyperbolic_sine: 2*sinh(u)*cosh(u) -> sinh(2*u)
double_hyperbolic_cosine: cosh(u)^2 + sinh(u)^2 -> cosh(2*u)
double_hyperbolic_cosine_sine: 1 + 2*sinh(u)^2 -> cosh(2*u)
double_hyperbolic_cosine_cosine: 2*cosh(u)^2 - 1 -> cosh(2*u)
squared_hyperbolic_sine: cosh(2*u)/2 - 1/2 -> sinh(u)^2
squared_hyperbolic_cosine: cosh(2*u)/2 + 1/2 -> cosh(u)^2
double_hyperbolic_cosecant: sinh(u)^(-1)*cosh(u)^(-1)/2 -> csch(2*u)
double_hyperbolic_cosecant_secant: sech(u)*csch(u)/2 -> csch(2*u)
hyperbolic_tangent: 1 - tanh(u)^2 -> sech(u)^2
hyperbolic_secant: 1 - sech(u)^2 -> tanh(u)^2
hyperbolic_tangent_quotient: sinh(u)^n*cosh(u)^(-n) -> tanh(u)^n when integer(n) and n > 0
hyperbolic_tangent_cosine: tanh(u)*cosh(u) -> sinh(u)
hyperbolic_secant_reciprocal: cosh(u)^(-n) -> sech(u)^n when integer(n) and n > 0
hyperbolic_cosecant_reciprocal: sinh(u)^(-n) -> csch(u)^n when integer(n) and n > 0
hyperbolic_secant_power: sech(u)^(-n) -> cosh(u)^n when integer(n) and n > 0
hyperbolic_cosecant_power: csch(u)^(-n) -> sinh(u)^n when integer(n) and n > 0
hyperbolic_tangent_reciprocal: tanh(u)^(-n) -> coth(u)^n when integer(n) and n > 0
hyperbolic_cotangent_reciprocal: coth(u)^(-n) -> tanh(u)^n when integer(n) and n > 0
hyperbolic_cotangent_quotient: cosh(u)^n*sinh(u)^(-n) -> coth(u)^n when integer(n) and n > 0
hyperbolic_secant_tangent: sinh(u)*cosh(u)^(-2) -> sech(u)*tanh(u)
hyperbolic_sine_secant: sinh(u)^n*sech(u)^n -> tanh(u)^n when integer(n) and n > 0
hyperbolic_secant_cosine: cosh(u)^n*sech(u)^n -> 1 when integer(n) and n > 0
hyperbolic_cosecant_sine: sinh(u)^n*csch(u)^n -> 1 when integer(n) and n > 0
hyperbolic_tangent_cosecant: tanh(u)*csch(u) -> sech(u)
hyperbolic_cotangent_secant: coth(u)*sech(u) -> csch(u)
hyperbolic_cotangent_sine: coth(u)*sinh(u) -> cosh(u)
hyperbolic_cotangent_square: coth(u)^2 - 1 -> csch(u)^2
hyperbolic_cosecant_square: 1 + csch(u)^2 -> coth(u)^2
sine_imaginary: sin(i*u) => i*sinh(u)
cosine_imaginary: cos(i*u) => cosh(u)
tangent_imaginary: tan(i*u) => i*tanh(u)
hyperbolic_sine_imaginary: sinh(i*u) => i*sin(u)
hyperbolic_cosine_imaginary: cosh(i*u) => cos(u)
hyperbolic_tangent_imaginary: tanh(i*u) => i*tan(u)
exponential_sum: cosh(u) + sinh(u) -> e^u
exponential_difference: cosh(u) - sinh(u) -> e^(-u)
product_of_sines: sin(u + v)*sin(u - v) -> sin(u)^2 - sin(v)^2
product_of_cosines_sine: cos(u + v)*cos(u - v) + sin(v)^2 -> cos(u)^2
product_of_cosines_cosine: cos(u + v)*cos(u - v) - cos(u)^2 -> -sin(v)^2
product_of_cosines_other_sine: cos(u + v)*cos(u - v) + sin(u)^2 -> cos(v)^2
product_of_cosines_other_cosine: cos(u + v)*cos(u - v) - cos(v)^2 -> -sin(u)^2
product_of_sines_sine: sin(u + v)*sin(u - v) + sin(v)^2 -> sin(u)^2
product_of_sines_less: sin(u + v)*sin(u - v) - sin(u)^2 -> -sin(v)^2
product_of_cosines: cos(u + v)*cos(u - v) -> cos(u)^2 - sin(v)^2
tanh_arsinh: tanh(asinh(u)) => u/sqrt(1 + u^2)
cosh_arsinh: cosh(asinh(u)) => sqrt(1 + u^2)
`

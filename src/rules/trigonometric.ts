/** Identities of trigonometric and hyperbolic functions. Sources: DLMF 4.21, 4.35. */
export const trigonometric = `
pythagoras: sin(u)^2 + cos(u)^2 -> 1
pythagoras_sine: 1 - sin(u)^2 -> cos(u)^2
pythagoras_cosine: 1 - cos(u)^2 -> sin(u)^2
pythagoras_tangent: 1 + tan(u)^2 -> sec(u)^2
pythagoras_secant: sec(u)^2 - 1 -> tan(u)^2
pythagoras_secant_tangent: sec(u)^2 - tan(u)^2 -> 1
pythagoras_cotangent: 1 + cot(u)^2 -> csc(u)^2
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
hyperbolic: cosh(u)^2 - sinh(u)^2 -> 1
hyperbolic_cosine: cosh(u)^2 - 1 -> sinh(u)^2
hyperbolic_sine: 1 + sinh(u)^2 -> cosh(u)^2
hyperbolic_tangent: 1 - tanh(u)^2 -> sech(u)^2
hyperbolic_secant: 1 - sech(u)^2 -> tanh(u)^2
hyperbolic_tangent_quotient: sinh(u)^n*cosh(u)^(-n) -> tanh(u)^n when integer(n) and n > 0
hyperbolic_tangent_cosine: tanh(u)*cosh(u) -> sinh(u)
cosh_arsinh: cosh(asinh(u)) => sqrt(1 + u^2)
`

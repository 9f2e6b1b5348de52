/**
 * Derivatives out of the tables and exercises that a first course, a statistics text, a machine-learning course and a physics
 * formulary set: what is differentiated, by what, and the answer that a good teacher writes by hand. Facts only; each answer
 * is certified numerically by the benchmark. A row is `function | variables in order | answer`, a line `# topic` opens a topic.
 */

export interface Case {
  readonly topic: string
  readonly f: string
  /** The variables in the order of differentiation: two of the same name are a second derivative. */
  readonly by: readonly string[]
  readonly teacher: string
}

const ROWS = `
# polynomials and quotients
x^5 - 4*x^3 + 2*x - 7 | x | 5*x^4 - 12*x^2 + 2
(2*x + 1)/(x - 3) | x | -7/(x - 3)^2
x/(x^2 + 1) | x | (1 - x^2)/(x^2 + 1)^2
x^2/(x + 1) | x | x*(x + 2)/(x + 1)^2
(x^2 + 1)/(x^2 - 1) | x | -4*x/(x^2 - 1)^2
1/(x^2 + x + 1) | x | -(2*x + 1)/(x^2 + x + 1)^2
(a*x + b)/(c*x + d) | x | (a*d - b*c)/(c*x + d)^2
x^3/(1 - x) | x | x^2*(3 - 2*x)/(1 - x)^2
x + 1/x | x | 1 - 1/x^2
((x - 1)/(x + 1))^2 | x | 4*(x - 1)/(x + 1)^3
(x^3 - 3*x)/6 | x | (x^2 - 1)/2
3*x^4 - 8*x^3 + 6*x^2 - 24*x | x | 12*(x - 2)*(x^2 + 1)
(x + 2)/(x^2 + 1) | x | (1 - 4*x - x^2)/(x^2 + 1)^2
(3 - x)/(x^2 - 9) | x | 1/(x + 3)^2
(x^2 + 2*x + 2)/(x + 1) | x | x*(x + 2)/(x + 1)^2
x/(x^2 - a^2) | x | -(x^2 + a^2)/(x^2 - a^2)^2
(1 - x^3)/(1 + x^3) | x | -6*x^2/(1 + x^3)^2
x^n/(1 + x^n) | x | n*x^(n - 1)/(1 + x^n)^2
x^2*(a - x)^2 | x | 2*x*(a - x)*(a - 2*x)
(1 + 2*x)/(1 + x + x^2) | x | (1 - 2*x - 2*x^2)/(1 + x + x^2)^2
1/(1 - x^4) | x | 4*x^3/(1 - x^4)^2

# products
(x + 1)^20*(x - 1)^20 | x | 40*x*(x - 1)^19*(x + 1)^19
(2*x + 1)^3*(x - 4)^5 | x | (x - 4)^4*(2*x + 1)^2*(16*x - 19)
x^2*(1 - x)^3 | x | x*(1 - x)^2*(2 - 5*x)
(x - a)*(x - b) | x | 2*x - a - b
x^2*sin(x) | x | x*(2*sin(x) + x*cos(x))
x^3*e^x | x | x^2*(x + 3)*e^x
e^x*sin(x) | x | e^x*(sin(x) + cos(x))
x*log(x) - x | x | log(x)
x^2*log(x) | x | x*(2*log(x) + 1)
x*e^x*sin(x) | x | e^x*((x + 1)*sin(x) + x*cos(x))
(x^2 + 1)*atan(x) | x | 2*x*atan(x) + 1
x^3*(x - 2)^4 | x | x^2*(x - 2)^3*(7*x - 6)
e^(2*x)*(x^2 - x) | x | (2*x^2 - 1)*e^(2*x)
(x^2 - 2*x + 2)*e^x | x | x^2*e^x
x*(log(x)^2 - 2*log(x) + 2) | x | log(x)^2
x*tan(x) | x | tan(x) + x*sec(x)^2
cos(x)*cosh(x) | x | cos(x)*sinh(x) - sin(x)*cosh(x)
x*(3 - 2*x)^4 | x | (3 - 10*x)*(3 - 2*x)^3
x^m*(1 + x)^n | x | x^(m - 1)*(1 + x)^(n - 1)*(m + (m + n)*x)
x^3*atan(x) | x | 3*x^2*atan(x) + x^3/(1 + x^2)
(3*x + 2)*sin(2*x) | x | 3*sin(2*x) + (6*x + 4)*cos(2*x)

# chains
(3*x^2 - x + 1)^7 | x | 7*(6*x - 1)*(3*x^2 - x + 1)^6
sin(x^2) | x | 2*x*cos(x^2)
sin(cos(x)) | x | -sin(x)*cos(cos(x))
e^sin(x) | x | cos(x)*e^sin(x)
log(cos(x)) | x | -tan(x)
sin(x)^3 | x | 3*sin(x)^2*cos(x)
sqrt(1 + sin(x)) | x | cos(x)/(2*sqrt(1 + sin(x)))
tan(x^2 + 1) | x | 2*x*sec(x^2 + 1)^2
log(log(x)) | x | 1/(x*log(x))
e^(e^x) | x | e^(x + e^x)
(1 + 1/x)^3 | x | -3*(x + 1)^2/x^4
cos(3*x)^2 | x | -3*sin(6*x)
log(1 + sin(x)^2) | x | sin(2*x)/(1 + sin(x)^2)
log(tan(x/2)) | x | 1/sin(x)
cos(1/x) | x | sin(1/x)/x^2
1/(1 + e^x)^3 | x | -3*e^x/(1 + e^x)^4
(log(x) + 1)^3 | x | 3*(log(x) + 1)^2/x
sin(sin(sin(x))) | x | cos(x)*cos(sin(x))*cos(sin(sin(x)))
log((1 + sin(x))/(1 - sin(x))) | x | 2*sec(x)
atan(e^(-x)) | x | -1/(e^x + e^(-x))
((1 + x^2)/(1 - x^2))^2 | x | 8*x*(1 + x^2)/(1 - x^2)^3

# roots
sqrt(x^2 + 1) | x | x/sqrt(x^2 + 1)
sqrt((1 + x)/(1 - x)) | x | 1/((1 - x)*sqrt(1 - x^2))
x*sqrt(1 - x^2) | x | (1 - 2*x^2)/sqrt(1 - x^2)
x/sqrt(x^2 + 1) | x | 1/(x^2 + 1)^(3/2)
sqrt(x + sqrt(x)) | x | (2*sqrt(x) + 1)/(4*sqrt(x)*sqrt(x + sqrt(x)))
x^(2/3) | x | 2/(3*x^(1/3))
(x - 1)/sqrt(x) | x | (x + 1)/(2*x^(3/2))
sqrt(a^2 - x^2) | x | -x/sqrt(a^2 - x^2)
1/sqrt(1 - x^2) | x | x/(1 - x^2)^(3/2)
sqrt(x)/(1 + sqrt(x)) | x | 1/(2*sqrt(x)*(1 + sqrt(x))^2)
sqrt(x)*(x - 3) | x | 3*(x - 1)/(2*sqrt(x))
sqrt(x^2 + 1) - x | x | x/sqrt(x^2 + 1) - 1
sqrt(x/(x + 1)) | x | sqrt(x/(x + 1))/(2*x*(x + 1))
sqrt(2*x - x^2) | x | (1 - x)/sqrt(2*x - x^2)
x^2*sqrt(x + 1) | x | x*(5*x + 4)/(2*sqrt(x + 1))
(x + 1)*sqrt(2*x - 1) | x | 3*x/sqrt(2*x - 1)
x/sqrt(a^2 - x^2) | x | a^2/(a^2 - x^2)^(3/2)
sqrt(1 + x)/sqrt(1 - x) | x | 1/((1 - x)*sqrt(1 - x^2))
1/(x + sqrt(x^2 - 1)) | x | 1 - x/sqrt(x^2 - 1)
(1 + x)/sqrt(1 - x) | x | (3 - x)/(2*(1 - x)^(3/2))
sqrt(x^2 - 9)/x | x | 9/(x^2*sqrt(x^2 - 9))
(x^2 + 2)*sqrt(x^2 - 1) | x | 3*x^3/sqrt(x^2 - 1)
sqrt((x - 1)/(x + 1)) | x | sqrt((x - 1)/(x + 1))/(x^2 - 1)

# exponentials
e^(-x^2/2) | x | -x*e^(-x^2/2)
x*e^(-x) | x | (1 - x)*e^(-x)
e^(a*x)*cos(b*x) | x | e^(a*x)*(a*cos(b*x) - b*sin(b*x))
2^x | x | 2^x*log(2)
(e^x - e^(-x))/2 | x | (e^x + e^(-x))/2
e^x/(1 + e^x) | x | e^x/(1 + e^x)^2
(e^x - 1)/(e^x + 1) | x | 2*e^x/(e^x + 1)^2
e^sqrt(x) | x | e^sqrt(x)/(2*sqrt(x))
e^(1/x) | x | -e^(1/x)/x^2
x^2*e^(-3*x) | x | x*(2 - 3*x)*e^(-3*x)
a*(1 - e^(-t/tau)) | t | a*e^(-t/tau)/tau
10^(x^2) | x | 2*x*10^(x^2)*log(10)
(x^2 + 1)*e^(-x^2) | x | -2*x^3*e^(-x^2)
e^(-x)*(sin(x) + cos(x)) | x | -2*e^(-x)*sin(x)
e^x/x | x | (x - 1)*e^x/x^2
(e^x + 1)/(e^x - 1) | x | -2*e^x/(e^x - 1)^2
e^(a*x)*(a*x - 1) | x | a^2*x*e^(a*x)
sqrt(1 + e^(2*x)) | x | e^(2*x)/sqrt(1 + e^(2*x))
x/(e^x - 1) | x | (e^x - 1 - x*e^x)/(e^x - 1)^2
1/(1 - e^(-x)) | x | -e^(-x)/(1 - e^(-x))^2
(e^(2*x) - 1)/(e^(2*x) + 1) | x | 4*e^(2*x)/(e^(2*x) + 1)^2
e^(-a*x^2)*x^2 | x | 2*x*(1 - a*x^2)*e^(-a*x^2)

# logarithms
log(x + sqrt(x^2 + 1)) | x | 1/sqrt(x^2 + 1)
log(x)/x | x | (1 - log(x))/x^2
log((1 + x)/(1 - x)) | x | 2/(1 - x^2)
log(x^2 + 1) | x | 2*x/(x^2 + 1)
log(x)^2 | x | 2*log(x)/x
1/log(x) | x | -1/(x*log(x)^2)
log(a*x + b) | x | a/(a*x + b)
x^3*(3*log(x) - 1)/9 | x | x^2*log(x)
log(e^x + 1) | x | e^x/(e^x + 1)
log(sqrt(x)) | x | 1/(2*x)
log(sec(x) + tan(x)) | x | sec(x)
log(x/(x + 1)) | x | 1/(x*(x + 1))
log((x^2 + 1)/(x^2 - 1)) | x | 4*x/(1 - x^4)
log(1 + sqrt(x)) | x | 1/(2*sqrt(x)*(1 + sqrt(x)))
log(1 - e^(-x)) | x | 1/(e^x - 1)
log(x + sqrt(x^2 - a^2)) | x | 1/sqrt(x^2 - a^2)
log((sqrt(x + 1) - 1)/(sqrt(x + 1) + 1)) | x | 1/(x*sqrt(x + 1))
log(x)/(1 + log(x)) | x | 1/(x*(1 + log(x))^2)
log(x*sqrt(x + 1)) | x | 1/x + 1/(2*(x + 1))
x^2*log(x)^2 | x | 2*x*log(x)*(log(x) + 1)
log(e^x - e^(-x)) | x | coth(x)

# trigonometric
tan(x) | x | sec(x)^2
sin(x)*cos(x) | x | cos(2*x)
sin(x)/(1 + cos(x)) | x | 1/(1 + cos(x))
x - sin(x)*cos(x) | x | 2*sin(x)^2
tan(x) - x | x | tan(x)^2
sec(x)*tan(x) | x | sec(x)*(tan(x)^2 + sec(x)^2)
sin(x)^2 | x | sin(2*x)
cos(x)^4 - sin(x)^4 | x | -2*sin(2*x)
sin(3*x)*cos(2*x) | x | 3*cos(3*x)*cos(2*x) - 2*sin(3*x)*sin(2*x)
sin(x)/x | x | (x*cos(x) - sin(x))/x^2
(1 - cos(x))/sin(x) | x | 1/(1 + cos(x))
sin(x) - x*cos(x) | x | x*sin(x)
cos(x)/(1 + sin(x)) | x | -1/(1 + sin(x))
tan(x)^2/2 | x | tan(x)*sec(x)^2
cot(x) + x | x | -cot(x)^2
sin(x)^2*cos(x)^2 | x | sin(4*x)/2
(1 + tan(x))/(1 - tan(x)) | x | 2/(1 - sin(2*x))
tan(x)^3/3 + tan(x) | x | sec(x)^4
sin(x) - sin(x)^3/3 | x | cos(x)^3
(sin(x) - cos(x))/(sin(x) + cos(x)) | x | 2/(1 + sin(2*x))
sin(x)/(a + b*cos(x)) | x | (a*cos(x) + b)/(a + b*cos(x))^2
x/2 - sin(2*x)/4 | x | sin(x)^2
3*sin(x) - 4*sin(x)^3 | x | 3*cos(3*x)
3*x/8 - sin(2*x)/4 + sin(4*x)/32 | x | sin(x)^4
csc(x) - cot(x) | x | 1/(1 + cos(x))
tan(x/2) | x | 1/(1 + cos(x))

# inverse trigonometric
asin(x) | x | 1/sqrt(1 - x^2)
atan(x/a) | x | a/(a^2 + x^2)
x*asin(x) + sqrt(1 - x^2) | x | asin(x)
atan(1/x) | x | -1/(x^2 + 1)
atan((1 + x)/(1 - x)) | x | 1/(1 + x^2)
x*atan(x) - log(1 + x^2)/2 | x | atan(x)
asin(sqrt(x)) | x | 1/(2*sqrt(x)*sqrt(1 - x))
acos(1 - 2*x) | x | 1/sqrt(x*(1 - x))
atan(sqrt(x)) | x | 1/(2*sqrt(x)*(1 + x))
asin(x)^2 | x | 2*asin(x)/sqrt(1 - x^2)
atan(e^x) | x | e^x/(1 + e^(2*x))
atan(2*x/(1 - x^2)) | x | 2/(1 + x^2)
(1 + x^2)*atan(x) - x | x | 2*x*atan(x)
asin(e^x) | x | e^x/sqrt(1 - e^(2*x))
atan((x - 1)/(x + 1)) | x | 1/(1 + x^2)
sqrt(1 - x^2)*asin(x) - x | x | -x*asin(x)/sqrt(1 - x^2)
asin(x/sqrt(1 + x^2)) | x | 1/(1 + x^2)
atan(sqrt((1 - x)/(1 + x))) | x | -1/(2*sqrt(1 - x^2))
atan(a*tan(x)) | x | a/(cos(x)^2 + a^2*sin(x)^2)
acos(x)^2 | x | -2*acos(x)/sqrt(1 - x^2)
asin(1 - x) | x | -1/sqrt(x*(2 - x))

# hyperbolic
tanh(x) | x | sech(x)^2
sinh(x)*cosh(x) | x | cosh(2*x)
log(cosh(x)) | x | tanh(x)
x - tanh(x) | x | tanh(x)^2
asinh(x) | x | 1/sqrt(x^2 + 1)
x*sinh(x) - cosh(x) | x | x*cosh(x)
cosh(x)^2 | x | sinh(2*x)
atanh(x) | x | 1/(1 - x^2)
sinh(x)/(1 + cosh(x)) | x | 1/(1 + cosh(x))
atan(sinh(x)) | x | sech(x)
x*asinh(x) - sqrt(x^2 + 1) | x | asinh(x)
sinh(x)^3/3 + sinh(x) | x | cosh(x)^3
atanh(sin(x)) | x | sec(x)
2*atan(tanh(x/2)) | x | sech(x)
e^x*sinh(x) | x | e^(2*x)
cosh(x)*sin(x) - sinh(x)*cos(x) | x | 2*sin(x)*sinh(x)
sinh(x)/x | x | (x*cosh(x) - sinh(x))/x^2
atan(tanh(x)) | x | sech(2*x)
x*tanh(x) - log(cosh(x)) | x | x*sech(x)^2
asinh(tan(x)) | x | abs(sec(x))
e^(-x)*cosh(x) | x | -e^(-2*x)

# towers
x^x | x | x^x*(log(x) + 1)
x^(1/x) | x | x^(1/x)*(1 - log(x))/x^2
sin(x)^x | x | sin(x)^x*(log(sin(x)) + x*cot(x))
x^sin(x) | x | x^sin(x)*(cos(x)*log(x) + sin(x)/x)
x^log(x) | x | 2*x^log(x)*log(x)/x
(1 + 1/x)^x | x | (1 + 1/x)^x*(log(1 + 1/x) - 1/(x + 1))
x^(x^2) | x | x^(x^2 + 1)*(2*log(x) + 1)
x^n*e^(-x) | x | x^(n - 1)*(n - x)*e^(-x)
log(x)^x | x | log(x)^x*(log(log(x)) + 1/log(x))
a^(b*x) | x | b*a^(b*x)*log(a)
x^(2*x) | x | 2*x^(2*x)*(log(x) + 1)
cos(x)^sin(x) | x | cos(x)^sin(x)*(cos(x)*log(cos(x)) - sin(x)*tan(x))
x^sqrt(x) | x | x^sqrt(x)*(log(x) + 2)/(2*sqrt(x))
e^(x^x) | x | e^(x^x)*x^x*(log(x) + 1)
x^a*a^x | x | x^a*a^x*(a/x + log(a))
x^(x + 1) | x | x^x*(x*log(x) + x + 1)
x^(x^x) | x | x^(x^x + x)*(log(x)^2 + log(x) + 1/x)
(2*x)^(3*x) | x | 3*(2*x)^(3*x)*(log(2*x) + 1)

# densities
e^(-(x - m)^2/(2*s^2))/(s*sqrt(2*pi)) | x | (m - x)*e^(-(x - m)^2/(2*s^2))/(s^3*sqrt(2*pi))
x^(a - 1)*(1 - x)^(b - 1) | x | x^(a - 2)*(1 - x)^(b - 2)*(a - 1 - (a + b - 2)*x)
-(x - m)^2/(2*s^2) - log(s) | s | ((x - m)^2 - s^2)/s^3
-(x - m)^2/(2*s^2) - log(s) | m | (x - m)/s^2
1/(pi*(1 + x^2)) | x | -2*x/(pi*(1 + x^2)^2)
e^(-x)/(1 + e^(-x))^2 | x | e^x*(1 - e^x)/(1 + e^x)^3
k*log(p) + (n - k)*log(1 - p) | p | (k - n*p)/(p*(1 - p))
n*log(l) - l*s | l | n/l - s
p^k*(1 - p)^(n - k) | p | p^(k - 1)*(1 - p)^(n - k - 1)*(k - n*p)
k/l*(x/l)^(k - 1) | x | k*(k - 1)*(x/l)^(k - 2)/l^2
1 - e^(-(x/l)^k) | x | k*(x/l)^k*e^(-(x/l)^k)/x
-log(s) - (x - m)^2/(2*s^2) | x | (m - x)/s^2
x*e^(-x^2/(2*s^2))/s^2 | x | (s^2 - x^2)*e^(-x^2/(2*s^2))/s^4
x*log(p) + (1 - x)*log(1 - p) | p | (x - p)/(p*(1 - p))
1/(pi*g*(1 + ((x - m)/g)^2)) | x | 2*g*(m - x)/(pi*(g^2 + (x - m)^2)^2)
log(1 + (x/s)^2) | s | -2*x^2/(s*(s^2 + x^2))
l*e^(-l*(x - m)) | l | (1 - l*(x - m))*e^(-l*(x - m))
a*log(b) - log(gamma(a)) + (a - 1)*log(x) - b*x | a | log(b) - digamma(a) + log(x)
-n*log(s) - q/(2*s^2) | s | q/s^3 - n/s
x^(k/2 - 1)*e^(-x/2) | x | x^(k/2 - 2)*(k - 2 - x)*e^(-x/2)/2

# activation functions
1/(1 + e^(-x)) | x | e^(-x)/(1 + e^(-x))^2
x/(1 + e^(-x)) | x | (1 + (x + 1)*e^(-x))/(1 + e^(-x))^2
sigmoid(x) | x | sigmoid(x)*(1 - sigmoid(x))
x*sigmoid(x) | x | sigmoid(x)*(1 + x*(1 - sigmoid(x)))
softplus(x) | x | sigmoid(x)
(e^x - e^(-x))/(e^x + e^(-x)) | x | 4/(e^x + e^(-x))^2
x/(1 + abs(x)) | x | 1/(1 + abs(x))^2
x*(1 + erf(x/sqrt(2)))/2 | x | (1 + erf(x/sqrt(2)))/2 + x*e^(-x^2/2)/sqrt(2*pi)
x*tanh(log(1 + e^x)) | x | tanh(log(1 + e^x)) + x*e^x*sech(log(1 + e^x))^2/(1 + e^x)
1/(1 + e^(-(w*x + b))) | w | x*e^(-w*x - b)/(1 + e^(-w*x - b))^2
e^a/(e^a + e^b + e^c) | a | e^a*(e^b + e^c)/(e^a + e^b + e^c)^2
2/(1 + e^(-2*x)) - 1 | x | 4*e^(-2*x)/(1 + e^(-2*x))^2
max(0, x) | x | piecewise(1, x > 0, 0)
min(max(0, x), 6) | x | piecewise(1, x > 0 and x <= 6, 0)
x*tanh(softplus(x)) | x | tanh(softplus(x)) + x*sech(softplus(x))^2*sigmoid(x)
x/sqrt(1 + a*x^2) | x | 1/(1 + a*x^2)^(3/2)
sigmoid(x)^2 | x | 2*sigmoid(x)^2*sigmoid(-x)
1/(1 + e^(-k*(x - c))) | x | k*e^(-k*(x - c))/(1 + e^(-k*(x - c)))^2
x*sigmoid(b*x) | x | sigmoid(b*x)*(1 + b*x*sigmoid(-b*x))
log(1 + e^x) - x/2 | x | e^x/(1 + e^x) - 1/2
piecewise(x, x > 0, a*(e^x - 1)) | x | piecewise(1, x > 0, a*e^x)

# losses
(w*x + b - y)^2/2 | w | x*(w*x + b - y)
-y*log(p) - (1 - y)*log(1 - p) | p | (p - y)/(p*(1 - p))
log(1 + e^(-y*w*x)) | w | -x*y/(1 + e^(x*y*w))
log(e^a + e^b) | a | e^a/(e^a + e^b)
sqrt(1 + (x/d)^2) - 1 | x | x/(d^2*sqrt(1 + (x/d)^2))
p*log(p/q) | p | log(p/q) + 1
(y - a)^2 + l*w^2 | w | 2*l*w
-log(e^a/(e^a + e^b)) | a | -e^b/(e^a + e^b)
log(cosh(y - p)) | p | -tanh(y - p)
max(0, 1 - y*w)^2 | w | -2*y*max(0, 1 - y*w)
y*log(1 + e^(-z)) + (1 - y)*(z + log(1 + e^(-z))) | z | 1/(1 + e^(-z)) - y
log(1 + e^(-m)) | m | -1/(1 + e^m)
sqrt((y - p)^2 + c^2) | p | (p - y)/sqrt((y - p)^2 + c^2)
-log(e^z/(e^z + e^u + e^v)) | u | e^u/(e^z + e^u + e^v)
q*log(q/p) + (1 - q)*log((1 - q)/(1 - p)) | p | (p - q)/(p*(1 - p))
(p - y)^2/(p + y) | p | (p - y)*(p + 3*y)/(p + y)^2
d^2*(sqrt(1 + ((y - p)/d)^2) - 1) | p | (p - y)/sqrt(1 + ((y - p)/d)^2)
log(s) + (x - m)^2/(2*s^2) | s | 1/s - (x - m)^2/s^3
-log(sigmoid(u - v)) | u | -sigmoid(v - u)
1 - (u*v)/(sqrt(u^2 + w^2)*sqrt(v^2 + z^2)) | u | -v*w^2/((u^2 + w^2)^(3/2)*sqrt(v^2 + z^2))
max(0, m - x + y)^2/2 | x | -max(0, m - x + y)

# physics
A*e^(-g*t)*cos(w*t) | t | -A*e^(-g*t)*(g*cos(w*t) + w*sin(w*t))
4*eps*((s/r)^12 - (s/r)^6) | r | 24*eps*s^6*(r^6 - 2*s^6)/r^13
m*c^2/sqrt(1 - v^2/c^2) | v | m*v/(1 - v^2/c^2)^(3/2)
G*M*m/r^2 | r | -2*G*M*m/r^3
1/(e^(h*f/(k*T)) - 1) | T | f*h*e^(h*f/(k*T))/(k*T^2*(e^(h*f/(k*T)) - 1)^2)
R*T/(V - b) - a/V^2 | V | 2*a/V^3 - R*T/(V - b)^2
D*(1 - e^(-a*(r - q)))^2 | r | 2*a*D*e^(-a*(r - q))*(1 - e^(-a*(r - q)))
v^2*sin(2*q)/g | q | 2*v^2*cos(2*q)/g
2*pi*sqrt(l/g) | l | pi*sqrt(l/g)/l
E^2*R/(R + r)^2 | R | E^2*(r - R)/(R + r)^3
1/(1/a + 1/b) | a | b^2/(a + b)^2
K/(1 + A*e^(-r*t)) | t | A*K*r*e^(-r*t)/(1 + A*e^(-r*t))^2
k*q/(x^2 + a^2)^(3/2) | x | -3*k*q*x/(x^2 + a^2)^(5/2)
V*R/sqrt(R^2 + (w*L)^2) | w | -L^2*R*V*w/(R^2 + L^2*w^2)^(3/2)
h*f^3/(c^2*(e^(h*f/(k*T)) - 1)) | T | h^2*f^4*e^(h*f/(k*T))/(k*T^2*c^2*(e^(h*f/(k*T)) - 1)^2)
V*x^n/(K^n + x^n) | x | n*V*K^n*x^(n - 1)/(K^n + x^n)^2
T0 + (T1 - T0)*e^(-k*t) | t | k*(T0 - T1)*e^(-k*t)
sqrt(k/m)/(2*pi) | m | -sqrt(k/m)/(4*pi*m)
I0*(sin(b)/b)^2 | b | 2*I0*sin(b)*(b*cos(b) - sin(b))/b^3
R1*R2/(R1 + R2) | R1 | R2^2/(R1 + R2)^2
4*eps*((s/r)^12 - (s/r)^6) | s | 24*eps*(2*s^11/r^12 - s^5/r^6)
c/sqrt(1 + (w/w0)^2) | w | -c*w/(w0^2*(1 + (w/w0)^2)^(3/2))

# rational functions that cancel
(x^2 - 1)/(x - 1) | x | 1
(x^3 - 1)/(x - 1) | x | 2*x + 1
1/(x - 1) + 1/(1 - x) | x | 0
x/(x + 1) + 1/(x + 1) | x | 0
1/(x - 1) - 1/(x + 1) | x | -4*x/(x^2 - 1)^2
(x^2 - 4)/(x^2 - 5*x + 6) | x | -5/(x - 3)^2
(x^4 - 1)/(x^2 + 1) | x | 2*x
(1/(x + h) - 1/x)/h | x | (2*x + h)/(x^2*(x + h)^2)
(x + 1)/(x^2 + 2*x + 1) | x | -1/(x + 1)^2
x^2/(x^2 - y^2) + y^2/(y^2 - x^2) | x | 0
(x^3 + x^2 - x - 1)/(x + 1)^2 | x | 1
(x^4 - 16)/(x^2 - 4) | x | 2*x
(x - 1)/(x^3 - 1) | x | -(2*x + 1)/(x^2 + x + 1)^2
(1/(1 + x) - 1/(1 - x))/x | x | -4*x/(x^2 - 1)^2
(x^3 - 8)/(x^2 - 4) | x | x*(x + 4)/(x + 2)^2
(x^2 + 3*x + 2)/(x^2 + 4*x + 3) | x | 1/(x + 3)^2
(1/x - 1/a)/(x - a) | x | 1/(a*x^2)
(x + 1/x)^2 - (x - 1/x)^2 | x | 0

# higher orders
x^3*log(x) | x, x | 6*x*log(x) + 5*x
e^(-x^2) | x, x | 2*(2*x^2 - 1)*e^(-x^2)
tan(x) | x, x | 2*tan(x)*sec(x)^2
x*e^x | x, x, x | (x + 3)*e^x
1/x | x, x, x | -6/x^4
sqrt(x) | x, x | -1/(4*x^(3/2))
atan(x) | x, x | -2*x/(1 + x^2)^2
sin(x)*e^x | x, x | 2*e^x*cos(x)
log(x^2 + 1) | x, x | 2*(1 - x^2)/(x^2 + 1)^2
1/(1 - x) | x, x, x | 6/(1 - x)^4
x^2*sin(x) | x, x | 2*sin(x) + 4*x*cos(x) - x^2*sin(x)
1/(x^2 + 1) | x, x | 2*(3*x^2 - 1)/(x^2 + 1)^3
sec(x) | x, x | 2*sec(x)^3 - sec(x)
sqrt(1 + x^2) | x, x | 1/(1 + x^2)^(3/2)
1/(1 + e^(-x)) | x, x | e^x*(1 - e^x)/(1 + e^x)^3
e^(a*x)*sin(b*x) | x, x | e^(a*x)*((a^2 - b^2)*sin(b*x) + 2*a*b*cos(b*x))
x^x | x, x | x^x*((log(x) + 1)^2 + 1/x)
x^2/(x - 1) | x, x | 2/(x - 1)^3
e^(1/x) | x, x | (2*x + 1)*e^(1/x)/x^4

# partial derivatives
x*y/(x + y) | x | y^2/(x + y)^2
sqrt(x^2 + y^2) | y | y/sqrt(x^2 + y^2)
atan(y/x) | x | -y/(x^2 + y^2)
x^2*y^3 | x, y | 6*x*y^2
(x - y)/(x + y) | y | -2*x/(x + y)^2
log(x^2 + y^2 + z^2) | z | 2*z/(x^2 + y^2 + z^2)
e^(x*y)*sin(x + y) | x | e^(x*y)*(y*sin(x + y) + cos(x + y))
a*x^b*y^(1 - b) | x | a*b*x^(b - 1)*y^(1 - b)
log(x^2 + y^2) | x, y | -4*x*y/(x^2 + y^2)^2
1/sqrt(x^2 + y^2 + z^2) | x | -x/(x^2 + y^2 + z^2)^(3/2)
(w*x + b)^2*w | w | (w*x + b)*(3*w*x + b)
x*y/(x^2 + y^2) | x | y*(y^2 - x^2)/(x^2 + y^2)^2
e^(x/y) | x, y | -(x + y)*e^(x/y)/y^3
(a*x + b*y)/(c*x + d*y) | y | (b*c - a*d)*x/(c*x + d*y)^2
atan((x + y)/(1 - x*y)) | x | 1/(1 + x^2)
sqrt(x^2 + y^2 + z^2) | x, y | -x*y/(x^2 + y^2 + z^2)^(3/2)
sin(x*y)/y | y | (x*y*cos(x*y) - sin(x*y))/y^2
y^x | x, y | y^(x - 1)*(x*log(y) + 1)

# special functions
x*besselj(1, x) | x | x*besselj(0, x)
besselj(0, x) | x | -besselj(1, x)
erf(x) | x | 2*e^(-x^2)/sqrt(pi)
x*erf(x) + e^(-x^2)/sqrt(pi) | x | erf(x)
gamma(x + 1) | x | gamma(x + 1)*digamma(x + 1)
log(gamma(x)) | x | digamma(x)
x^2*besselj(2, x) | x | x^2*besselj(1, x)
gamma(x + 1)/gamma(x) | x | 1
besselj(1, x)/x | x | -besselj(2, x)/x
lambertw(x) | x | lambertw(x)/(x*(1 + lambertw(x)))
besseli(0, x)^2 | x | 2*besseli(0, x)*besseli(1, x)
x^3*besselj(3, x) | x | x^3*besselj(2, x)
x! | x | x!*digamma(x + 1)
e^(lambertw(x)) | x | 1/(1 + lambertw(x))
x*si(x) + cos(x) | x | si(x)
airyai(x) | x, x | x*airyai(x)
gamma(x + 1)/x | x | gamma(x)*(x*digamma(x + 1) - 1)/x
x^(-2)*besselk(2, x) | x | -besselk(3, x)/x^2

# absolute values, extremes, cases
abs(x) | x | sign(x)
max(0, x)^2 | x | 2*max(0, x)
x*abs(x) | x | 2*abs(x)
log(abs(x)) | x | 1/x
abs(x)^3 | x | 3*x*abs(x)
sqrt(x^2) | x | sign(x)
e^(-abs(x)) | x | -sign(x)*e^(-abs(x))
abs(x^2 - 1) | x | 2*x*sign(x^2 - 1)
log(abs(sin(x))) | x | cot(x)
piecewise(x^2, x > 0, -x^2) | x | 2*abs(x)
max(x, x^2) | x | piecewise(2*x, x^2 > x, 1)
abs(x)/x | x | 0
x^2*abs(x) | x | 3*x*abs(x)
abs(x^3) | x | 3*x*abs(x)
sign(x)*sqrt(abs(x)) | x | 1/(2*sqrt(abs(x)))
max(0, 1 - x^2) | x | piecewise(-2*x, abs(x) < 1, 0)
max(x, y)^2 | x | piecewise(2*x, x > y, 0)
abs(x)/(1 + abs(x)) | x | sign(x)/(1 + abs(x))^2
sqrt(x^4) | x | 2*x
`

/** All cases, in the order of the table. */
export const CASES: readonly Case[] = read()

function read(): Case[] {
  const cases: Case[] = []
  let topic = ''
  for (const line of ROWS.split('\n').filter(l => l !== '')) {
    if (line.startsWith('# ')) topic = line.slice(2)
    else {
      const [f = '', by = '', teacher = ''] = line.split(' | ')
      cases.push({ topic, f, by: by.split(', '), teacher })
    }
  }
  return cases
}

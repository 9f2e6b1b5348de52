/** What `--help` prints: examples first, for they teach faster than a list of options. */
import { allRows } from '../functions/table.js'
import { DELTA, FUNCTIONS } from '../tensor/read-functions.js'

export const help = (): string => `fluxion: symbolic derivatives to trust, read and run

usage: fluxion [COMMAND] EXPRESSION [VARIABLE...] [OPTIONS]

  fluxion "w^3" w                                      3*w^2
  fluxion diff "1/w" w --at w=2                        -1/4
  fluxion diff "sin(x)*y" x y                          cos(x)
  fluxion diff "q*z" x --let "q = x+y"                 z
  fluxion grad "(x+y)*z" --at x=-2,y=5,z=-4            [-4, -4, 3]
  fluxion jacobian "[x*y, x+y]" x y                    [[y, x], [1, 1]]
  fluxion hessian "x^2*y"                              [[2*y, 2*x], [2*x, 0]]
  fluxion diff "1/(1+exp(-x))" --format latex          \\frac{e^{-x}}{\\left(1+e^{-x}\\right)^2}
  fluxion simplify "sin(x)^2 + cos(x)^2"               1
  fluxion expand "(x+1)^2"                             x^2 + 2*x + 1
  fluxion factor "x^4 - y^4"                           (x + y)*(x - y)*(x^2 + y^2)
  fluxion cancel "(x^2-1)/(x-1)"                       x + 1
  fluxion together "1/x + 1/y"                         (x + y)/(x*y)
  fluxion apart "1/(x^2-1)"                            1/(2*(x - 1)) - 1/(2*(x + 1))
  fluxion collect "a*x + b*x + c" x                    x*(a + b) + c
  fluxion horner "x^3 + 2*x^2 + x + 1"                 x*(x*(x + 2) + 1) + 1
  fluxion trigReduce "sin(x)^2"                        1/2 - cos(2*x)/2
  fluxion trigExpand "sin(2*x)"                        2*cos(x)*sin(x)
  fluxion diff "log(1+exp(x))" --form stable           sigmoid(x)
  fluxion subs "1/w^2" --at w=4                        1/16
  fluxion eval "sqrt(2)*x" --at x=2                    2.8284271247461903
  fluxion latex "sqrt(x)/2"                            \\frac{\\sqrt{x}}{2}
  fluxion diff "x^2 + 2*x" --format unicode            2x + 2
  fluxion diff "x^x" x --format latex --equation       \\frac{d}{dx}x^{x}=x^{x}(\\ln x+1)
  fluxion check "1/w" --at w=2                         compares with finite differences
  fluxion diff "x^x" x --verify                        x^x*(log(x) + 1)
  fluxion equivalent "sin(2x)" "2 sin(x) cos(x)"       verified: the difference simplifies to zero
  fluxion grad "norm2(A*x-b)^2" x --let "A:[m,n] x:[n] b:[m]"
                                                       2*A'*(A*x - b)
  fluxion diff "W*x" W --let "W:[m,n] x:[n]"           [k;i,j] delta(k,i)*x[j]
  fluxion eval "A*x" --let "A:[2,2] x:[2]" --at "A=[[1,2],[3,4]],x=[5;6]"
                                                       [17, 39]
  fluxion equivalent "(A*B)'" "B'*A'" --let "A:[m,n] B:[n,m]"
                                                       verified: the difference vanishes in canonical form
  fluxion read "-2^2/3"                                (-(2^2))/3
  echo "x^2" | fluxion diff                            2*x

commands
  diff       the derivative by each variable in turn (the default); a number after a variable is an order
  grad       all partial derivatives, by the variables named or by all
  jacobian   of a list, outputs as rows
  hessian    the second derivatives
  simplify   a shorter equal expression
  expand     products and whole powers of sums multiplied out
  factor     irreducible factors over the rationals
  cancel     one fraction in lowest terms, multiplied out
  together   one fraction in lowest terms, its denominator in factors
  apart      partial fractions by a variable
  collect    powers of a variable, each with one coefficient
  horner     a polynomial by a variable, nested
  trigReduce products and powers of sin, cos, sinh, cosh as sums
  trigExpand functions of sums and multiples by functions of the parts
  subs       exact substitution of the values given by --at
  eval       the number at the point given by --at
  latex      the expression itself as LaTeX
  check      the gradient against finite differences at --at; exit status 1 when it does not hold
  equivalent whether two expressions have the same values; exit status 1 unless verified
  read       the expression with all its brackets, and what each name was taken for

options
  --at x=2,y=1/3         values; what comes out exactly is printed exactly; arrays as in W=[[1,2],[3,4]],x=[1;2]
  --at-file FILE         values in a JSON object: {"W": [[1,2],[3,4]], "x": [1,2]}
  --let "q = x + y"      named intermediate results and assumptions (x:positive; n:integer; foo:function), shapes
                         (W:[2,3]; x:[n]) and what matrices are (symmetric, psd, diagonal, lower, positive, unit)
  --input latex          the expression is LaTeX; one with commands is read so anyway
  --format FORMAT        text, unicode (x² + 2x), latex, json; mathml and html where KaTeX is installed
  --equation             diff as a whole equation, d/dx f = ..., in latex, mathml, html
  --fractions STYLE      in LaTeX: frac, dfrac, tfrac, slash, power (negative powers)
  --roots STYLE          sqrt (square roots), root (all), power (none)
  --inverse STYLE        arc (arccosh x) or power (cosh^-1 x)
  --multiply STYLE       implicit (2xy) or cdot
  --derivatives STYLE    of unknown functions: prime or leibniz
  --upright, --inline    upright d, e, i; for a line of text
  --width N              break long sums and equations into lines of about N characters
  --name "lr=\\eta"      LaTeX for a symbol
  --verify               compare derivatives (diff, grad) with the function at sampled points; the verdict goes to
                         standard error, and the exit status is 1 unless it is "verified"
  --shared               name what occurs several times: t1 = sin(x); t1^2 + t1
  --form FORM            factored, expanded, fraction (over one bar), horner, raw (canonical), or stable (functions that
                         neither overflow nor cancel: sigmoid, logsumexp, log1p, expm1, hypot); a derivative comes as
                         a textbook prints it by default. Of tensors: matrix (the default), index, kron, components
  --layout LAYOUT        of tensors: mixed (axes of the function, then of the variable), numerator, denominator
  --function "g=u^2"     a function of your own; u, v, w, ... are its arguments
  --rule "n: g(u) => u"  a rule of simplification of your own
  --domain complex       variables may be complex: use no identity that holds for reals only
  --field FIELD          eval in real, complex, exact or interval arithmetic (--at x=1..2)
  --precision N          eval to N significant digits, all of them right
  --claim x=2*x          check this derivative instead of our own
  --method METHOD        check by central, forward or complex differences (default: auto)
  --step H --tolerance T for check
  --help, --version

An expression is read from standard input when it is "-" or missing. Exit status: 0 done, 1 a check did not hold or
there is no answer, 2 the input or the usage was wrong.

functions, each with its other names; a name that is declared or given a value is that name and no function
${columns(functionNames())}

functions of vectors and matrices, where shapes are declared; those above apply entry by entry
${tensorFunctions()}
`

/** A line for each function of vectors and matrices. */
function tensorFunctions(): string {
  const rows = [...FUNCTIONS, { names: [DELTA.name], about: DELTA.about }]
  return rows.map(({ names, about }) => `  ${names.join(', ').padEnd(17)} ${about}`).join('\n')
}

/** Each function with its other names: `tan=tg`. */
const functionNames = (): string[] =>
  [...allRows()].filter(r => r.name !== 'factorial').map(r => [r.name, ...(r.aliases ?? [])].join('='))

/** Names in lines of at most 100 characters. */
function columns(names: readonly string[]): string {
  const lines: string[] = []
  let line = ''
  for (const name of names) {
    if (line.length + name.length > 100) {
      lines.push(line)
      line = ''
    }
    line += `${line === '' ? '  ' : ' '}${name}`
  }
  return [...lines, line].join('\n')
}

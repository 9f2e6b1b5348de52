# LaTeX as people paste it, and as src/print/latex/latex.ts writes it: the second grammar, over tokens, to the same syntax.
#
# As in expression.ne it describes ONE level of brackets; the reader (src/parse/latex/read.ts) hands what stands between
# braces, brackets, bars, or \begin and \end up as one token. The starts:
#   program    the whole text                     arguments  inside ( ) [ ] \{ \} and bars
#   expression inside { } that are arguments      script     inside ^{ }; arguments inside _{ } too
#   cases, matrix, lines                          inside environments of those kinds
# The reader also tells apart what LaTeX writes alike: products by juxtaposition are %beside, %next before an operator such
# as \sin, %ahead before \frac{d}{dx}; a letter before a bracket is a %function or a factor.
#
# What is decided here and in the reader, where people write one thing and mean another:
#   xy           x times y; a name of several letters is upright (\mathrm{rate}), or has a subscript (x_{12}, x_{max})
#   \sin 2x y    sin(2xy): numbers and letters up to a sign, a written product or an operator; \sin x\cos y is a product
#   \sin x (y)   refused, and so are \sin x/2, \sin x e^x, \sin x\,y, \sin{x}y, \sin{x}^2, \ln\sin x\cos x; but what has a letter
#                of the argument follows it: \cos x(1+\sin x), \tan x/(1+\sin x), \sin x/x; only a sum behind a logarithm or a
#                longer argument, \ln x(x+1), must have a function in it; \ln 4\cdot 4^r is a product, \cos 2\pi\cdot x refused
#   \sin(x)^2    sin(x) squared; \sin x^2 is sin(x^2); \sin^2 x a power, \sin^{-1} x the inverse function; \ln(3x+2)^5 and
#                \ln|x|^2 are refused, for the power may be the bracket's
#   a/bc         refused: (a/b)c for some, a/(bc) for others; \frac says it; a/b\cdot c is (a/b)c; a\Big/bc is a/(bc)
#   2\frac12     refused: two and a half, or one; x^10, x^-1, x_10 refused: TeX raises one character; x^{10}
#   {x+1}^2      refused: braces do not show; {x}^2 is x^2
#   f(x)         f g h F G H are unknown functions, as in the other language; x(y+1) is a product; y(x) and N(-d) are
#                refused unless y and N are declared, for nobody writes a product so; x(2x) is one, for x is not applied to
#                itself, and 4s^3(0) where s stands elsewhere as a symbol
#   J_0(x)       functions of the table by their notation: J, \Gamma, \zeta, \psi, \sigma before what needs no bracket as a
#                factor, and then everywhere in the text; capitals with an order (P_n, K_\nu); all with several arguments;
#                \sigma(x+1), J_2(R/r), P_0(1+r) alone are refused unless declared, for they may be products, E(X), y_1(x), (x)_i, \overline{x} for they may be others
#   x^{(i)}      the component x[i] in a sum over i, x_j^{(i)} is x[i,j]; W^{[2]} the name W_2, of a layer; x^{(i)} elsewhere, a^{[l-1]} and
#                w^T are refused: indices and a transpose for most, unless T is declared
#   p(x|\theta)  p(x;\theta), p(x\mid\theta): an unknown function; \mathbb{E}[x] and E[x] are refused, for they may be means
#   \ln L(x) =   the name of a formula is left out, as p(x|\theta) =, h_\theta(x) =, \theta^* =, \frac{\partial L}{\partial w} = are
#   e, i, \pi    constants, unless bound; \mathrm{e} always; \log is \ln; d is a letter except in a derivative
#   \frac{d}{dx} applies to the product that follows, up to + or -; before a bracket to this alone, and then no more factor
#                may follow; \frac{dy}{dx} is refused: y(x) says on what it depends
#   dx, \Delta x are refused outside of derivatives, for most people see one name; lines of \begin{aligned} with name &= define
#   \sqrt[3]{x}  the real root, cbrt(x); \log_2 x, \log_b x are logarithms to these bases
#   75,000       one number, and so are 10{,}000 and 10\,000; in brackets (75,000), for nobody writes a number 000, but (1,500) is
#                refused; 3,5 and 1{,}5 are refused
#   (t,t^2)      lists, as \langle t,t^2\rangle and a text t, t^2 are; 3\mathbf{i}+4\mathbf{j} is [3,4], also with a hat or an arrow, and
#                never the imaginary unit; sums and multiples of these are carried out, of (t,t^2) refused; \mathbf{k} is a unit vector beside i or j, else a symbol
#   \hat{x}      x_hat, so \bar, \vec, \dot, \ddot, \tilde; \vec a\times\vec b is refused, \overline{x} too unless conj is declared
# Where shapes are declared (src/parse/latex/matrices.ts), letters may be vectors and matrices, and the text is read as the other
# language reads it:
#   x^\top A x   transposes: \top, T unless declared, A'; A^{-1}, A^{-\top} inverses, A^{+} pinv(A), A^{\circ 2} entry by entry
#   \odot \circ entry by entry, \oslash its quotient, \otimes kron, \cdot of two vectors the dot product as \langle x,y\rangle is; they take
#                the products without a sign on both sides: W^\top d\odot s is (W^\top d)\odot s
#   \|x\|_2^2    norms with 1, 2, F, \infty, *; |A| of a matrix is refused, for it may be the determinant
#   W_{ij}       W[i,j]; \sum_{j} W_{ij}x_j takes the product that follows, up to + or -; \delta_{ij}, I_n, \mathbf{1}_n, \mathbf{0}_{m\times n}
#   [x_i]_{i;}   index notation with its axes, the header [i;] of the other language
#   |a|b|c|      a bar closes where it can; \left| and \right| leave no doubt
#
# Unambiguous and SLR(1), with left recursive lists, by the same tests as expression.ne; no names of functions. Actions are
# the exports of src/parse/latex/actions.ts; `id` takes over the first part. After a change: npm run generate.

program      -> expression                                {% lone %}
              | %lines                                    {% whole %}
              | list                                      {% lone %}
list         -> %tuple                                    {% whole %}
              | items                                     {% listOfItems %}
items        -> expression %separator expression          {% firstItems %}
              | items %separator expression               {% nextItem %}
script       -> expression                                {% id %}
              | %tuple                                    {% whole %}
arguments    -> entry                                     {% firstItem %}
              | arguments %separator entry                {% nextItem %}
entry        -> null                                      {% nothing %}
              | expression                                {% id %}
              | %tuple                                    {% whole %}
              | %colon                                    {% slice %}
              | expression %colon expression              {% sliceBetween %}

cases        -> case                                      {% firstItem %}
              | cases %break case                         {% nextItem %}
case         -> expression %cell expression               {% branch %}
              | expression %cell %if expression           {% branchIf %}
              | expression %if expression                 {% branch %}
              | expression %cell %otherwise               {% last %}
              | expression %otherwise                     {% last %}
matrix       -> row                                       {% firstItem %}
              | matrix %break row                         {% nextItem %}
row          -> expression                                {% firstItem %}
              | row %cell expression                      {% nextItem %}
lines        -> expression                                {% lone %}
              | definition                                {% allDefinitions %}
              | definitions expression                    {% definitionsAndResult %}
              | definitions definition                    {% definitionsAndLast %}
definitions  -> definition %break                         {% id %}
              | definitions definition %break             {% nextDefinition %}
definition   -> %name %define expression                  {% definition %}

# Lowest to highest. What stands in braces that do not show can be a sum only where nothing else stands.
expression   -> disjunction                               {% id %}
              | %loose                                    {% whole %}
disjunction  -> conjunction                               {% id %}
              | disjunction %or conjunction               {% or %}
conjunction  -> negation                                  {% id %}
              | conjunction %and negation                 {% and %}
negation     -> relation                                  {% id %}
              | nots relation                             {% not %}
nots         -> %not                                      {% firstNot %}
              | nots %not                                 {% nextNot %}
relation     -> side                                      {% id %}
              | relation %relation side                   {% relation %}
side         -> sum                                       {% id %}
              | power %infix power                        {% infix %}
sum          -> term                                      {% id %}
              | sum %plus term                            {% sum %}
term         -> product                                   {% id %}
              | product %over product                     {% quotient %}
              | derivation                                {% id %}
              | signs derivation                          {% signed %}
              | product %times derivation                 {% product %}
              | product %ahead derivation                 {% product %}
              | summation                                 {% id %}
              | signs summation                           {% signed %}
              | product %times summation                  {% product %}
              | product %ahead summation                  {% product %}
summation    -> summed                                    {% id %}
              | heads summed                              {% operation %}
summed       -> sums flow                                 {% summation %}
              | sums flow %times summation                {% summedProduct %}
              | sums flow %ahead summation                {% summedProduct %}
sums         -> %summation                                {% firstItem %}
              | sums %summation                           {% nextOperator %}
derivation   -> operators flow                            {% derivation %}
              | operators total                           {% derivation %}
total        -> summation                                 {% id %}
              | flow %times summation                     {% product %}
              | flow %ahead summation                     {% product %}
operators    -> %derivative                               {% firstItem %}
              | operators %derivative                     {% nextOperator %}
flow         -> run                                       {% id %}
              | flow %times run                           {% product %}
product      -> signed                                    {% id %}
              | product %times signed                     {% product %}
signed       -> run                                       {% id %}
              | signs run                                 {% signed %}
signs        -> %sign                                     {% firstSign %}
              | signs %sign                               {% nextSign %}

# Factors side by side, and operators without brackets, each with the factors that follow it.
run          -> segment                                   {% id %}
              | run %next segment                         {% product %}
segment      -> factors                                   {% id %}
              | heads factors                             {% operation %}
              | heads %sign factors                       {% operationSigned %}
heads        -> head                                      {% firstItem %}
              | heads head                                {% nextOperator %}
head         -> %operator                                 {% head %}
              | %operator %superscript                    {% headRaised %}
factors      -> power                                     {% id %}
              | factors %beside power                     {% product %}

power        -> primary                                   {% id %}
              | primary %superscript                      {% raise %}
              | primary %factorial                        {% factorial %}
              | primary %factorial %superscript           {% raiseFactorial %}
              | %fraction                                 {% whole %}
              | %tight                                    {% whole %}
primary      -> %number                                   {% number %}
              | %name                                     {% name %}
              | %group                                    {% whole %}
              | %function %arguments                      {% call %}
              | %function %superscript %arguments         {% callRaised %}

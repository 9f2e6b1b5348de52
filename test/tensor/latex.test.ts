/** LaTeX of vectors and matrices: it means what the other language says, what is written reads back, and what is unclear is refused. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diff, equivalent, latex, ParseError, parse, type Tensor } from '../../src/index.js'
import { matrix, SHAPES, scalar, vector } from './expressions.js'

const declared = [
  'A:[n,n]; B:[n,n]; P:[n,n] psd; W:[m,n]; X:[m,n]; x:[n]; y:[n]; a:[n]; b:[m]; theta:[n]; v:[3]; w:[3]; W1:[m,n]; x_0:[n]',
  's:[]; c:[]; rate:[]',
].join('; ')

/** LaTeX, and the text of the same meaning. */
const SAME: readonly (readonly [string, string])[] = [
  // transposes, inverses, products
  ['x^\\top A x', "x'*A*x"],
  ['x^{\\top} A x', "x'*A*x"],
  ['x^T A x\\cdot 1', "x'*A*x"],
  ['x^{\\mathsf T}\\! A x', "x'*A*x"],
  ['x^\\intercal A x', "x'*A*x"],
  ["x' A x + \\frac{1}{2}", "x'*A*x + 1/2"],
  ['$x^\\top x$', "x'*x"],
  ['xx^\\top', "x*x'"],
  ['2Ax\\,', '2*A*x'],
  ['s A x c\\,', 's*c*A*x'],
  ['\\frac{1}{2}x', 'x/2'],
  ['A^{-1}x', 'inv(A)*x'],
  ['A^{-\\top}x', "inv(A)'*x"],
  ['A^{-T}', "inv(A)'"],
  ['(A+B)^{-1}', 'inv(A + B)'],
  ['A^{2}', 'A^2'],
  ['A^{+}', 'pinv(A)'],
  ['A\\cdot B', 'A*B'],
  ['x\\cdot y', "x'*y"],
  ['\\langle x, y\\rangle', "x'*y"],
  ['\\langle Ax, y-a\\rangle', "(A*x)'*(y - a)"],
  ['\\langle A, B\\rangle', 'sum(A.*B)'],
  ['\\langle A, B\\rangle_F', "tr(A'*B)"],
  ['\\left\\langle WA, X\\right\\rangle_{\\mathrm{F}}', "tr((W*A)'*X)"],
  ['v\\times w', 'cross(v, w)'],
  ['I_{n}', 'eye(n)'],
  ['A+I_{n}', 'A + eye(n)'],
  ['I_{n+1}', 'eye(n + 1)'],
  ['I_{3}', 'eye(3)'],
  ['\\mathbf{I}_n', 'eye(n)'],
  ['\\frac{x^\\top A x}{x^\\top x}', "x'*A*x/(x'*x)"],
  // styles and names
  ['\\mathbf{W}x', 'W*x'],
  ['\\mathbf W\\mathbf x', 'W*x'],
  ['\\boldsymbol{\\theta}^\\top x', "theta'*x"],
  ['\\boldsymbol\\theta^\\top\\mathbf x', "theta'*x"],
  ['\\bm\\theta', 'theta'],
  ['\\norm{Wx-b}^2', 'norm2(W*x - b)^2'],
  ['\\norm{Wx-b}_2^2', 'norm2(W*x - b)^2'],
  ['\\norm{x}_1', 'norm1(x)'],
  ['\\norm{W}_F^2', 'norm2(W)^2'],
  ['\\norm{\\frac{x}{\\norm{y}}}^2', 'norm2(x/norm2(y))^2'],
  ['\\abs{Wx-b}', 'abs(W*x - b)'],
  ['\\vec{x}^\\top\\vec y', "x'*y"],
  ['W_{1}x+W_1 x', '2*W1*x'],
  ['\\mathrm{rate}\\,x', 'rate*x'],
  ['x_0^\\top x', "x_0'*x"],
  // entry by entry
  ['x\\odot y', 'x.*y'],
  ['x\\circ y', 'x.*y'],
  ['x\\oslash y', 'x./y'],
  ['x^{\\circ 2}', 'x.^2'],
  ['x^{\\odot -1}', '1./x'],
  ['2^{\\circ A}', '2.^A'],
  ['W^\\top b\\odot x', "(W'*b).*x"],
  ['A\\otimes B', 'kron(A, B)'],
  ['\\tanh(Wx+b)', 'tanh(W*x + b)'],
  ['\\sigma(Wx+b)', 'sigmoid(W*x + b)'],
  ['\\operatorname{softmax}(Ax)', 'softmax(A*x)'],
  ['|x|\\,', 'abs(x)'],
  // functions
  ['\\operatorname{tr}(A)', 'tr(A)'],
  ['\\mathrm{tr}(A^\\top B)', "tr(A'*B)"],
  ['\\operatorname{Tr} A', 'tr(A)'],
  ['\\tr(A)', 'tr(A)'],
  ['\\det A', 'det(A)'],
  ['\\log\\det A', 'logdet(A)'],
  ['\\ln\\det\\left(P\\right)', 'logdet(P)'],
  ['\\begin{vmatrix}s&2\\\\3&c\\end{vmatrix}x', 'det([s,2;3,c])*x'],
  ['\\operatorname{diag}(x)', 'diag(x)'],
  ['\\operatorname{vec}(A)', 'vec(A)'],
  ['\\operatorname{sum}(X, 2)', 'sum(X, 2)'],
  // norms
  ['\\lVert Wx-b\\rVert^2', 'norm2(W*x - b)^2'],
  ['\\left\\lVert x\\right\\rVert_2^2', 'norm2(x)^2'],
  ['\\|x\\|^2_2', 'norm2(x)^2'],
  ['\\|x\\|', 'norm2(x)'],
  ['||x||^2\\,', 'norm2(x)^2'],
  ['\\left\\|x\\right\\|_1', 'norm1(x)'],
  ['\\|x\\|_\\infty', 'normInf(x)'],
  ['\\lVert A\\rVert_F^2', 'norm(A, fro)^2'],
  ['\\lVert A\\rVert_{\\mathrm{F}}', 'norm(A, fro)'],
  ['\\|A\\|_2', 'norm(A, 2)'],
  ['\\|A\\|_1', 'norm(A, 1)'],
  ['\\|A\\|_*', 'norm(A, nuc)'],
  ['\\tfrac12\\lVert Wx-b\\rVert_2^2+\\lambda\\lVert x\\rVert_1', 'norm2(W*x - b)^2/2 + lambda*norm1(x)'],
  // indices
  ['x_{2}\\,', 'x[2]'],
  ['v_3+0', 'v[3]'],
  ['A_{12}', 'A[1,2]'],
  ['A_{1,2}', 'A[1,2]'],
  ['A_{:,1}', 'A[:,1]'],
  ['(Ax)_1', '(A*x)[1]'],
  ['(AB)_{1,2}', '(A*B)[1,2]'],
  ['x_2^2', 'x[2]^2'],
  ['A^{-1}_{1,2}', 'inv(A)[1,2]'],
  ['A^\\top_{12}', 'A[2,1]'],
  ['{W_1}_{12}', 'W1[1,2]'],
  ['\\sum_{i} x_i', 'sum(x)'],
  ['\\sum_{i=1}^{n} x_i', 'sum(x)'],
  ['\\sum_{i=1}^n x_i^2 - s', 'sum(x.^2) - s'],
  ['\\sum_{i,j} A_{ij}', 'sum(A)'],
  ['\\sum_i\\sum_j A_{ij} x_i y_j', "x'*A*y"],
  ['\\sum_i x_i\\sum_j A_{ij}y_j', "x'*A*y"],
  ['c\\sum_i x_i', 'c*sum(x)'],
  ['\\log\\sum_i e^{x_i}', 'log(sum(exp(x)))'],
  ['c\\log\\sum_i e^{x_i}', 'c*log(sum(exp(x)))'],
  ['\\prod_i x_i', 'prod(x)'],
  ['\\sum_{i}\\sum_j\\delta_{ij}A_{ij}', 'tr(A)'],
  ['f_i = \\sum_j W_{ij}x_j', 'W*x'],
  ['\\left[\\sum_{j} W_{ij} x_j\\right]_{i;}', 'W*x'],
  ['\\left[x_j x_i\\right]_{i;j}', "x*x'"],
  // vectors and matrices of numbers
  ['\\mathbf{1}^\\top x', 'sum(x)'],
  ['\\mathbf{1}_n^\\top x', 'sum(x)'],
  ['\\mathbb{1}_{n}', 'ones(n)'],
  ['\\mathbf{0}_{n}', 'zeros(n)'],
  ['\\mathbf{0}_{m\\times n}', 'zeros(m,n)'],
  ['\\mathbf{1}_{m\\times n}', 'ones(m,n)'],
  ['I_n+A', 'A + eye(n)'],
  ['(I+A)x', '(I + A)*x'],
  ['I_{n}', 'eye(n)'],
  ['e_{1}^\\top x', 'x[1]'],
  ['e_{2}^{(n)}', 'eye(n)[:,2]'],
  ['e_{2}^{(n)\\top}A', "eye(n)[:,2]'*A"],
  ['\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}\\begin{pmatrix}s\\\\c\\end{pmatrix}', '[1,2;3,4]*[s,c]'],
  ['\\begin{bmatrix}x&y\\end{bmatrix}', '[x,y]'],
  ['\\begin{bmatrix}x^\\top\\\\y^\\top\\end{bmatrix}', "[x';y']"],
]

const readLatex = (tex: string): Tensor => parse(tex, { let: declared, syntax: 'latex' }) as unknown as Tensor

describe('LaTeX means what the text means', () => {
  for (const [tex, text] of SAME)
    it(`${tex}: ${text}`, () => {
      expect(String(readLatex(tex))).toBe(String(parse(text, { let: declared })))
    })

  it('in every verb', () => {
    expect(String(diff('\\lVert Wx-b\\rVert^2', 'x', { let: declared }))).toBe("2*W'*(W*x - b)")
    expect(String(diff('x^\\top A x', 'x', { let: declared }))).toBe("A*x + A'*x")
    expect(equivalent('\\operatorname{tr}(AB)', 'tr(B*A)', { let: declared }).verdict).toBe('verified')
  })
})

describe('what is LaTeX where shapes are declared', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['x^\\top A', "x'*A"],
    ['A^{-1}x', 'inv(A)*x'],
    ['A\\b', 'inv(A)*b'],
    ['A\\x', 'inv(A)*x'],
    ['A\\theta', 'inv(A)*theta'],
    ['inv(A)\\x', 'inv(inv(A))*x'],
  ]
  const square = 'A:[n,n]; x:[n]; b:[n]; theta:[n]'
  for (const [input, text] of cases)
    it(`${input}: ${text}`, () => {
      expect(String(parse(input, { let: square }))).toBe(String(parse(text, { let: square })))
    })

  it('leaves scalars as they are', () => {
    for (const tex of ['\\frac{1}{t}\\sin t', 't^{2}\\cdot 3'])
      expect(String(parse(tex, { let: square }))).toBe(String(parse(tex)))
  })
})

/** What is refused, where, and what the advice says. */
const REFUSED: readonly (readonly [tex: string, at: string, advice: RegExp])[] = [
  ['\\nabla f', '\\nabla', /diff\(f, x\)/],
  ['\\lvert A\\rvert x', '\\lvert A\\rvert', /\\det A/],
  ['\\lVert A\\rVert', '\\lVert A\\rVert', /norm\(A, fro\)|fro/],
  ['\\lVert x\\rVert_7', '_7', /1, 2, F/],
  ['A_{1}x', '_{1}', /A_\{i,:\}/],
  ['A^2_{12}', '^2', /\(A\^2\)_\{ij\}/],
  ['\\sum x', '\\sum', /\\sum_\{i\}/],
  ['\\sum_{i\\neq j}x_i', '_{i\\neq j}', /\\sum_\{i\}/],
  ['\\sum_{i=1}x_i', '\\sum_{i=1}', /\\sum_\{i=1\}/],
  ['c/\\sum_i x_i', '/', /\\frac/],
  ['x\\top', '\\top', /A\^\\top/],
  ['A^\\dagger', '\\dagger', /conjugate transpose.*pseudoinverse.*A\^\\top or A\^\{\+\}/],
  ['A^{\\dagger}A', '\\dagger', /A\^\\top or A\^\{\+\}/],
  ['\\langle A, W\\rangle', '\\langle', /one size/],
  ['x^{2\\top}', '\\top', /\(A\^2\)/],
  ['Wy_{ij}', '_{ij}', /./],
  ['AW', 'W', /what fits/],
  ['\\operatorname{diag}(x)b', 'b', /\\operatorname\{diag\}\(x\) is nxn/],
]

describe('what is unclear is refused', () => {
  for (const [tex, at, advice] of REFUSED)
    it(`${tex}: at ${at}`, () => {
      let problem: unknown
      try {
        readLatex(tex)
      } catch (error) {
        problem = error
      }
      expect(problem).toMatchObject({ offset: tex.indexOf(at) })
      expect(String(problem)).toMatch(advice)
    })

  it('where no shapes are declared', () => {
    for (const tex of ['x^\\top A x', '\\lVert x\\rVert', 'x\\odot y', '\\det A'])
      expect(() => parse(tex), tex).toThrow(ParseError)
  })
})

/** The expression that its LaTeX means: the same, or one that is equal to it where a sum or a trace is written in another order. */
function returns(e: Tensor, shapes: string): void {
  const tex = latex(e)
  const back = parse(tex, { let: shapes, syntax: 'latex' }) as unknown as Tensor
  if (String(back) === String(e)) return
  const { verdict } = equivalent(e, back, { let: shapes })
  expect([tex, verdict]).toEqual([tex, 'verified'])
}

/** Expressions of the kinds that have a notation of their own, with the declarations that they need. */
const WRITTEN: readonly string[] = [
  'norm(A, 2)',
  'norm2(A)',
  'norm1(A)',
  'norm1(x)',
  'norm(A, nuc)',
  'norm(A, 1)',
  'abs(A)',
  'abs(x)',
  'W1[1,2]',
  'A[1,2]',
  'A[1,:]',
  'x[1:3]',
  'eye(n)[:,2]',
  "eye(n)[:,2]*x'",
  '[x, y]',
  "[x'; y']",
  '[s, s^2]',
  '[s, 1; 2, c]',
  'zeros(m,n)',
  'ones(m,n)',
  '2.^A',
  'A.^2',
  'x.^s',
  'A^(-2)',
  "inv(A)'",
  'pinv(A)',
  'adj(A)',
  'expm(A)',
  'svdvals(A)',
  'eigvals(P)',
  'logdet(A)',
  'det(A)^s',
  'reshape(A, n*n, 1)',
  'kron(A, B)*vec(A)',
  'inv(kron(A, B))',
  's*(x - y)',
  '1./x',
  'max(x, 0)',
  'prod(x)',
  'mean(X)',
  'cumsum(x)',
  'rate*x',
  'x1*x',
  'x1*x_0',
  'x_0*x[1]',
  'sigmoid(W*x + b)',
  'if(x > 0, x, y)',
  '[k;i,j] delta(k,i)*x[j]',
  '[i:n,j:n;k:n] 0',
  'x!',
  'diag(1./sum(A, 2))*A',
]

describe('what is written reads back', () => {
  for (const text of WRITTEN) it(text, () => returns(parse(text, { let: declared }) as unknown as Tensor, declared))

  const kinds: readonly (readonly [string, fc.Arbitrary<string>])[] = [
    ['scalars', scalar(2)],
    ['vectors', vector('n', 2)],
    ['matrices', matrix('m', 'n', 2)],
  ]
  for (const [name, texts] of kinds)
    it(`random ${name}`, () => {
      fc.assert(
        fc.property(texts, text => returns(parse(text, { let: SHAPES }) as unknown as Tensor, SHAPES)),
        { numRuns: 60 },
      )
    })

  it('derivatives of random scalars', () => {
    fc.assert(
      fc.property(scalar(2), fc.constantFrom('x', 'A', 'B', 's'), (text, by) =>
        returns(diff(text, by, { let: SHAPES }) as unknown as Tensor, SHAPES),
      ),
      { numRuns: 60 },
    )
  })
})

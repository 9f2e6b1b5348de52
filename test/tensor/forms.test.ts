/**
 * What people read: answers factored, signs as they stand, norms and Kronecker products typeset, rows and columns repeated, and index
 * notation read back; and that long products cost no more than they are long.
 */
import katex from 'katex'
import { describe, expect, it, vi } from 'vitest'
import { diff, equivalent, evaluate, latex, parse, ShapeError, type Tensor } from '../../src/index.js'
import { nodesOf } from '../../src/tensor/node.js'
import { Space } from '../../src/tensor/space.js'

const LET =
  'A:[n,n]; B:[n,n]; X:[n,d]; W:[d,k]; Y:[m,n]; S:[n,n] psd; P:[n,n]; R:[n,n]; L:[n,n] lower; p:[3]; q:[3]; r3:[3]; x:[n]; y:[n]; z:[n]; a:[n]; b:[k]; c:[n,1]; r:[1,d]; w:[d]'

describe('diagonals', () => {
  it.each([
    ['sum(log(diag(A)))', 'sum(log(diag(A)))'],
    ['diag(log(A))', 'log(diag(A))'],
    ['diag(sqrt(A))', 'sqrt(diag(A))'],
    ['diag(abs(A))', 'abs(diag(A))'],
    ['sum(diag(A).*log(diag(A)))', "diag(A)'*log(diag(A))"],
    ['diag(exp(sin(A)).^3)', 'exp(sin(diag(A))).^3'],
    ['diag(max(A, B))', 'diag(max(A, B))'],
    ['tr(logm(A))', 'tr(logm(A))'],
  ])('of functions of entries are not taken for functions of matrices: %s', (f, expected) => {
    const e = parse(f, { let: LET })
    expect(String(e)).toBe(expected)
    expect(String(parse(expected, { let: LET }))).toBe(expected)
  })
})

describe('what is written reads back as it stands', () => {
  it.each([
    ["sin(y'*inv(S)*x)*(y'*inv(S)*z)", 'z', "sin(y'*inv(S)*x)*inv(S)*y"],
    ["exp(x'*inv(S)*y)", 'y', "exp(x'*inv(S)*y)*inv(S)*x"],
    ["x[1]*(x'*A*inv(S))[2]", 'x', "x[1]*A*inv(S)[:,2] + x'*A*inv(S)[:,2]*eye(n)[:,1]"],
    ['(S*x)[2]*(S*y)[1]', 'x', 'S[1,:]*y*S[:,2]'],
  ])('%s by %s', (f, by, shown) => {
    const e = diff(f, by, { let: LET })
    expect(String(e)).toBe(shown)
    expect(String(parse(shown, { let: LET }))).toBe(shown)
  })
})

describe('answers', () => {
  it.each([
    ['det(A)', 'A', "adj(A)'"],
    ["logdet((S + P*P')/2)", 'S', "inv(S + P*P')"],
    [
      "y'*(z.*(x - mean(x))/sqrt(sum((x - mean(x)).^2)/n + s))",
      'x',
      "(y.*z - y'*(z.*(x - mean(x)))*(x - mean(x))/(n*(norm2(x - mean(x))^2/n + s)) - y'*z/n)/sqrt(norm2(x - mean(x))^2/n + s)",
    ],
    ['prod(x)', 'x', 'prodothers(x)'],
    ['log(abs(det(A)))', 'A', "inv(A)'"],
    ['sqrt(det(A))', 'A', "sqrt(det(A))*inv(A)'/2"],
    ['expm(t*A)', 't', 'A*expm(t*A)'],
    ['expm(t*A)*x', 't', 'A*expm(t*A)*x'],
    ['tr(A*logm(A))', 'A', "logm(A)' + eye(n)"],
    ['tr(B*expm(A))', 'A', "expm(A, B)'"],
    ['logdet(kron(A,B))', 'A', "n*inv(A)'"],
    ['logdet(A*diag(x))', 'x', '1./x'],
    ['sum(eigvals(S))', 'S', 'eye(n)'],
    ["x'*eigvals(S)", 'S', "eigvecs(S)*diag(x)*eigvecs(S)'"],
    ['norm(Y, nuc)', 'Y', 'polar(Y)'],
    ["logdet(L*L')", 'L', '2*diag(1./diag(L))'],
    ['tr(inv(L))', 'L', '-diag(1./diag(L).^2)'],
    ["norm2(L'*x)^2", 'L', "2*tril(x*x'*L)"],
    ['sum(log(diag(A)))', 'A', 'diag(1./diag(A))'],
    ['sum(triu(A).^2)', 'A', '2*triu(A)'],
    ['cross(p, q)', 'q', 'skew(p)'],
    ['cross(q, cross(p, q))', 'q', "2*p*q' - q*p' - p'*q*eye(3)"],
    ['cross(p, cross(p, q))', 'q', "p*p' - p'*p*eye(3)"],
    ['cross(cross(p, q), r3)', 'q', "p'*r3*eye(3) - p*r3'"],
    ['sum(log(cosh(x)))', 'x', 'tanh(x)'],
    ['sum(log(cos(x)))', 'x', '-tan(x)'],
    ['sum(x.^x)', 'x', 'x.^x.*(log(x) + 1)'],
    ['max(0, norm2(x - y)^2 - norm2(x - z)^2 + t)', 'x', '2*step(norm2(x - y)^2 - norm2(x - z)^2 + t)*(z - y)'],
    ["norm2(X*W + b')^2", 'b', "2*W'*sum(X, 1)' + 2*n*b"],
    ['kron(x, y)', 'x', 'kron(eye(n), y)'],
  ])('%s by %s is %s', (f, by, expected) => expect(String(diff(f, by, { let: LET }))).toBe(expected))

  it('have a value where a part has none', () => {
    const singular = {
      A: [
        [1, 2],
        [2, 4],
      ],
    }
    expect(evaluate(diff('det(A)', 'A', { let: 'A:[n,n]' }), singular as never)).toEqual([
      [4, -2],
      [-2, 1],
    ])
    expect(evaluate(diff('prod(x)', 'x', { let: 'x:[n]' }), { x: [0, 2, 3] } as never)).toEqual([6, 0, 0])
  })
})

describe('Kronecker products', () => {
  it.each([
    ["x*x'", 'x', 'kron(eye(n), x) + kron(x, eye(n))'],
    ['vec(A*P*B)', 'P', "kron(B', A)"],
    ['A*P*B', 'P', "kron(B', A)"],
    ['sum(P, 1)', 'P', "kron(eye(n), ones(n)')"],
    ["x'*P", 'P', "kron(eye(n), x')"],
  ])('%s by %s is %s', (f, by, expected) => expect(String(diff(f, by, { let: LET, form: 'kron' }))).toBe(expected))

  it('refuse what is none', () => expect(() => diff("P'", 'P', { let: LET, form: 'kron' })).toThrow(ShapeError))
})

describe('LaTeX', () => {
  it.each([
    ["2*kron(A,B)'*z", '2(A\\otimes B)^\\top z', 'A:[m,m]; B:[n,n]; z:[m*n]'],
    ['inv(kron(A,B))', 'A^{-1}\\otimes B^{-1}', 'A:[m,m]; B:[n,n]'],
    ['eye(n) - 1/n', 'I_{n}-\\frac{1}{n}\\mathbf{1}_{n}\\mathbf{1}_{n}^\\top ', LET],
    ['x + 1', 'x+\\mathbf{1}_{n}', LET],
    ['norm2(A)', '\\left\\lVert A\\right\\rVert_F', LET],
    ['norm2(x)', '\\left\\lVert x\\right\\rVert_2', LET],
    ['norm(A, 2)', '\\left\\lVert A\\right\\rVert_2', LET],
    ['x.^(y - 1)', 'x^{\\circ (y-\\mathbf{1}_{n})}', LET],
    ["pinv(A)'", '(A^{+})^\\top ', LET],
  ])('%s is typeset as %s', (text, expected, declared) => {
    const tex = latex(parse(text, { let: declared }))
    expect(tex).toBe(expected)
    expect(() => katex.renderToString(tex, { strict: 'error' })).not.toThrow()
  })
})

describe('rows and columns beside a matrix', () => {
  it.each([
    ["X*W + b'", "X*W + ones(n)*b'"],
    ['X - mean(X,1)', 'X - ones(n)*mean(X, 1)'],
    ['X./sum(X,2)', 'diag(1./sum(X, 2))*X'],
    ['X + r', 'X + ones(n)*r'],
    ['X.*c', 'diag(c)*X'],
    ["A + x'", "A + ones(n)*x'"],
  ])('%s is %s', (text, expected) => expect(String(parse(text, { let: LET }))).toBe(expected))

  it.each([
    ['X*W + b', /ones\(n\)\*b'/],
    ['A + x', /ones\(n\)\*x' for each row, x\*ones\(n\)' for each column/],
    ["x + x'", /write x \+ x/],
  ])('%s is refused with advice', (text, advice) =>
    expect(() => parse(text, { let: LET })).toThrow(
      expect.objectContaining({ message: expect.stringMatching(advice) }),
    ),
  )
})

describe('norms of matrices', () => {
  const Y = [
    [1, -2],
    [3, 4],
    [0, 5],
  ]
  it.each([
    ['1', 11],
    ['inf', 7],
    ['fro', Math.sqrt(55)],
  ])('norm(Y, %s)', (p, expected) => {
    expect(evaluate(`norm(Y, ${p})`, { Y } as never, { let: 'Y:[m,n]' })).toBeCloseTo(expected, 12)
    const largest = evaluate('norm(Y, 2)', { Y } as never, { let: 'Y:[m,n]' }) as unknown as number
    const all = evaluate('norm(Y, nuc)', { Y } as never, { let: 'Y:[m,n]' }) as unknown as number
    // The squares of the two singular values add up to the sum of squares.
    expect(largest ** 2 + (all - largest) ** 2).toBeCloseTo(55, 10)
  })

  it('says which there are where none is named', () =>
    expect(() => parse('norm(Y)', { let: 'Y:[m,n]' })).toThrow(/norm\(Y, fro\).*norm\(Y, 2\)/s))
})

describe('index notation', () => {
  it.each(['[k;i,j] delta(k,i)*x[j]', '[i:n,j:2;k:n,l:2] 0', '[i,j;k,l] delta(i,k)*delta(j,l)'])(
    '%s is read back',
    text => {
      const once = String(parse(text, { let: 'x:[q]' }))
      expect(String(parse(once, { let: 'x:[q]' }))).toBe(once)
    },
  )

  it('needs no sizes beside a tensor that tells them', () => {
    const slope = diff('W*w', 'W', { let: 'W:[m,n]; w:[n]' })
    expect(equivalent(slope, String(slope), { let: 'W:[m,n]; w:[n]' }).verdict).not.toBe('refuted')
  })
})

describe('lists', () => {
  it.each([
    ["[x'*x, sum(x)]", 'x', "[2*x'; ones(n)']"],
    ['[w3[1]^2, w3[2]*w3[3]]', 'w3', '[[2*w3[1], 0, 0], [0, w3[3], w3[2]]]'],
    ['[t*x, x]', 't', '[x, zeros(n)]'],
  ])('%s by %s is %s', (f, by, expected) => {
    const declared = 'x:[n]; w3:[3]'
    const slope = diff(f, by, { let: declared })
    expect(String(slope)).toBe(expected)
    expect(String(parse(expected, { let: declared }))).toBe(expected)
  })

  it('stay lists when they vanish', () => expect(String(diff('[3*t, 2*t]', 't', 2, { let: 'x:[n]' }))).toBe('[0, 0]'))
})

describe('long products', () => {
  /** The factors of all terms of the distinct nodes of a derivative. */
  const work = (f: string, by: string, declared: string): number =>
    nodesOf([(diff(f, by, { let: declared }) as Tensor).node]).reduce(
      (sum, n) => sum + (n.kind === 'sum' ? n.terms.reduce((s, t) => s + t.factors.length, 0) : 1),
      0,
    )

  it('of nested functions have a derivative that grows with their depth', () => {
    const nested = (k: number): string => (k === 0 ? 'x' : `tanh(A*${nested(k - 1)})`)
    const [half, whole] = [60, 120].map(k => work(`sum(${nested(k)})`, 'x', 'A:[n,n]; x:[n]')) as [number, number]
    expect(whole / half).toBeLessThan(2.5)
  })

  /** The factors of all products that are brought into canonical form on the way. */
  const steps = (f: string, by: string, declared: string): number => {
    const sums = vi.spyOn(Space.prototype, 'sum')
    try {
      diff(f, by, { let: declared })
      return sums.mock.calls.reduce((n, [, terms]) => n + terms.reduce((k, t) => k + 1 + t.factors.length, 0), 0)
    } finally {
      sums.mockRestore()
    }
  }

  const nest = (k: number): string => `${'sin('.repeat(k)}x${')'.repeat(k)}`
  it.each([
    ['powers', (k: number) => `x'*A^${k}*y`, 'A', 40],
    ['traces of powers', (k: number) => `tr(A^${k})`, 'A', 100],
    ['powers of a symmetric matrix', (k: number) => `x'*S^${k}*y`, 'S', 40],
    ['functions of functions', (k: number) => `sum(${nest(k)})`, 'x', 50],
    ['layers', (k: number) => `sum(${'tanh(A*'.repeat(k)}x${')'.repeat(k)})`, 'x', 10],
  ] as const)('of %s take steps that grow with their length', (_, f, by, n) => {
    const [one, two, four] = [n, 2 * n, 4 * n].map(k => steps(f(k), by, LET)) as [number, number, number]
    expect(two / one).toBeLessThan(2.3)
    expect(four / two).toBeLessThan(2.3)
  })

  it.each([
    ["x'*A^24*y", 'A'],
    ["x'*S^20*y", 'S'],
    ['tr(A^18*B*A^19)', 'A'],
    ['tr(inv(A)*A^22*B)', 'A'],
    ['norm2(A^18*x)^2', 'A'],
    ['sum(A^18.*A^18)', 'A'],
  ] as const)('of long powers: the derivative of %s by %s is right', (f, by) => {
    const at = {
      A: [
        [0.7, 0.6],
        [-0.5, 0.8],
      ],
      S: [
        [0.8, 0.3],
        [0.3, 0.6],
      ],
      B: [
        [1, 2],
        [0, 3],
      ],
      x: [1, 2],
      y: [3, -1],
    }
    const h = 1e-5
    const moved = (by: 'A' | 'S', step: number): number =>
      evaluate(f, { ...at, [by]: at[by].map(row => row.map(v => v + step)) }, { let: LET }) as number
    const slope = (evaluate(diff(f, by, { let: LET }) as Tensor, at) as unknown as number[][])
      .flat()
      .reduce((sum, v) => sum + v)
    const difference = (moved(by, h) - moved(by, -h)) / (2 * h)
    expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * (1 + Math.abs(slope)))
  })

  it('of many matrices have one of their length', () => {
    const names = Array.from({ length: 120 }, (_, k) => `M${k}`)
    const declared = names.map(name => `${name}:[n,n]`).join('; ')
    expect(work(`tr(${names.join('*')})`, 'M3', declared)).toBeLessThan(2.5 * names.length)
    expect(String(diff('tr(A^80)', 'A', { let: 'A:[n,n]' }))).toBe("80*(A')^79")
  })
})

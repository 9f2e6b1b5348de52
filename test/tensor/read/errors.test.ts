/** What texts of vectors and matrices are refused for: the code, the place, the words of the message; and hostile texts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BudgetError, FluxionError, ParseError, ShapeError } from '../../../src/errors.js'
import { readTensor } from '../../../src/tensor/read/read.js'

const LET = 'W:[2,3]; x:[2]; y:[2]; t:[3]; A:[n,n]; v:[n]; b:[]; T3:[2,3,4]; i:[2]'

function errorOf(text: string, declarations = LET): ShapeError | ParseError {
  try {
    readTensor(text, { let: declarations })
  } catch (error) {
    if (error instanceof ShapeError || error instanceof ParseError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(text)} was accepted`)
}

/** Text, offset, and pieces of the message (hints are part of it). */
const ERRORS: readonly (readonly [string, number, ...string[]])[] = [
  // products
  ['W*x', 2, 'W is 2x3 (W:[2,3])', 'x has 2 entries (x:[2])', 'the sizes 3 and 2', "W'*x"],
  ['x*y', 2, 'two columns', 'x.*y', "x'*y", "x*y'"],
  ["x'*y'", 3, 'two rows', "x'*y"],
  ['W*W', 2, 'the sizes 3 and 2', 'W.*W', "W'*W", "W*W'"],
  ['W*A', 2, 'W is 2x3', 'A is nxn (A:[n,n])', 'the sizes 3 and n'],
  ['(W*t)*x', 6, '(W*t) has 2 entries (W:[2,3])', '(W*t).*x', "(W*t)'*x"],
  ['x*W', 2, 'the sizes 1 and 2', "x'*W"],
  ["W*x'", 2, "x' is a row of 2 entries", 'the sizes 3 and 1'],
  ['2*v*(A*t)', 7, 'A is nxn', 't has 3 entries', 'n and 3'],
  ['W*ones(2)', 2, 'ones(2) has 2 entries', "W'*ones(2)"],
  ['T3*x', 0, 'T3 is 2x3x4', 'at most two axes'],
  ['W@x', 2, 'the sizes 3 and 2', "W'*x"],
  ['2@W', 0, '@ multiplies matrices'],
  ['kron(T3, W)', 0, 'kron takes matrices'],
  // what is something else in other notations
  ['v(2)', 0, 'may be an entry or a product', 'v[2]', '2*v'],
  ['A(1)*v', 0, 'may be an entry or a product', 'A[1]', '1*A'],
  ["1'*v", 0, '1 is a number, not a column of ones', "ones(n)'"],
  ['|A|', 0, 'may be a determinant or absolute values', 'det(A)', 'abs(A)'],
  ['log|A|', 3, 'may be a determinant or absolute values'],
  ['v_1 + v[2]', 0, 'v_1 is not declared; write v[1]'],
  ['A_12*v', 0, 'A_12 is not declared; write A[1,2]'],
  ['v_j + v', 0, 'j is no index here', 'v[j]', 'sum(j, ...)'],
  ['log_softmax(v)', 0, 'write log(softmax(x))'],
  ['solve(A, v)', 0, 'A\\b'],
  ['np.linalg.inv(A)*v', 2, 'write inv(...) without "np.linalg."'],
  ['torch.trace(A)', 5, 'write trace(...) without "torch."'],
  ['np.linalg.solve(A, v)', 2, 'A\\b'],
  ['v.mean()', 1, 'write mean(v)'],
  ['A.sum()', 1, 'write sum(A)'],
  ['np.matmul(A, v)', 2, 'A*x'],
  // statistics with two meanings
  ['std(v)', 0, 'sqrt(n - 1)', 'sqrt(mean((x - mean(x)).^2))'],
  ['var(v)', 0, '/(n - 1)', 'mean((x - mean(x)).^2)'],
  // ranges
  ['v[1:2:n]', 5, 'a range has no step', '[x[1], x[3], x[5]]'],
  ['v[::2]', 3, 'a range has no step'],
  ['A[:,end:-1:1]', 10, 'a range has no step'],
  ['v[:3]', 3, 'its first place and its last', 'x[2:end]'],
  // sums, entrywise
  ['x + t', 4, 'x has 2 entries (x:[2])', 't has 3 entries (t:[3])', 'not the same shape'],
  ["x + y'", 4, "y' is a row", 'x + y'],
  ["W + W'", 4, 'W is 2x3', "W' is 3x2", 'W + W'],
  ['x.*t', 3, 'not the same shape'],
  ['x.^t', 3, 'not the same shape'],
  ['max(x, t)', 7, 'not the same shape'],
  ['v + t', 4, 'v has n entries', 't has 3 entries'],
  ['1/W', 2, 'W is 2x3', 'it cannot divide', '1./W'],
  ['A/A', 2, 'A./A', 'A*inv(A)'],
  ['W\\x', 0, 'an inverse needs a square matrix'],
  // powers, transposes
  ['x^2', 0, 'a power needs a square matrix', 'x.^2'],
  ['W^2', 0, 'a power needs a square matrix', 'W.^2'],
  ['A^0.5', 0, 'a whole number', 'A.^0.5'],
  ['A^(1/2)', 0, 'sqrtm(A)'],
  ['A^b', 0, 'a whole number', 'A.^b'],
  ['e^A', 2, 'e.^A', 'expm(A)'],
  ['(x)_2', 3, 'is a subscript', '||x||_2'],
  ['‖x|', 3, 'too early'],
  ['||x||_p', 0, 'no norm p', 'normInf(x)'],
  ['A**2*v + x**t', 12, 'not the same shape'],
  ['2^A', 2, 'an exponent is a scalar', '2.^A'],
  ["A^2'", 2, "(A^2)'"],
  ["A^b'", 2, "(A^2)'"],
  ["T3'", 0, 'only a matrix has a transpose'],
  ["q'*x", 0, 'q is not declared', 'q:[n]'],
  ['W⁻¹', 0, 'a power needs a square matrix'],
  // functions
  ['inv(W)', 4, 'W is 2x3 (W:[2,3])', 'square'],
  ['det(x)', 4, 'square'],
  ['tr(W)', 3, 'square'],
  ['diag(W)', 5, 'square'],
  ['expm(W)', 5, 'square', 'exp(W)'],
  ['dot(x, t)', 7, 'x has 2 entries', 't has 3 entries', 'one size'],
  ['dot(W, x)', 4, 'dot takes vectors'],
  ['cross(x, y)', 6, '3 entries'],
  ['softmax(W)', 8, 'softmax(W, 2)', 'softmax(W, 1)'],
  ['softmax(b)', 8, 'takes a vector'],
  ['sum(W, 3)', 7, 'no axis', '1 or 2'],
  ['sum(W, b)', 7, 'no axis'],
  ['sum(x, 2)', 7, 'no axis 2', 'along axis 1'],
  ["sum(x', 1)", 8, 'no axis 1', 'along axis 2'],
  ['reshape(W, 5)', 0, '6 entries', '5'],
  ['reshape(W, 2, n)', 0, '6 entries', '2*n'],
  ['ones(x)', 5, 'no size'],
  ['ones(0)', 5, 'a size is positive'],
  ['ones(1/2)', 5, 'a size is whole'],
  ['eye(sin(n))', 4, 'no polynomial'],
  ['zeros(1e12)', 6, 'too large'],
  ['norm(x, 3)', 8, 'no norm 3'],
  ['tril(x)', 5, 'takes a matrix'],
  ['f(x)', 0, 'what f does'],
  ['besselj(x, x, x)', 12, 'too many arguments'],
  ['x > 0', 0, 'x > 0 is a condition', 'if(condition, 1, 0)'],
  ['2*(x > 0)', 2, '(x > 0) is a condition'],
  ['sin(x > 0)', 4, 'is a condition'],
  ['sum(x) > 0', 0, 'is a condition'],
  ['if(x, x, 0)', 3, 'x is no condition', 'x > 0'],
  ['if(b > 0, x, y)', 3, 'b > 0 is no condition on entries'],
  ['if(x > t, x, 0)', 7, 'not the same shape'],
  ['if(x > 0, t, 0)', 3, 'not the same shape'],
  ['not x', 4, 'x is no condition'],
  ['piecewise(x, x > 0)', 0, 'ends with a value'],
  ['inv^2(A)', 0, 'a power of inv', 'inv(x)^2'],
  // names
  ["x'Wt", 2, 'Wt is not declared', 'W*t'],
  ['Ax', 0, 'A*x'],
  ['sum(j, W_jk)', 7, 'k is no index', 'W[j,k]'],
  ['x_j', 0, 'x_j is not declared', 'x[j]'],
  // literals
  ['[]', 0, 'empty'],
  // places
  ['W[1]', 0, 'one place', 'W[i,j]'],
  ['x[1,2]', 0, '2 places', 'x[i]'],
  ['b[1]', 0, 'b is a scalar', 'declare b'],
  ['W[3,1]', 2, 'no place 3 among 2'],
  ['W[0,1]', 2, 'no place 0 among 2', 'from 1'],
  ['x[1.5]', 2, 'whole number, not 1.5'],
  ['x[-1]', 2, 'no place -1'],
  ['x[2:1]', 2, 'empty'],
  ['x[n:1]', 2, 'runs backwards', 'the smaller place'],
  ['x[k]', 2, 'k is no index', 'sum(k, ...)', 'k:integer'],
  ['x[e]', 2, 'e is no index', 'e:integer'],
  ['v[2*pi]', 2, 'pi is no index'],
  ['v[k+1]', 2, 'k is no index', 'sum(k, ...)'],
  ['[e] v[e]', 6, 'e is no index', '[e;] in front'],
  ['x[y]', 2, 'no place'],
  ['sum(k, W[k,k])', 11, 'k runs to 3 here (W:[2,3])', '2 elsewhere (W:[2,3])'],
  ['sum(k, x[k]*t[k])', 14, 'k runs to 3 here (t:[3])', '2 elsewhere (x:[2])'],
  ['sum(k, k*v[k])', 7, 'stands for a place', 'sum(k, 1, 3, ...)'],
  ['sum(k, b)', 4, 'how far k runs is not known'],
  ['sum(k, 1, n, k^2)', 13, 'stands for a place'],
  ['sum(k, 1, n, v[k+1])', 15, 'k+1 runs from 2 to n + 1', 'the places 1 to n (v:[n])'],
  ['sum(k, 1, n, v[k-1])', 15, 'k-1 runs from 0 to n - 1'],
  ['sum(k, 2, n+1, v[k])', 17, 'k runs from 2 to n + 1'],
  ['sum(k, 1, m, v[k])', 15, 'k runs to n here (v:[n])', 'm elsewhere'],
  ['sum(k, n, 1, v[k])', 0, 'runs backwards'],
  ['sum(k, v[k+1])', 9, 'how far k runs is not stated', 'sum(k, 1, n - 1, ...)'],
  ['[k;] v[k+1]', 7, 'how far k runs is not stated', '[k:n-1;]'],
  ['sum(k, 1, n, v[n-k])', 17, 'stands for a place'],
  ['sum(k, 1, n, v[2*k])', 17, 'stands for a place'],
  ['sum(k, 1, n-1, sum(j, 1, n-1, v[j+k]))', 32, 'stands for a place'],
  ['sum(k, 1, n-1, delta(k,k+1)*v[k])', 23, 'delta compares indices as they are'],
  ['sum(k, 1, 2, b, x[k])', 7, 'a name of an index', 'sum(i, body)'],
  ['sum(i, x[i])', 9, 'i is no place'],
  ['sum(k, inv(v[k]*A))', 11, 'for each k'],
  ['delta(1, b)', 0, 'places'],
  // headers
  ['[k;] A[k,k]*v[m]', 14, 'm is no index'],
  ['[k,k;] A[k,k]', 3, 'twice'],
  ['[x;] W[1,1]', 1, 'x is declared', 'another name'],
  ['[k,m;] A[k,:]', 7, 'a scalar for each place'],
  ['vector(1)', 0, 'the size of vector(1)'],
  ['I + I', 0, 'the size of I'],
  ['kron(I, A)*t', 5, 'the size of I'],
  ['sum(k, sum(j, delta(k,j)))', 4, 'how far k runs'],
  ['tr(I)', 3, 'the size of I', 'eye(n)'],
  ['f[2] = b', 2, 'the axes of a definition are names'],
]

describe('refused', () => {
  test.each(ERRORS.map(([text, offset, ...words]) => [text, offset, words] as const))(
    '%s at %i',
    (text, offset, words) => {
      const error = errorOf(text)
      expect([error.offset, error.source]).toEqual([offset, text])
      for (const word of words) expect(error.message).toContain(word)
      expect(error.message.split('\n').at(-1)).toMatch(/^ *\^+$/)
    },
  )
  test('in definitions, the text is theirs', () => {
    const error = errorOf('q', 'W:[2,3]; q = W*W')
    expect(error.source).toBe('W:[2,3]; q = W*W')
    expect(error.offset).toBe(15)
  })
  test('an operand with a sign or in brackets is quoted as it stands', () => {
    expect(errorOf('-x + -(t)').message).toContain('-x has 2 entries')
    expect(errorOf('(x + y) + t').message).toContain('x has 2 entries')
    expect(errorOf('√x*t').message).toContain('√x has 2 entries')
  })
})

describe('declarations', () => {
  test.each<[string, number, string, string]>([
    ['x:[2] x:[3]', 6, 'duplicate-declaration', 'x is declared twice'],
    ['x:[2]; x:real', 7, 'duplicate-declaration', 'x is declared twice'],
    ['S:[2,3] symmetric', 0, 'shape', 'symmetric is for square matrices'],
    ['S:[n,m] psd', 0, 'shape', 'psd'],
    ['v:[n] diagonal', 0, 'shape', 'diagonal'],
    ['b:[] symmetric', 0, 'shape', 'a scalar'],
    ['b:[] unit', 0, 'shape', 'a scalar'],
    ['v:[n] complex', 0, 'shape', 'are real'],
    ['v:[n] positive negative', 0, 'shape', 'positive and negative'],
    ['v:[0]', 3, 'size', 'positive'],
    ['v:[-2]', 3, 'size', 'positive'],
    ['v:[1/2]', 3, 'size', 'whole'],
    ['v:[n/2]', 3, 'size', 'whole'],
    ['v:[1/n]', 3, 'size', 'no polynomial'],
    ['v:[n^k]', 3, 'size', 'no polynomial'],
    ['v:[n^99]', 3, 'size', 'degree'],
    ['v:[sqrt(n)]', 3, 'size', 'whole'],
    ['v:[sin(n)]', 3, 'size', 'no polynomial'],
    ['v:[99999999999]', 3, 'size', 'too large'],
    ['v:[n,]', 5, 'empty', 'no expression'],
    ['v:[2 3]', 5, 'unexpected-number', 'a comma between sizes'],
    ['n:[2] v:[n]', 6, 'shape', 'n is a size of v'],
  ])('%s', (text, offset, code, words) => {
    const error = errorOf('1', text)
    expect(error).toMatchObject({ offset, code, source: text })
    expect(error.message).toContain(words)
  })
  test.each([
    'S:[n,n] symmetric psd',
    'S:[n+1,1+n] symmetric',
    'L:[n,n] lower unit',
    'D:[3,3] diagonal positive',
    'v:[n] unit',
    'v:[n] real',
    'b:[] positive',
    'e:[n] i:[m]',
    'T:[2,3,4,5]',
  ])('%s is right', text => expect(() => readTensor('1', { let: text })).not.toThrow())
})

describe('size', () => {
  const n = 12_000
  test.each<[string, string]>([
    ['transposes', `W${"'".repeat(n)}`],
    ['brackets', `${'('.repeat(n)}W${')'.repeat(n)}`],
    ['signs', `${'-'.repeat(n)}W`],
    ['sums to the left', `${'('.repeat(n)}W${'+W)'.repeat(n)}`],
    ['a sum', Array(n).fill('x').join('+')],
    ['a sum of scalars and vectors', `x${' + s*2'.repeat(n)}`],
    ['a product with scalars', `${'s*'.repeat(n)}x`],
    ['quotients', `x${'/s'.repeat(n)}`],
    ['brackets and transposes', `${'('.repeat(n)}W${")'".repeat(n)}`],
    ['bars', `${'|'.repeat(5000)}b${'|'.repeat(5000)}*x`],
  ])('%s', (_, text) => expect(readTensor(text, { let: LET }).node.shape.length).toBeGreaterThan(0))
  test('functions within functions', () => {
    expect(readTensor(`${'sin('.repeat(n)}x${')'.repeat(n)}`, { let: LET }).node.shape).toHaveLength(1)
  })
  test('a sum of 10,000 different vectors', () => {
    const names = Array.from({ length: 10_000 }, (_, k) => `x${k}`)
    expect(readTensor(names.join('+'), { let: names.map(name => `${name}:[n]`).join(';') }).node.kind).toBe('sum')
  })
  test('12,000 statements', () => {
    const text = Array.from({ length: n }, (_, k) => `q${k + 1} = sin(q${k})`).join(';')
    expect(readTensor(text, { let: 'q0:[n]' }).bindings).toHaveLength(n)
  })
  test('a literal of 12,000 entries', () => {
    expect(readTensor(`[${Array(n).fill('1').join(',')}]'*ones(${n})`, {}).node.shape).toEqual([])
  })
  test('limits', () => {
    expect(() => readTensor('A^100000', { let: LET })).toThrow(BudgetError)
    expect(() => readTensor(Array(2000).fill('A').join('*'), { let: LET })).toThrow(BudgetError)
    expect(() => readTensor('sum(k, 1, 1e6, k)', {})).toThrow(BudgetError)
    expect(() => readTensor('sum(j, 1, 1000, sum(k, 1, 1000, k*j))', {})).toThrow(BudgetError)
    expect(() => readTensor('x + x', { let: LET, limits: { length: 3 } })).toThrow(BudgetError)
    expect(() => readTensor('x', { let: LET, limits: { length: 3 } })).toThrow(BudgetError)
    expect(() => readTensor('((x))', { let: LET, limits: { depth: 1 } })).toThrow(BudgetError)
    expect(() => readTensor('1234*x', { let: LET, limits: { digits: 3 } })).toThrow(BudgetError)
    expect(() => readTensor('x', { let: LET, signal: AbortSignal.abort() })).toThrow(BudgetError)
  })
})

describe('any text', () => {
  const words = [
    'W',
    'x',
    't',
    'A',
    'v',
    'b',
    'n',
    's',
    "'",
    '*',
    '.*',
    './',
    '.^',
    '^',
    '@',
    '\\',
    '+',
    '-',
    '/',
    '(',
    ')',
    '[',
    ']',
    ',',
    ';',
    ':',
    '1',
    '2',
    '0.5',
    '|',
    'sum(',
    'sum(i,',
    'sum(j,1,n,',
    'tr(',
    'inv(',
    'det(',
    'softmax(',
    'max(',
    'kron(',
    'diag(',
    'delta(i,j)',
    '[i,j;]',
    '[i;j]',
    'i',
    'j',
    'I',
    'exp(',
    'ones(2)',
    'eye(n)',
    'f[i] = ',
    'q = ',
    ' ',
    '=',
    'x_i',
    "A'",
    'x[i]',
    'W[i,j]',
    ',:]',
    'end',
    'T',
    '!',
    '²',
    '√',
  ]
  test('random soups are read or refused with a FluxionError', () => {
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map(all => all.join(''))
    fc.assert(
      fc.property(soup, text => {
        try {
          readTensor(text, { let: LET })
        } catch (error) {
          if (!(error instanceof FluxionError)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})

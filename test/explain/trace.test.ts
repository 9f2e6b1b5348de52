/** Traces: the figures of course notes, names, formats, and both passes against evaluation and the gradient. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Trace } from '../../src/explain/trace.js'
import { evaluate, gradient, trace as traced } from '../../src/index.js'
import { accepted } from '../print/katex.js'

const trace = (...given: Parameters<typeof traced>): Trace => traced(...given) as Trace

const NOTES = { x: -2, y: 5, z: -4 }
const NEURON = 'dot = w[1]*x[1] + w[2]*x[2] + w[3]; f = 1/(1 + exp(-dot))'
const NEURON_AT = { w: [2, -3, -3], x: [-1, -2] }

describe('the figures of course notes', () => {
  test('a product of a sum', () => {
    expect(String(trace('q = x + y; f = q*z', NOTES))).toBe(
      [
        'forward',
        '  x = -2',
        '  y = 5',
        '  z = -4',
        '  q = x + y = 3',
        '  f = q*z = -12',
        '',
        'backward',
        '  df/dq = z = -4',
        '  df/dz = q = 3',
        '  dq/dx = 1',
        '  df/dx = df/dq*dq/dx = (-4)*1 = -4',
        '  dq/dy = 1',
        '  df/dy = df/dq*dq/dy = (-4)*1 = -4',
        '',
        'node  value  df/d...',
        'x        -2       -4',
        'y         5       -4',
        'z        -4        3',
        'q         3       -4',
        'f       -12        1',
      ].join('\n'),
    )
  })

  test('a neuron, digit by digit', () => {
    const neuron = trace(NEURON, NEURON_AT)
    expect(neuron.gradient()).toEqual({
      w: [-0.19661193324148185, -0.3932238664829637, 0.19661193324148185],
      x: [0.3932238664829637, -0.5898357997244456],
    })
    const text = String(neuron)
    for (const line of ['  dot = w[1]*x[1] + w[2]*x[2] + w[3] = 1', '  df/ddot = f*(1 - f) = 0.19661193324148185'])
      expect(text).toContain(line)
  })
})

describe('intermediate results', () => {
  test.each([
    ['(x + y)*z', ['s = x + y', 'f = s*z']],
    ['f(x, y, z) = (x + y)z', ['s = x + y', 'f = s*z']],
    ['J = w**2', ['J = w^2']],
    [
      '1/(1 + exp(-(a*x + b*y + c)))',
      ['p1 = a*x', 'p2 = b*y', 's1 = p1 + p2 + c', 'r = e^(-s1)', 's2 = 1 + r', 'f = 1/s2'],
    ],
    ['sin(s)*cos(x)', ['s1 = sin(s)', 'c = cos(x)', 'f = s1*c']],
    ['f*g', ['y = f*g']],
    ['q = x + y; q*z', ['q = x + y', 'f = q*z']],
    ['x*x + x*x', ['p = x*x', 'f = p + p']],
    ['x', ['f = x']],
  ])('of %s', (program, definitions) => {
    const at = Object.fromEntries('abcfgswxyz'.split('').map(name => [name, 0.5]))
    const steps = trace(program, at)
      .toJSON()
      .nodes.filter(n => n.kind === 'step')
    expect(steps.map(n => `${n.name} = ${n.definition}`)).toEqual(definitions)
  })

  test('may be used several times', () => {
    const text = String(trace('a = x^2; b = sin(x); f = a*b + x', { x: '3/2' }))
    expect(text).toContain('df/dx = df/da*da/dx + df/db*db/dx + 1 = ')
  })

  test('that nothing uses have no part in the result', () => {
    expect(
      trace('a = x^2; f = 3*x', { x: 2 })
        .toJSON()
        .nodes.find(n => n.name === 'a')?.gradient.value,
    ).toBe(0)
  })
})

describe('numbers', () => {
  test('stay exact while they are rational', () => {
    const { nodes } = trace('q = w*x; f = q^2', { w: '1/3', x: '1/7' }).toJSON()
    expect(nodes.map(n => n.exact)).toEqual(['1/3', '1/7', '1/21', '1/441'])
    expect(nodes[0]?.gradient.exact).toBe('2/147')
  })

  const leaf = fc.constantFrom('x', 'y', '2', '0.5')
  const expressions: fc.Arbitrary<string> = fc.letrec<{ e: string }>(tie => ({
    e: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(tie('e'), fc.constantFrom('+', '-', '*', '/'), tie('e')).map(([a, o, b]) => `(${a})${o}(${b})`),
      fc.tuple(fc.constantFrom('sin', 'exp', 'sigmoid', 'tanh', 'sqrt', '-'), tie('e')).map(([f, a]) => `${f}(${a})`),
      tie('e').map(a => `(${a})^2`),
    ),
  })).e

  it('are those of evaluation and of the gradient', () => {
    let compared = 0
    fc.assert(
      fc.property(expressions, text => {
        const at = { x: 0.7, y: 1.3 }
        const names = ['x', 'y'].filter(n => text.replaceAll('exp', '').includes(n))
        const wanted = gradient(text, names).map(g => evaluate(g, at, { undefined: 'nan' }))
        const value = evaluate(text, at, { undefined: 'nan' })
        if (![value, ...wanted].every(Number.isFinite)) return
        compared++
        const report = trace(text, at).toJSON()
        expect(report.nodes.at(-1)?.value).toBeCloseTo(value, 8)
        for (const [k, name] of names.entries()) {
          const found = (report.gradient[name] ?? 0) as number
          expect(Math.abs(found - (wanted[k] as number))).toBeLessThan(1e-8 * (1 + Math.abs(wanted[k] as number)))
        }
      }),
      { numRuns: 200 },
    )
    expect(compared).toBeGreaterThan(100)
  })
})

describe('numbers and no values for them', () => {
  test('are told in formulas', () => {
    expect(String(trace('q = x + y; f = q*z'))).toBe(
      [
        'forward',
        '  q = x + y',
        '  f = q*z',
        '',
        'backward',
        '  df/dq = z',
        '  df/dz = q',
        '  dq/dx = 1',
        '  df/dx = df/dq*dq/dx = z',
        '  dq/dy = 1',
        '  df/dy = df/dq*dq/dy = z',
        '',
        'node  df/d...',
        'x     z',
        'y     z',
        'z     q',
        'q     z',
        'f     1',
      ].join('\n'),
    )
  })

  test.each([
    [NEURON, ['df/ddot = f*(1 - f)', 'df/dw[2] = df/ddot*ddot/dw[2] = f*x[2]*(1 - f)']],
    ['a = x^2; b = sin(x); f = a*b + x', ['df/dx = df/da*da/dx + df/db*db/dx + 1 = 2*b*x + a*cos(x) + 1']],
    ['a = x^2; f = 3*y', ['df/da = 0', 'df/dy = 3']],
  ])('%s', (program, lines) => {
    for (const line of lines) expect(String(trace(program)).split('\n')).toContain(`  ${line}`)
  })

  test.each([NEURON, 'sin(x*y)*exp(z)'])('%s: LaTeX, JSON and drawings without numbers', async program => {
    const found = trace(program)
    accepted(found.toLatex())
    const report = found.toJSON()
    expect(report.gradient).toEqual({})
    for (const n of report.nodes) expect(n).not.toHaveProperty('value')
    expect(found.toDot()).toContain('digraph')
    expect(await found.toSvg()).toContain('</svg>')
  })

  test('constants have values all the same', () => {
    expect(String(trace('a = 2; f = a^3'))).toContain('df/da = 3*a^2 = 12')
  })

  test('some values are not enough', () => {
    expect(() => trace('x*y', { x: 1 })).toThrow('"y"')
  })

  test('over many paths the sums are not multiplied out', () => {
    const names = Array.from({ length: 40 }, (_, k) => `a${k}`)
    const program = names.map((a, k) => `${a} = ${k < 2 ? 'x' : `sin(a${k - 1}) + cos(a${k - 2})`}`).join('; ')
    expect(String(trace(program)).length).toBeLessThan(20_000)
  })
})

describe('vectors and matrices without values', () => {
  const let_ = 'W:[n,n] x:[n] theta:[n]'
  test.each([
    [
      'q = W*x; f = q + theta',
      ['df/dq = eye(n)', 'df/dtheta = eye(n)', 'dq[k]/dW[i,j] = delta(k,i)*x[j]', 'dq/dx = W'],
    ],
    ['norm2(W*x + theta)^2', ['df/dq = 2*q', "df/dx = W'*df/dq", 'df/dtheta = df/dq', "df/dW = df/dq*x'"]],
    ['sum(tanh(W*x))', ['df/du = ones(n)', 'df/dq = df/du.*sech(q).^2', "df/dx = W'*df/dq", "df/dW = df/dq*x'"]],
    ['logdet(W + eye(n))', ["df/dq = inv(q)'", 'df/dW = df/dq']],
    ['W*x', ['df[k]/dW[i,j] = delta(k,i)*x[j]', 'df/dx = W']],
    ['q = W*x + theta; f = norm2(q)^2', ['df/dq = 2*q', "df/dx = W'*df/dq", 'df/dtheta = df/dq', "df/dW = df/dq*x'"]],
  ])('%s', (program, backward) => {
    const lines = String(trace(program, {}, { let: let_ })).split('\n')
    expect(lines.slice(lines.indexOf('backward') + 1).map(l => l.trim())).toEqual(backward)
    if (program.includes('=')) expect(lines[1]?.trim()).toBe(program.split('; ')[0])
  })

  test('intermediate results are named from the structure of one formula', () => {
    const text = String(trace('norm2(W*tanh(W*x) + theta)^2', {}, { let: let_ }))
    expect(text.split('\n').slice(1, 5)).toEqual(['  q = W*x', '  u = tanh(q)', '  v = W*u + theta', "  f = v'*v"])
  })

  test('names stay apart when letters run out', () => {
    const deep = Array.from({ length: 15 }).reduce((u: string) => `tanh(W*(${u}))`, 'x')
    const names = [...String(trace(`sum(${deep})`, {}, { let: let_ })).matchAll(/^ {2}(\w+) = /gm)].map(m => m[1])
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('vectors and matrices', () => {
  const let_ = 'W:[2,3]; x:[3]; theta:[2]; t:[2]'
  const at = {
    W: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    x: [1, 0, -1],
    theta: [0.5, -0.5],
    t: [1, 0],
  }

  test('the gradients by the chain rule in matrix notation', () => {
    const text = String(traced('q = W*x; J = norm2(q)^2', at, { let: let_ }))
    for (const line of [
      '  q = W*x = [-2, -2]',
      "  J = q'*q = 8",
      '  dJ/dq = 2*q = [-4, -4]',
      "  dJ/dW = dJ/dq*x' = [[-4, 0, 4], [-4, 0, 4]]",
      "  dJ/dx = W'*dJ/dq = [-20, -28, -36]",
    ])
      expect(text).toContain(line)
  })

  test('Kronecker deltas where the result is a vector', () => {
    const text = String(traced('q = W*x; f = q + theta', at, { let: let_ }))
    expect(text).toContain('dq[k]/dW[i,j] = delta(k,i)*x[j]')
    expect(text).toContain('dq/dx = W')
  })

  it.each([
    'q = W*x + theta; s = sigmoid(q); J = sum((s - t).^2)',
    'p = softmax(W*x); J = -sum(t.*log(p))',
    'a = sum(x); J = a^2*sum(W*x)',
    'sum(sigmoid(W*x + theta))',
    "t'*log(softmax(W*x + theta))",
    "logdet(W*W' + eye(2))",
    "sum((W*x - t).^2)/norm2(theta) + x'*x",
    "theta'*inv(W*W')*theta",
    "max(W*x) + sum(exp(W), 2)'*theta",
  ])('%s has the gradients of the whole', program => {
    const found = traced(program, at, { let: let_ })
    accepted(found.toLatex())
    for (const [name, value] of Object.entries(found.gradient())) {
      const [d] = gradient(program, [name], { let: let_ })
      const wanted = [evaluate(d as never, at as never)].flat(3) as number[]
      const entries = [value].flat(3) as number[]
      expect(entries).toHaveLength(wanted.length)
      for (const [k, w] of wanted.entries()) expect(entries[k]).toBeCloseTo(w, 10)
    }
  })

  test('drawings have sizes in place of large arrays', async () => {
    const svg = await traced('q = W*x; J = norm2(q)^2', at, { let: let_ }).toSvg()
    expect(svg).toContain('>2×3<')
    expect(svg).not.toMatch(/NaN|undefined/)
  })
})

describe('formats', () => {
  test.each([
    ['q = x + y; f = q*z', NOTES],
    [NEURON, NEURON_AT],
    ['max(x, y)*z', NOTES],
  ])('LaTeX of %s', (program, at) => {
    accepted(trace(program, at).toLatex())
  })

  test('values too large for a number are infinite', () => {
    const told = String(trace('exp(exp(exp(exp(x))))', { x: 3 }))
    expect(told).toContain('= e^r2 = inf')
    expect(told).toMatch(/^f +inf +1$/m)
  })

  test('a chain is traced in steps by its length, until the products along it are too long', () => {
    const chain = (n: number): string => `${'sin('.repeat(n)}x${')'.repeat(n)}`
    expect(String(trace(chain(3000), { x: 1 })).split('\n').length).toBeGreaterThan(6000)
  })

  test('languages', () => {
    expect(String(trace('x*y', NOTES, { language: 'ru' }))).toMatch(/^прямой проход/)
  })

  test('DOT has values above gradients', () => {
    const dot = trace('q = x + y; f = q*z', NOTES).toDot()
    expect(dot).toContain('label="q = x + y"')
    expect(dot).toMatch(/n0 -> n3 \[label=<<font color="[^"]+">-2<\/font><br\/><font color="[^"]+">-4<\/font>>\]/)
  })

  test('SVG has every node and number, and nothing that runs', async () => {
    const svg = await trace('q = x + y; f = q*z', NOTES).toSvg()
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"/)
    for (const text of ['>q = x + y<', '>f = q*z<', '>-12<', '>-4<', '>3<']) expect(svg).toContain(text)
    expect(svg).not.toMatch(/NaN|undefined|<script/)
  })
})

describe('refusals', () => {
  test.each([
    ['x*y', { x: 1 }, 'unbound'],
    ['log(x)', { x: -1 }, 'not-real'],
    ['1/x', { x: 0 }, 'division-by-zero'],
    ['a = b; b = a + x; f = a', { x: 1 }, 'definition-order'],
    ['x*y', { x: 1, y: '[1, 2]' }, 'unbound'],
  ])('%s at %j: %s', (program, at, code) => {
    expect(() => trace(program, at as never)).toThrow(expect.objectContaining({ code }))
  })
})

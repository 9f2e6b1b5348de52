import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { add, call, mul, num, pow, rational, sub, sym } from '../../src/expr/build.js'
import { type Call, type Expr, hashText, isCall, methods, Num, rawCall } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { diff, parse, call as sharedCall } from '../../src/index.js'
import { ONE, ZERO } from '../../src/number/rational.js'
import { structure } from '../cases/value.js'

const x = sym('x')

describe('nodes', () => {
  it('equal expressions are one object', () => {
    expect(sym('x')).toBe(x)
    expect(num(5)).toBe(num(5))
    expect(call('sin', [x])).toBe(call('sin', [x]))
    expect(add(x, mul(num(2), call('sin', [x])))).toBe(add(mul(call('sin', [x]), num(2)), x))
    expect(call('pi', [])).toBe(call('pi', []))
  })

  it('hashes are those of the structure', () => {
    const big = 10n ** 30n
    expect(num(Number(big)).hash).toBe(num(Number(big)).hash)
    expect(hashText('ab')).not.toBe(hashText('ba'))
  })

  it.each<[Expr, number]>([
    [x, 1],
    [num(3), 1],
    [call('pi', []), 1],
    [call('sin', [x]), 2],
    [add(x, num(1)), 3],
    [pow(call('sin', [x]), num(2)), 4],
  ])('%s has its size', (e, size) => expect(e.size).toBe(size))

  it('the mask knows which symbols cannot occur', () => {
    const names = Array.from({ length: 60 }, (_, k) => sym(`v${k}`))
    for (const s of names) {
      expect(s.mask).not.toBe(0)
      expect(call('sin', [add(s, x)]).mask & s.mask).toBe(s.mask)
    }
    expect(call('sin', [num(1)]).mask).toBe(0)
    expect(new Set(names.map(s => s.mask)).size).toBeGreaterThan(10)
  })

  it('singular is inherited', () => {
    const bad = pow(num(0), num(-1))
    expect((call('sin', [add(x, bad)]) as Call).singular).toBe(true)
    expect((call('sin', [x]) as Call).singular).toBe(false)
  })

  it('isCall', () => {
    expect([
      isCall(x, 'x'),
      isCall(call('sin', [x]), 'sin'),
      isCall(call('sin', [x]), 'cos'),
      isCall(undefined, 'sin'),
    ]).toEqual([false, true, false, false])
  })

  it('methods are those that were given', () => {
    const old = { ...methods }
    try {
      methods.text = e => `<${e.kind}>`
      expect([String(x), `${num(1)}`, JSON.stringify({ e: call('sin', [x]) })]).toEqual([
        '<sym>',
        '<num>',
        '{"e":"<call>"}',
      ])
    } finally {
      methods.text = old.text
    }
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'a b', '\u0000'])(
    'any text is a name: %j',
    name => {
      expect(sym(name).name).toBe(name)
      expect(call(name, [x])).toMatchObject({ head: name, args: [x] })
      expect(structure(sub(call(name, [x]), call(name, [x])))).toBe('0')
    },
  )

  it('a number of JavaScript is the rational that it is', () => {
    expect(num(0.5)).toBe(rational(1, 2))
    expect(num(-0).value.num).toBe(0)
    expect(num(123)).toBe(num(rational(123, 1).value))
    expect(num(2 ** 60)).toBe(num(rational(2 ** 30, 1).value.mul(rational(2 ** 30, 1).value)))
  })

  it.each([
    [123, false],
    [1e10, true],
    [-1e10, true],
    [2 ** 60, true],
  ])('%d is one number written plainly, and another written with an exponent where it is large: %s', (n, large) => {
    const plain = num(n)
    expect(num(n, true).decimal).toBe(large)
    expect(num(n)).toBe(plain)
    expect(plain.decimal).toBe(false)
  })

  it('what is no number has none', () => {
    expect(() => num(NaN)).toThrow()
  })
})

describe('what is shared cannot be changed', () => {
  const change = (o: object, key: string, value: unknown): boolean => Reflect.set(o, key, value)
  const q = sym('q')
  const f = call('f', [q, num(5)]) as Call
  it.each<[string, object, string, unknown]>([
    ['the name of a symbol', q, 'name', 'r'],
    ['its hash', q, 'hash', 1],
    ['the value of a number', num(5), 'value', num(6).value],
    ['its numerator', num(5).value, 'num', 77],
    ['the numerator of a number that is not small', num(12345).value, 'num', 77],
    ['the denominator of a fraction', rational(2, 7).value, 'den', 77],
    ['zero', ZERO, 'num', 1],
    ['one', ONE, 'den', 2],
    ['a head', f, 'head', 'g'],
    ['an argument', f.args, '0', x],
    ['the number of arguments', f.args, 'length', 1],
    ['a new property', f, 'extra', 1],
    ['a constant', call('pi', []), 'head', 'e'],
    ['a sum', (add(x, num(1)) as Call).args, '1', num(2)],
    ['a parsed product', (parse('2*x*y') as Call).args, '2', x],
    ['a derivative', diff('x^5', 'x'), 'args', []],
    ['a tensor', diff('W*v', 'v', { let: 'W:[2,2] v:[2]' }), 'row', true],
  ])('%s', (_, o, key, value) => {
    expect(change(o, key, value)).toBe(false)
    expect(String(diff('x^5', 'x'))).toBe('5*x^4')
  })

  it('the list of arguments of a caller stays its own', () => {
    const mine: Expr[] = [x, num(1)]
    const made = sharedCall('g', mine)
    mine.push(num(2))
    expect(structure(made)).toBe('(g x 1)')
  })
})

describe('memory', () => {
  it('400,000 different nodes are not kept, and forgotten ones are made again as equals', () => {
    const make = (k: number): Expr => call('sin', [add(x, num(123_456_789 + k))])
    const early = Array.from({ length: 50 }, (_, k) => make(k))
    for (let k = 0; k < 400_000; k++) rawCall('node', [new Num(num(2).value, false, k)])
    const late = early.map((_, k) => make(k))
    for (const [k, e] of early.entries()) {
      const twin = late[k] as Expr
      expect(equal(e, twin)).toBe(true)
      expect(structure(sub(e, twin))).toBe('0')
      expect(structure(mul(e, twin))).toBe(`(pow (sin (add ${123_456_789 + k} x)) 2)`)
    }
    // A table that only grows would still answer with the first objects.
    expect(early.filter((e, k) => e !== late[k]).length).toBeGreaterThan(40)
  })

  it('the heap stays flat', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const heap = (): number => {
      collect()
      return process.memoryUsage().heapUsed
    }
    const churn = (from: number): void => {
      for (let k = from; k < from + 100_000; k++) call('f', [add(x, num(k))])
    }
    churn(1000)
    const before = heap()
    for (let round = 1; round <= 2; round++) churn(round * 1_000_000)
    // 200,000 more calls of sums of numbers, at over 400 bytes together, would be over 80 MB.
    expect(heap() - before).toBeLessThan(40e6)
  })
})

/**
 * What bodies are written in: instructions for doubles one by one, or for two at a time (v128, whose lanes never meet). Both round alike.
 * Conditions are whole numbers there and masks here; `select` takes value if true, value if false, condition.
 * Source: WebAssembly Core Specification 2.0, section 5.4.
 */
import { BIAS, HALF_ROOT, MANTISSA } from '../../number/elementary/arithmetic.js'
import { Bytes } from './bytes.js'
import { OP, TYPE } from './opcode.js'

type Code = readonly number[]

type Named =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'abs'
  | 'sqrt'
  | 'min'
  | 'max'
  | 'ceil'
  | 'floor'
  | 'trunc'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'gt'
  | 'le'
  | 'ge'
  | 'and'
  | 'or'
  | 'select'
  | 'load'
  | 'store'

export interface Instructions extends Readonly<Record<Named, Code>> {
  /** The type of values. */
  readonly type: number
  /** Bytes of a value. */
  readonly bytes: number
  /** Makes a condition a whole number that is not 0 where it holds for all lanes. */
  readonly all: Code
  /** 2^k of the whole number k, and the exponent of a double: see `Arithmetic`. */
  readonly power: Code
  readonly exponent: Code
  /** Writes a double as a value, in all lanes. */
  readonly constant: (value: number, to: Bytes) => Bytes
}

/** What is added to a whole number below 2^51 to have it in the last bits. */
const LAST_BITS = 2 ** 52

const doubleOf = (high: number): number => {
  const view = new DataView(new ArrayBuffer(8))
  view.setInt32(0, high)
  return view.getFloat64(0)
}

/** How the bits of a double are reached: as whole numbers of 64 bits. */
interface Bits {
  readonly fromDouble: Code
  readonly toDouble: Code
  readonly shiftCount: Code
  readonly left: Code
  readonly right: Code
  readonly plus: Code
  readonly or: Code
}

type Written = Pick<Instructions, 'add' | 'sub' | 'constant'>

const literal = ({ constant }: Written, value: number): Code => [...constant(value, new Bytes()).taken()]

const powerOf = (to: Written, bits: Bits): Code => [
  ...literal(to, LAST_BITS + BIAS),
  ...to.add,
  ...bits.fromDouble,
  ...bits.shiftCount,
  ...bits.left,
  ...bits.toDouble,
]

/** Shifted without sign: so the exponent of 1 is added before and taken off after. */
const exponentOf = (to: Written, bits: Bits): Code => [
  ...bits.fromDouble,
  ...literal(to, doubleOf((BIAS << (MANTISSA - 32)) - HALF_ROOT)),
  ...bits.fromDouble,
  ...bits.plus,
  ...bits.shiftCount,
  ...bits.right,
  ...literal(to, LAST_BITS),
  ...bits.fromDouble,
  ...bits.or,
  ...bits.toDouble,
  ...literal(to, LAST_BITS + BIAS),
  ...to.sub,
]

const WHOLE: Bits = {
  fromDouble: [0xbd],
  toDouble: [0xbf],
  shiftCount: [0x42, MANTISSA],
  left: [0x86],
  right: [0x88],
  plus: [0x7c],
  or: [0x84],
}

const simd = (code: number): Code => [...new Bytes().byte(OP.vector).unsigned(code).taken()]

const LANES: Bits = {
  fromDouble: [],
  toDouble: [],
  shiftCount: [OP['i32.const'], MANTISSA],
  left: simd(0xcb),
  right: simd(0xcd),
  plus: simd(0xce),
  or: simd(0x50),
}

const ONE = {
  type: TYPE.f64,
  bytes: 8,
  add: [OP['f64.add']],
  sub: [OP['f64.sub']],
  mul: [OP['f64.mul']],
  div: [OP['f64.div']],
  neg: [OP['f64.neg']],
  abs: [OP['f64.abs']],
  sqrt: [OP['f64.sqrt']],
  min: [OP['f64.min']],
  max: [OP['f64.max']],
  ceil: [OP['f64.ceil']],
  floor: [OP['f64.floor']],
  trunc: [OP['f64.trunc']],
  eq: [OP['f64.eq']],
  ne: [OP['f64.ne']],
  lt: [OP['f64.lt']],
  gt: [OP['f64.gt']],
  le: [OP['f64.le']],
  ge: [OP['f64.ge']],
  and: [OP['i32.and']],
  or: [OP['i32.or']],
  select: [OP.select],
  load: [OP['f64.load']],
  store: [OP['f64.store']],
  all: [],
}

const TWO = {
  type: TYPE.v128,
  bytes: 16,
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  neg: simd(0xed),
  abs: simd(0xec),
  sqrt: simd(0xef),
  min: simd(0xf4),
  max: simd(0xf5),
  ceil: simd(0x74),
  floor: simd(0x75),
  trunc: simd(0x7a),
  eq: simd(0x47),
  ne: simd(0x48),
  lt: simd(0x49),
  gt: simd(0x4a),
  le: simd(0x4b),
  ge: simd(0x4c),
  and: simd(0x4e),
  or: simd(0x50),
  select: simd(0x52),
  load: simd(0x00),
  store: simd(0x0b),
  all: simd(0xc3),
}

/** Engines take a million; what is read once may as well stand where it is read. */
const MOST_GLOBALS = 10_000

/**
 * Constants of a module, each once: globals that are never set. Engines make a constant anew wherever it stands, by two or three
 * instructions, and load a global by one.
 */
export class Constants {
  readonly #globals: Bytes[] = []

  /** The entries of the section of globals, in order. */
  get globals(): readonly Bytes[] {
    return this.#globals
  }

  /** Instructions for doubles one by one. */
  scalar(): Instructions {
    return this.#instructions(ONE, WHOLE, value => new Bytes().byte(OP['f64.const']).double(value))
  }

  /** The same for two at a time, with each constant in both lanes. */
  pair(): Instructions {
    return this.#instructions(TWO, LANES, value =>
      new Bytes()
        .byte(...simd(0x0c))
        .double(value)
        .double(value),
    )
  }

  #instructions(table: typeof ONE | typeof TWO, bits: Bits, made: (value: number) => Bytes): Instructions {
    const numbers = new Map<number | '-0', number>()
    const constant: Written['constant'] = (value, to) => {
      const key = Object.is(value, -0) ? '-0' : value
      let number = numbers.get(key)
      if (number === undefined) {
        if (this.#globals.length >= MOST_GLOBALS) return to.all(made(value).taken())
        number = this.#globals.push(new Bytes().byte(table.type, 0).all(made(value).taken()).byte(OP.end)) - 1
        numbers.set(key, number)
      }
      return to.byte(OP['global.get']).unsigned(number)
    }
    const written = { ...table, constant }
    return { ...written, power: powerOf(written, bits), exponent: exponentOf(written, bits) }
  }
}

/** A value of two lanes from one double, a lane of it, and a lane replaced. */
export const LANE = {
  splat: simd(0x14),
  extract: (lane: number): Code => [...simd(0x21), lane],
  replace: (lane: number): Code => [...simd(0x22), lane],
} as const

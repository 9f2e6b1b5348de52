/** Numbers in LEB128, against the examples of the specification and by reading them back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bytes } from '../../../src/compile/wasm/bytes.js'

/** The value of a LEB128 number. */
function read(bytes: Uint8Array, signed: boolean): number {
  let value = 0n
  for (const [k, byte] of bytes.entries()) value |= BigInt(byte & 0x7f) << BigInt(7 * k)
  return Number(signed ? BigInt.asIntN(7 * bytes.length, value) : value)
}

describe('whole numbers', () => {
  it.each<[number, number[]]>([
    [0, [0x00]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [624485, [0xe5, 0x8e, 0x26]],
    [4294967295, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('%i without a sign', (value, bytes) => expect([...new Bytes().unsigned(value).taken()]).toEqual(bytes))

  it.each<[number, number[]]>([
    [63, [0x3f]],
    [64, [0xc0, 0x00]],
    [-64, [0x40]],
    [-123456, [0xc0, 0xbb, 0x78]],
  ])('%i with a sign', (value, bytes) => expect([...new Bytes().signed(value).taken()]).toEqual(bytes))

  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), value => {
        expect(read(new Bytes().unsigned(value).taken(), false)).toBe(value)
      }),
    )
    fc.assert(
      fc.property(fc.integer(), value => {
        expect(read(new Bytes().signed(value).taken(), true)).toBe(value)
      }),
    )
  })
})

it('doubles, names and sized parts', () => {
  const inner = new Bytes().double(1).taken()
  expect([...new Bytes().name('f1').sized(inner).taken()]).toEqual([2, 0x66, 0x31, 8, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f])
})

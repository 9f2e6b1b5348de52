/** Hashes of 32 bits: of texts, of numbers, and what joins them. */
import { bitLength, type Integer } from '../number/integer.js'

export const mix = (h: number, k: number): number => {
  const x = Math.imul(h ^ k, 0x85ebca6b)
  return (x ^ (x >>> 15)) | 0
}

/** The hash of a text (FNV-1a, finished). */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h, text.length)
}

/** Of a large one the last bits and the length: its digits would take a time that grows with their square. */
export function hashInteger(n: Integer): number {
  if (typeof n === 'number') return mix(n | 0, (n / 4294967296) | 0)
  const low = BigInt.asIntN(64, n)
  return mix(mix(Number(BigInt.asIntN(32, low)), Number(low >> 32n)), bitLength(n))
}

export const hashFraction = (num: Integer, den: Integer): number =>
  typeof num === 'number' && typeof den === 'number'
    ? mix(mix(17, num | 0), mix(den | 0, (num / 4294967296) | 0))
    : mix(hashInteger(num), hashInteger(den))

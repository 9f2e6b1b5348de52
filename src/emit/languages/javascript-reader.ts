/** How programs in JavaScript read words as numbers and write numbers. */
export const pointReader = (typed: boolean): string => `/** A word as a number; undefined for what is none. */
function numberIn(word${typed ? ': string' : ''})${typed ? ': number | undefined' : ''} {
  const special = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(word)
  if (special) return special[2]${typed ? '?' : ''}.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity
  return word.trim() === '' || Number.isNaN(Number(word)) ? undefined : Number(word)
}

/** 17 digits. */
const written = (x${typed ? ': number' : ''}) =>
  Number.isNaN(x) ? 'nan' : x === Infinity ? 'inf' : x === -Infinity ? '-inf' : Object.is(x, -0) ? '-0' : x.toPrecision(17)`

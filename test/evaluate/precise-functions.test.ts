/**
 * Every function of the table has its digits: special values from mpmath, and for all rows what doubles have at points of a grid; what is
 * refused is refused by name.
 */
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import type { NamedRow } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { evaluate } from '../../src/index.js'

/** Values to 45 digits, from mpmath 1.3. */
const VALUES: readonly (readonly [string, string])[] = [
  ['digamma(-5/2)', '1.10315664064524318722569033366791109947350706'],
  ['trigamma(1/4)', '17.1973291545071107392713191193352240215068944'],
  ['polygamma(3, 7/4)', '0.800349571887636797291116227283760264276561154'],
  ['erfinv(3/4)', '0.813419847597618541690289359893421085324724836'],
  ['erfcinv(1/4)', '0.813419847597618541690289359893421085324724836'],
  ['erfi(3/2)', '4.58473325728442694222138103238270125666224255'],
  ['dawson(3/2)', '0.428249071085398625477190105151745344991601279'],
  ['ei(5/2)', '7.07376589457860071192355196245101254699632011'],
  ['ei(-5/2)', '-0.0249149178702697354956280122746096359458483847'],
  ['expint(5/2)', '0.0249149178702697354956280122746096359458483847'],
  ['expint(3, 5/2)', '0.0162953693766688270466910325077852564524231115'],
  ['li(5/2)', '1.66729466750632395135968597094453798725715705'],
  ['si(30)', '1.56675654003035111098373130900679816652349501'],
  ['ci(30)', '-0.0330324172820711437792264409630037141546821299'],
  ['shi(5/2)', '3.54934040622443522370958998736281109147108425'],
  ['chi(5/2)', '3.52442548835416548821396197508820145552523586'],
  ['fresnels(5/2)', '0.619181755819592936113576239798555669397764585'],
  ['fresnelc(5/2)', '0.45741300964177704524565610495614443882907553'],
  ['uppergamma(-3, 5/2)', '0.00088206027055417018779308998821752888974392197'],
  ['uppergamma(1/4, 40)', '2.62298294872156068322390184350253848267276003e-19'],
  ['lowergamma(1/4, 5/2)', '3.5922044504426234266945603504015516975287843'],
  ['lambertw(5/2)', '0.958586356728702912169866781332452140975346909'],
  ['lambertw(-1/4)', '-0.357402956181388903068811104055904753316590555'],
  ['lambertw(-1, -1/4)', '-2.15329236411034964916909915009298137553620649'],
  ['lambertw(10^10)', '20.0286854133049507812343060718148872974916497'],
  ['zeta(5/2, 3/4)', '2.4915423855119352244541226796341344741342148'],
  ['zeta(-3/2, 3/4)', '0.0209340249327131221293125748177088029182797023'],
  ['dirichleteta(5/2)', '0.867199889012184138191347177678957152499277078'],
  ['polylog(5/2, 3/4)', '0.894996620258864297930721687824311101639306477'],
  ['lerchphi(1/2, -1, 0)', '2'],
  ['lerchphi(1/2, -2, -1)', '4'],
  ['lerchphi(1/2, 0, 0)', '2'],
  ['lerchphi(0, 0, 0)', '1'],
  ['lerchphi(-3/4, 5/2, 1/4)', '31.6285416262675448413394306271871392592174469'],
  ['besselj(1/3, 50)', '-0.000572266807717820083861875150976082294364210045'],
  ['besselj(-3, 5/2)', '-0.216600391039113524766689003515963721716843424'],
  ['bessely(2, 5/2)', '-0.381335849241803248724464397933387749094198375'],
  ['bessely(1/3, 5/2)', '0.461459474191290836687695079384077677856075335'],
  ['besseli(2, 50)', '281643064024519405478.461774923957033891936812'],
  ['besselk(0, 30)', '0.0000000000000213247749646305637116689606296537643992706184'],
  ['besselk(3, 5/2)', '0.268227146393449202766376519709598368786113623'],
  ['besselk(1/3, 5/2)', '0.0635425374547333698177545732713141986533772442'],
  ['airyai(5)', '0.000108344428136074417349865025033459804795777835'],
  ['airybi(-5)', '-0.138369134901600576850029175602623723439540179'],
  ['airyaiprime(5/2)', '-0.0262508810359032303648954962972325094463178381'],
  ['airybiprime(5/2)', '9.42142331733430175558230888572824156216463452'],
  ['elliptick(3/4)', '2.15651564749964323543867499880032202886411022'],
  ['elliptick(-40)', '0.508647684736895052557176569647797558262437522'],
  ['elliptice(3/4)', '1.2110560275684595248035628995489786764942398'],
  ['ellipticf(5, 3/4)', '7.0236059324298045471473900849639037252647896'],
  ['elliptice(5/4, 3/4)', '1.04290262848401068038148694753834873327123394'],
  ['ellipticpi(-1/2, 5/4, 3/4)', '1.28895354072793376366673770930604429546951936'],
  ['ellipticpi(1/2, 3/4)', '3.23477347124946485315801249820048304329616532'],
  ['hypergeom([1/2, 1/3], [3/4], -7)', '0.60711408455935324234787920521232131158242875'],
  ['hypergeom([1/2, 1/3], [3/4], 7/8)', '1.52904032056291550328659294748334731748278917'],
  ['hypergeom([1/2], [1/3, 3/4], 9)', '190.352425160178008973499557880172113933889108'],
  ['legendre(5/2, 3/4)', '0.127913598141005096513680728100465814203523021'],
  ['gegenbauer(3, 3/4, 5/2)', '68.6328125'],
  ['jacobi(3, 3/4, 1/4, 5/2)', '68.75'],
  ['hermite(5, 5/4)', '-64.84375'],
  ['hermite(5/2, 5/4)', '3.85017197454780155022706279220685099295407633'],
  ['genlaguerre(5/2, 3/4, 5/4)', '-0.5749481825635613545866288996918940512755942'],
]

/** The digits of a decimal, and its exponent. */
function parts(text: string): { readonly digits: string; readonly exponent: number } {
  const [, sign, whole, places, exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/.exec(text) ?? []
  const all = `${whole}${places ?? ''}`
  const lead = all.search(/[1-9]/)
  return { digits: `${sign}${all.slice(lead)}`, exponent: Number(exponent ?? 0) + (whole?.length ?? 0) - lead }
}

describe('values of special functions', () => {
  it.each(VALUES)('%s', (f, reference) => {
    const [found, known] = [parts(String(evaluate(f, {}, { precision: 40 }))), parts(reference)]
    expect(found.exponent).toBe(known.exponent)
    const close = BigInt(found.digits.padEnd(40 + (found.digits.startsWith('-') ? 1 : 0), '0')) * 1000n
    const exact = BigInt(
      known.digits
        .padEnd(43 + (known.digits.startsWith('-') ? 1 : 0), '0')
        .slice(0, 43 + (known.digits.startsWith('-') ? 1 : 0)),
    )
    const error = close - exact
    expect(error < 0n ? -error : error).toBeLessThanOrEqual(501n)
  })
})

/** Not real anywhere, or known to doubles alone. */
const REFUSED: ReadonlySet<string> = new Set(['i', 'inf', 'hankel1', 'hankel2', 'appellf1', 'dirac', 'lerchphi'])
const POINTS = ['3/8', '3/4', '5/4', '-3/8', '2', '9/4']

function textsOf(r: NamedRow): string[] {
  const count = typeof r.args === 'number' ? r.args : Math.max(1, r.args[0])
  return POINTS.map((_, k) => {
    const args = Array.from({ length: count }, (_, j) => {
      const point = (shift: number): string => POINTS[(k + 2 * j + shift) % POINTS.length] as string
      return r.lists?.includes(j) ? `[${point(0)}, ${point(4)}]` : point(0)
    })
    return `${r.name}(${args.join(', ')})`
  })
}

/** What doubles say; NaN where they have no value. */
function doubleOf(text: string): number {
  try {
    return evaluate(text, {})
  } catch (error) {
    if (error instanceof FluxionError) return Number.NaN
    throw error
  }
}

describe('every row of the table', () => {
  const rows = [...allForms()].filter(
    r => r.args !== 0 && !REFUSED.has(r.name) && !(r.name === 'lambertw' && r.args === 2),
  )
  it.each(rows.map(r => [r.name, r.args, r] as const))('%s of %j', (_, __, r) => {
    const known = textsOf(r).filter(t => Number.isFinite(doubleOf(t)))
    const texts = known.filter(t => !/root\(-|^(?:lerchphi|polylog)\([^)]*[-]?(?:5|9)\/4|^(?:jn|yn)\([^)]*, -/.test(t))
    for (const text of texts) {
      const value = evaluate(text, {}, { precision: 20 }).toNumber()
      const double = doubleOf(text)
      expect(Math.abs(value - double), `${text}: ${value}, ${double}`).toBeLessThanOrEqual(
        1e-9 * Math.abs(double) + 1e-13,
      )
    }
    // hypergeom of two and two parameters has a value at every point; others at some of the grid.
    expect(texts.length, `${known.length} known`).toBeGreaterThan(0)
  })

  it('refuses what is known to doubles alone', () => {
    expect(() => evaluate('appellf1(1/2, 1/3, 1/4, 1, 1/5, 1/6)', {}, { precision: 20 })).toThrow('appellf1')
    expect(() => evaluate('polylog(2, -5)', {}, { precision: 20 })).toThrow('between')
    expect(() => evaluate('hypergeom([1/2, 1/3], [1/4], 0.999)', {}, { precision: 20 })).toThrow('slowly')
  })
})

describe('values at whole and half parameters are those of doubles', () => {
  it.each([
    'pochhammer(-1, 1/2)',
    'pochhammer(-1, -2)',
    'pochhammer(-3, 2)',
    'binomial(1, -1)',
    'binomial(1/2, 3/2)',
    'beta(-1/2, -1/2)',
    'beta(-3/2, 1/2)',
    'jn(1, -1.3)',
    'jn(2, -1.3)',
    'yn(1, -1.3)',
    'yn(0, -1.3)',
    'polylog(0, 2.5)',
    'polylog(-1, -2.5)',
    'polylog(-4, 0.4)',
    'jacobi(2, -1, 1, 2.5)',
    'jacobi(-1, 0, 2, 1.1)',
    'genlaguerre(2, -1, 0.3)',
    'genlaguerre(-1, -1/2, 0.3)',
  ])('%s', f => {
    const precise = Number(String(evaluate(f, {}, { precision: 30 })))
    expect(Math.abs(precise - evaluate(f, {}))).toBeLessThan(1e-12)
  })
})

/**
 * The names of what the whole library has and fluxion/core has not: the functions of special-families.ts under all their names, sums, products
 * and integrals; and sinc, whose derivative is one of them. Known where the rows are not, so that none of them is taken for a name or a factor; a test compares with the rows.
 */
export const SPECIAL_NAMES: ReadonlySet<string> = new Set(
  (
    'sinc gelu gamma Γ ' +
    'factorial loggamma lngamma logGamma lgamma gammaln digamma psi trigamma polygamma beta binomial choose nCr pochhammer ' +
    'risingfactorial erf erfc erfinv inverf erfcinv inverfc erfi erf2 erfcx dawson ei expint e1 li si ci shi chi fresnels ' +
    'fresnelc uppergamma lowergamma lambertw LambertW productlog zeta dirichleteta dirichlet_eta polylog lerchphi re im conj ' +
    'conjugate arg besselj bessely besseli besselk hankel1 hankel2 jn sphericalbesselj yn sphericalbessely airyai airybi ' +
    'airyaiprime airybiprime elliptick ellipticf elliptice ellipticpi hypergeom appellf1 legendre legendrep assoclegendre ' +
    'chebyshevt chebyshevu gegenbauer jacobi hermite hermiteh laguerre laguerrel genlaguerre assoclaguerre ' +
    'hyp0f1 hyp1f1 hyp2f1 sum prod integral'
  ).split(' '),
)

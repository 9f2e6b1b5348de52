"""Writes special-reference.json beside this file with mpmath: values of the special functions at real and complex points.

Only needed to extend the tables: the tests read the JSON. `python3 special-reference.py [rows] [folder]`. A row is the arguments and
the value, each as two numbers re, im. Every value is computed with 40 and with 60 digits; it is kept where both agree to 1e-25.
"""
import json, os, random, sys
from mpmath import mp, mpf, mpc
import mpmath as m

pi, j = m.pi, mpc(0, 1)


def both(z):
    """A number as mpmath is to see it: real where it is real, so that its conventions on the real axis apply."""
    return mpf(z[0]) if z[1] == 0 else mpc(*z)


def polygamma(n, z):
    n = int(n)
    if n >= 0:
        return m.psi(n, z)
    if n == -1:
        return m.loggamma(z)
    # Repeated integral of loggamma from 0; log t is taken out, so that the rest is smooth where the path starts.
    k = -n - 1
    logs = z**k / m.factorial(k) * (m.log(z) - m.harmonic(k))
    rest = m.quad(lambda t: (1 - t)**(k - 1) * m.loggamma(1 + t * z), m.linspace(0, 1, 5 + int(abs(z)))) * z**k / m.factorial(k - 1)
    return rest - logs


def shift(name):
    return lambda *a: getattr(m, name)(*a)


def hurwitz(s, a):
    return m.zeta(s, a)


def lerchphi(z, s, a):
    return m.lerchphi(z, s, a)


def chi(z):
    return m.euler + m.log(z) + m.nsum(lambda k: z**(2 * k) / (2 * k * m.factorial(2 * k)), [1, m.inf]) if abs(z) < 3 else m.chi(z)


FUNCTIONS = {
    'erf': m.erf, 'erfc': m.erfc, 'erfi': m.erfi, 'erfcx': lambda z: m.exp(z * z) * m.erfc(z),
    'dawson': lambda z: m.sqrt(pi) / 2 * m.exp(-z * z) * m.erfi(z),
    'fresnels': m.fresnels, 'fresnelc': m.fresnelc,
    'ei': m.ei, 'e1': m.e1, 'li': lambda z: m.ei(m.log(z)), 'si': m.si, 'ci': m.ci, 'shi': m.shi, 'chi': m.chi,
    'expint': m.expint, 'uppergamma': lambda a, z: m.gammainc(a, z), 'lowergamma': lambda a, z: mpc(z)**a / a * m.hyp1f1(a, a + 1, -z),
    'lambertw': lambda z: m.lambertw(z), 'lambertwk': lambda k, z: m.lambertw(z, int(m.re(k))),
    'zeta': m.zeta, 'hurwitz': hurwitz, 'dirichleteta': m.altzeta, 'polylog': m.polylog, 'lerchphi': lerchphi,
    'polygamma': polygamma, 'binomial': m.binomial, 'pochhammer': m.rf, 'beta': m.beta,
    'erfinv': m.erfinv, 'erfcinv': lambda x: m.erfinv(1 - x), 'digamma': m.digamma, 'sinc': m.sinc,
}


def plane(rng, low=-2, high=1.4):
    r = 10 ** rng.uniform(low, high)
    t = rng.uniform(-m.pi, m.pi)
    return (float(r * m.cos(t)), float(r * m.sin(t)))


def line(rng, low=-3, high=1.5, signs=(1, -1)):
    return (rng.choice(signs) * 10 ** rng.uniform(low, high), 0.0)


NEAR = [(-3.0, 0.25), (-3.0, -0.25), (-12.0, 0.5), (-25.0, 1e-3), (0.0, 2.5), (0.0, -7.5), (0.5, 0.0), (-0.5, 0.0), (1.0, 1.0), (3.0, -3.0), (6.5, 6.0),
        (1e-5, 2e-5), (-1e-6, 1e-6), (0.37, 0.01), (20.0, 20.0), (-20.0, 20.0), (5.0, 1e-3), (60.0, 10.0), (-60.0, 10.0), (0.1, -40.0)]


def one_argument(rng, n, **span):
    return [(plane(rng, **span),) for _ in range(n)] + [(line(rng),) for _ in range(n)] + [(p,) for p in NEAR]


def orders(rng, n):
    fixed = [(k, 0.0) for k in (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 5.0, 0.5, -0.5, 1.5, -2.5, 1e-3, -1 + 1e-6, 2 + 1e-9, 10.0, -8.0, 12.25)]
    return fixed + [(rng.uniform(-4, 6), 0.0) for _ in range(n)] + [(rng.uniform(-3, 4), rng.uniform(-2, 2)) for _ in range(n)]


def two(rng, n, first, second):
    return [(rng.choice(first), s) for s in second for _ in range(2)] + [(f, rng.choice(second)) for f in first for _ in range(3)]


def points(name, rng, n):
    z = [p[0] for p in one_argument(rng, n)]
    right = [line(rng, -2, 1.5, (1,)) for _ in range(n)] + [(rng.uniform(0.05, 6), rng.uniform(-5, 5)) for _ in range(n)]
    if name in ('e1', 'li', 'ci', 'chi', 'lambertw'):
        z += [line(rng, -3, 2.5, (1,)) for _ in range(n)]
    if name in ('erfinv',):
        return [((rng.uniform(-1, 1), 0.0),) for _ in range(2 * n)]
    if name == 'erfcinv':
        return [((rng.uniform(0, 2), 0.0),) for _ in range(n)] + [((10.0 ** -rng.uniform(0, 300), 0.0),) for _ in range(n)]
    if name in ('expint', 'uppergamma', 'lowergamma'):
        return two(rng, n, orders(rng, n), z)
    if name == 'lambertw':
        return [(p,) for p in z] + [((x, 0.0),) for x in (-0.73575888, -1.0, -1.5, -2.5)] + [((-0.36787944117144233 + d, e),) for d in (1e-3, 1e-8, 1e-14, -1e-3, -1e-8) for e in (0.0, 1e-4, -1e-9)] + [((x, 0.0),) for x in (1e-300, 1e10, 1e100, 1e300, -0.2, -0.36)]
    if name == 'lambertwk':
        return two(rng, n, [(float(k), 0.0) for k in (-1, 0, 1, 2, -2, 5, -7, 100)], z + [(-0.36787944117144233 + d, e) for d in (1e-3, 1e-8, -1e-6) for e in (0.0, 1e-5, -1e-5)] + [(-0.1, 0.0), (-1e-20, 0.0), (-0.3678, 0.0)])
    if name in ('zeta', 'dirichleteta'):
        return [((rng.uniform(-20, 30), 0.0),) for _ in range(n)] + [((rng.uniform(-8, 8), rng.uniform(-40, 40)),) for _ in range(n)] + [((x, y),) for x, y in [(0.5, 14.0), (1.0, 1e-3), (1.0 + 1e-6, 0.0), (0.0, 0.0), (-2.5, 0.0), (1.0, 30.0), (60.0, 0.0), (-50.5, 0.0), (0.5, 100.0)]]
    if name == 'hurwitz':
        return two(rng, n, [s for s in orders(rng, n) if abs(s[0] - 1) > 1e-9 or s[1]], right + [(0.5, 0.0), (1.0, 0.0), (30.0, 0.0), (1e4, 0.0)])
    if name == 'polylog':
        zs = z + [(0.9, 0.0), (1.1, 0.2), (-1.0, 0.0), (0.999, 1e-3), (-0.4, 0.3), (1.9, 0.0), (2.1, 0.0), (-30.0, 0.0), (300.0, -5.0), (0.5, 0.9), (0.3, -1.1)]
        return two(rng, n, orders(rng, n), zs)
    if name == 'lerchphi':
        disc = [(rng.uniform(-.9, .9), 0.0) for _ in range(n)] + [(rng.uniform(-.6, .6), rng.uniform(-.6, .6)) for _ in range(n)]
        return [(rng.choice(disc), rng.choice(orders(rng, n)), rng.choice(right)) for _ in range(5 * n)] + [((-1.0, 0.0), (1.5, 0.0), (0.75, 0.0)), ((-3.0, 0.5), (1.5, 0.0), (0.75, 0.0)), ((-2.0, 0.0), (2.5, 0.0), (1.75, 0.0)), ((0.97, 0.2), (0.5, 0.0), (2.5, 0.0)), ((5.0, 5.0), (2.0, 0.0), (1.5, 0.0))]
    if name == 'polygamma':
        return two(rng, n, [(float(k), 0.0) for k in (-4, -3, -2, -1, 0, 1, 2, 3, 6)], right + [p for p in z if p[0] > -8 and abs(p[1]) > 1e-2])
    if name in ('binomial', 'pochhammer'):
        return two(rng, n, right, [(k, 0.0) for k in (0.0, 1.0, 2.0, 5.0, 0.5, -1.5, 3.3)] + right)
    if name == 'beta':
        return two(rng, n, right, right)
    return [(p,) for p in z]


def close(a, b):
    return abs(a - b) <= mpf('1e-25') * abs(b)


def rows(name, f, rng, n):
    out = []
    for args in points(name, rng, n):
        try:
            values = []
            for digits in (40, 60):
                mp.dps = digits
                values.append(mpc(f(*[both(a) for a in args])))
            v = values[1]
            if not close(*values) or not 1e-280 < abs(v) < 1e280:
                continue
            out.append([c for a in args for c in a] + [float(v.real), float(v.imag)])
        except (ZeroDivisionError, OverflowError, ValueError, NotImplementedError, RecursionError, mp.NoConvergence):
            continue
    return out


def write(path, tables):
    with open(path, 'w') as out:
        out.write('{\n' + ',\n'.join(' ' + json.dumps(k) + ': [\n' + ',\n'.join('  ' + json.dumps(r) for r in v) + '\n ]' for k, v in tables.items()) + '\n}\n')


# These take mpmath long.
SLOW = {'polylog': 6, 'lerchphi': 6}


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.dirname(os.path.abspath(__file__))
    only = sys.argv[3:]
    path = os.path.join(folder, 'special-reference.json')
    tables = json.load(open(path)) if only and os.path.exists(path) else {}
    for name, f in FUNCTIONS.items():
        if not only or name in only:
            tables[name] = rows(name, f, random.Random('20261122' + name), SLOW.get(name, n))
            print(name, len(tables[name]), flush=True)
            write(path, tables)


main()

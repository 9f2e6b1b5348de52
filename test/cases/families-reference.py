"""Reference values of Bessel, Airy, elliptic and hypergeometric functions and orthogonal polynomials.

    python3 test/cases/families-reference.py FAMILY...      (bessel elliptic hypergeometric polynomials)

Writes test/cases/FAMILY-reference.json (`npx biome format --write` it then): for each function rows of flat numbers, real and imaginary part of every argument
and of the value; hypergeom has its lists as their length and then their entries. Every value is computed with mpmath 1.3
at two precisions, and a row is kept only where they agree: at 40 digits mpmath's hankel2 and incomplete elliptic
integrals are now and then wrong in the seventh place. Appell's F1 is the Euler integral, by quadrature.
"""
import json
import random
import sys
from pathlib import Path

import mpmath as m

FOLDER = Path(__file__).parent


def flat(*zs):
    return [float(part) for z in zs for part in (m.mpc(z).real, m.mpc(z).imag)]


def polar(rng, low, high):
    r, t = 10 ** rng.uniform(low, high), rng.uniform(-3.14, 3.14)
    return complex(r * float(m.cos(t)), r * float(m.sin(t)))


def rows(count, draw, f, digits=(40, 60), agree=25):
    """Rows of drawn arguments and values; what is huge, tiny or uncertain is drawn again."""
    found = []
    while len(found) < count:
        args = draw()
        values = []
        try:
            for d in digits:
                m.mp.dps = d
                values.append(m.mpmathify(f(*[m.mpmathify(a) for a in args])))
        except (ValueError, ZeroDivisionError, m.libmp.NoConvergence, TypeError, OverflowError):
            continue
        a, b = values
        if not m.isfinite(b) or not 1e-250 < abs(b) < 1e250 or abs(a - b) > m.mpf(10) ** -agree * abs(b):
            continue
        found.append(flat(*args, b))
    return found


def bessel(rng):
    def argument():
        k = rng.random()
        if k < 0.4:
            return 10 ** rng.uniform(-4, 3)
        return rng.uniform(1, 60) if k < 0.5 else polar(rng, -2, 2.3)

    def order():
        k = rng.random()
        if k < 0.4:
            return float(rng.randint(-6, 12))
        if k < 0.5:
            return rng.randint(-5, 5) + 0.5
        if k < 0.55:
            return rng.randint(-5, 5) + 1e-9
        return rng.uniform(10, 120) if k < 0.6 else rng.uniform(-8, 12)

    def airy():
        k = rng.random()
        return rng.uniform(-15, 15) if k < 0.3 else -(10 ** rng.uniform(1, 2)) if k < 0.4 else polar(rng, -2, 1.6)

    def spherical(f):
        return lambda n, z: m.sqrt(m.pi / 2 / z) * f(n + m.mpf(1) / 2, z)

    cylinder = dict(besselj=m.besselj, bessely=m.bessely, besseli=m.besseli, besselk=m.besselk)
    cylinder.update(hankel1=m.hankel1, hankel2=m.hankel2, jn=spherical(m.besselj), yn=spherical(m.bessely))
    tables = {name: rows(60, lambda: (order(), argument()), f, (50, 90)) for name, f in cylinder.items()}
    for name, f in dict(airyai=m.airyai, airybi=m.airybi).items():
        tables[name] = rows(60, lambda: (airy(),), f)
        tables[name + 'prime'] = rows(60, lambda: (airy(),), lambda z, f=f: f(z, 1))
    return tables


def elliptic(rng):
    def parameter():
        k = rng.random()
        if k < 0.3:
            return rng.uniform(-3, 0.99)
        if k < 0.4:
            return 1 - 10 ** rng.uniform(-12, -1)
        if k < 0.5:
            return -(10 ** rng.uniform(0, 6))
        return complex(rng.uniform(-3, 3), rng.uniform(-3, 3))

    def characteristic():
        return rng.uniform(-2, 2) if rng.random() < 0.5 else complex(rng.uniform(-3, 3), rng.uniform(-3, 3))

    def amplitude():
        k = rng.random()
        if k < 0.3:
            return rng.uniform(-1.5, 1.5)
        if k < 0.5:
            return rng.uniform(-20, 20)
        if k < 0.6:
            return 10 ** rng.uniform(-9, -1)
        if k < 0.8:
            return complex(rng.uniform(-1.5, 1.5), rng.uniform(-2, 2))
        return complex(rng.uniform(-9, 9), rng.uniform(-3, 3))

    high = (60, 90)
    return {
        'elliptick': rows(60, lambda: (parameter(),), m.ellipk, high),
        'elliptice': rows(60, lambda: (parameter(),), m.ellipe, high)
        + rows(100, lambda: (amplitude(), parameter()), m.ellipe, high),
        'ellipticf': rows(100, lambda: (amplitude(), parameter()), m.ellipf, high),
        'ellipticpi': rows(40, lambda: (characteristic(), parameter()), m.ellippi, (20, 30), 18)
        + rows(80, lambda: (characteristic(), amplitude(), parameter()), m.ellippi, (20, 30), 18),
    }


def hypergeometric(rng):
    def parameter():
        k = rng.random()
        if k < 0.35:
            return rng.randint(-8, 8) / 2
        if k < 0.8:
            return rng.uniform(-4, 4)
        return rng.uniform(-15, 15) if k < 0.9 else complex(rng.uniform(-3, 3), rng.uniform(-3, 3))

    def argument(big):
        if big < 0:
            return polar(rng, -2, big)
        k = rng.random()
        if k < 0.2:
            return rng.uniform(-1, 1)
        if k < 0.35:
            return -(10 ** rng.uniform(0, big))
        if k < 0.45:
            return rng.uniform(-3, 3)
        return 1 + polar(rng, -9, -0.3) if k < 0.55 else polar(rng, -1, big)

    def of(p, q, count, big):
        def draw():
            return (p, *[parameter() for _ in range(p)], q, *[parameter() for _ in range(q)], argument(big))

        def value(*flatly):
            return m.hyper(flatly[1 : p + 1], flatly[p + 2 : p + q + 2], flatly[-1])

        return rows(count, draw, value)

    def appell():
        def variable():
            k = rng.random()
            if k < 0.3:
                return rng.uniform(-1, 0.95)
            if k < 0.5:
                return -(10 ** rng.uniform(0, 3))
            return complex(rng.uniform(-5, 5), rng.choice([-1, 1]) * rng.uniform(0.2, 5))

        a = rng.uniform(0.6, 3)
        c = a + (1 if rng.random() < 0.3 else rng.uniform(0.6, 3))
        return a, rng.choice([1, 0.5, -0.5, rng.uniform(-2, 2)]), rng.uniform(-2, 2), c, variable(), variable()

    def euler(a, b1, b2, c, x, y):
        def integrand(u):
            return u ** (a - 1) * (1 - u) ** (c - a - 1) * (1 - u * x) ** -b1 * (1 - u * y) ** -b2

        inside = [m.re(1 / z) for z in (x, y) if 0 < m.re(1 / z) < 1]
        return m.gamma(c) / m.gamma(a) / m.gamma(c - a) * m.quad(integrand, sorted([0, 1, *inside]), maxdegree=9)

    entire = of(1, 1, 60, 2) + of(0, 1, 40, 3) + of(2, 2, 30, 1.5) + of(1, 2, 30, 2)
    return {
        'hypergeom': entire + of(1, 0, 10, 2) + of(2, 1, 200, 4) + of(3, 2, 20, -0.1),
        'appellf1': rows(60, appell, euler, (25, 32), 17),
    }


def polynomials(rng):
    def variable():
        k = rng.random()
        if k < 0.4:
            return rng.uniform(-1, 1)
        return rng.uniform(1, 6) if k < 0.55 else complex(rng.uniform(-4, 4), rng.uniform(-4, 4))

    def degree():
        k = rng.random()
        return rng.randint(0, 12) if k < 0.4 else rng.randint(13, 80) if k < 0.5 else rng.uniform(-4, 9)

    def parameter():
        return rng.choice([0.5, 1, 1.5, 2, 3.0, rng.uniform(-0.9, 6)])

    def order():
        return rng.choice([0, 1, 2, 3, rng.uniform(-3, 3)])

    def table(f, *others):
        return rows(45, lambda: (degree(), *[o() for o in others], variable()), f, (50, 70), 30)

    return {
        'legendre': table(m.legendre),
        'assoclegendre': table(lambda n, k, x: m.legenp(n, k, x, type=2), order),
        'chebyshevt': table(m.chebyt),
        'chebyshevu': table(m.chebyu),
        'gegenbauer': table(m.gegenbauer, parameter),
        'jacobi': table(m.jacobi, parameter, parameter),
        'hermite': table(m.hermite),
        'laguerre': table(lambda n, x: m.laguerre(n, 0, x)),
        'genlaguerre': table(m.laguerre, parameter),
    }


for family in sys.argv[1:]:
    tables = {'bessel': bessel, 'elliptic': elliptic, 'hypergeometric': hypergeometric, 'polynomials': polynomials}
    text = json.dumps(tables[family](random.Random(2718)), separators=(',', ':'))
    (FOLDER / f'{family}-reference.json').write_text(text.replace('.0,', ',').replace('.0]', ']') + '\n')

"""Writes the reference tables complex-reference.json and kernel-reference.json beside this file with mpmath.

Only needed to extend the tables: the tests read the JSON. `python3 reference.py [rows] [folder]` takes how many random points to
draw per function. Values are computed with 60 digits (700 where a part is tiny) and rounded once to double.
The formatter of the project lays the JSON out afterwards (npx biome check --write test/cases).
expm1 and pow, whose parts lose digits near their zeros, keep the points with a condition number below LIMIT; the others keep all.
"""
import json, os, random, sys
from mpmath import mp, mpf, mpc
import mpmath as m

LIMIT = 8
INV = {'acot': m.atan, 'asec': m.acos, 'acsc': m.asin, 'acoth': m.atanh, 'asech': m.acosh, 'acsch': m.asinh}
COMPLEX = {name: getattr(m, name) for name in (
    'exp log sqrt sin cos tan sec csc cot asin acos atan sinh cosh tanh sech csch coth asinh acosh atanh').split()}
COMPLEX.update({name: (lambda z, f=f: f(1 / z)) for name, f in INV.items()})
COMPLEX.update(expm1=lambda z: m.exp(z) - 1, log1p=lambda z: m.log(1 + z), inverse=lambda z: 1 / z)
# The cut of each function and one point on it beyond the branch point, and the direction across it.
CUTS = {'log': (-2, 1), 'sqrt': (-2, 1), 'log1p': (-3, 1), 'asin': (2, 1), 'acos': (-2, 1), 'atanh': (2, 1),
        'acosh': (.5, 1), 'acoth': (.5, 1), 'asec': (.5, 1), 'acsc': (-.5, 1), 'asech': (2, 1),
        'asinh': (2, 0), 'atan': (-2, 0), 'acot': (.5, 0), 'acsch': (.5, 0)}


def part(x):
    return float(x) if abs(x) > mpf('1e-315') else (-0.0 if x < 0 else 0.0)


def value(f, x, y, digits=60):
    mp.dps = digits
    return mpc(f(mpc(mpf(x), mpf(y))))


def condition(f, x, y):
    """How much a relative change of x or y may change each part, relatively: the larger of the two."""
    mp.dps = 80
    h = mpf(10) ** -30
    v = f(mpc(x, y))
    dx = (f(mpc(x * (1 + h), y)) - v) / h
    dy = (f(mpc(x, y * (1 + h))) - v) / h
    return max((abs(dx.real) + abs(dy.real)) / abs(v.real), (abs(dx.imag) + abs(dy.imag)) / abs(v.imag))


def scaled(rng):
    return rng.choice((-1, 1)) * 10 ** rng.uniform(-3, 1.2)


def complex_rows(name, f, count, rng):
    rows = []
    special = [(0.6, 0.8), (1 + 1e-9, 1e-9), (1e-9, 1 + 1e-9), (-1 - 3e-9, 2e-9), (1 - 1e-7, -1e-12), (-1e-9, 1 - 1e-9), (-1e-9, -1 + 1e-9),
               (1e-12, -1e-9), (1e9, -1e7), (30, 30), (-.7, 50), (-50, .7), (1e-160, 1e-150), (5e-5, 1e-2), (-5e-5, 1e-2), (1e150, -2e180),
               (1 - 1e-9, 1e-5), (1 - 5e-11, -1e-5), (1e-5, -1 + 5e-11), (-0.28, 0.96), (-5e-11, 1e-5), (12.5, .7), (-2, 12.5), (-9, 2.0)]
    while len(rows) < count + len(special):
        x, y = special[len(rows)] if len(rows) < len(special) else (scaled(rng), scaled(rng))
        rows.append((x, y))
    out = []
    for x, y in rows:
        try:
            if max(abs(x), abs(y)) > 200 and name in ('exp sin cos tan sec csc cot sinh cosh tanh sech csch coth expm1'.split()):
                continue
            k = condition(f, mpf(x), mpf(y)) if name == 'expm1' else 0
            v = value(f, x, y, 700 if min(abs(x), abs(y)) < max(1e-20, 1e-15 * max(abs(x), abs(y))) else 60)
            r, i = part(v.real), part(v.imag)
            if k < LIMIT and 1e-300 < abs(r) < 1e300 and 1e-300 < abs(i) < 1e300:
                out.append([x, y, r, i])
        except (ZeroDivisionError, OverflowError, ValueError):
            continue
    for x in (0.3, -0.7, 1.9, -2.4, 5.25):
        for h in (1e-20, 1e-200):
            v = value(f, x, h, 700)
            c = m.fabs(mpf(x) * m.diff(lambda t: mpc(f(mpc(t, mpf(10) ** -40))).real, mpf(x)) / v.real) if abs(v.real) > mpf('1e-15') else 0
            if c < LIMIT:
                out.append([x, h, part(v.real), part(v.imag)])
    if name in CUTS:
        at, across = CUTS[name]
        for sign in (1, -1):
            eps = mpf(10) ** -320 * sign
            mp.dps = 700
            v = mpc(f(mpc(at, eps) if across else mpc(eps, at)))
            zero = 0.0 * sign
            out.append(([at, zero] if across else [zero, at]) + [part(v.real), part(v.imag)])
    return out


def real_rows(f, points):
    out = []
    for p in points:
        mp.dps = 60
        args = p if isinstance(p, tuple) else (p,)
        v = m.re(f(*[mpf(a) if not isinstance(a, int) else a for a in args]))
        if abs(float(v)) < 1e308:
            out.append([*args, float(v)])
    return out


def log_points(rng, lo, hi, count):
    return [10 ** rng.uniform(lo, hi) for _ in range(count)]


def real_tables(n, rng):
    both = lambda xs: [s * x for x in xs for s in (1, -1)]
    small = both(log_points(rng, -12, 1, n) + [1e-200, 0.5, 1.0, 3.0, 20.0])
    beyond = both([1 + x for x in log_points(rng, -14, 5, n)] + [2.0, 1e160])
    inside = [x for x in log_points(rng, -6, 0, n)] + [1 - x for x in log_points(rng, -14, -2, n)] + [1e-200, 0.5, 0.99]
    gammas = [rng.uniform(0, 5) for _ in range(n)] + [rng.uniform(5, 171.6) for _ in range(n)] + [171.6, 0.5, 1e-9, 1e-200]
    negatives = [-rng.uniform(0, 10) for _ in range(n)] + [-rng.uniform(10, 170) for _ in range(n)] + [-0.5, -1 - 1e-9, -2 + 1e-9]
    near = [1 + d for d in (1e-3, -1e-6, 1e-10, -1e-14)] + [2 + d for d in (1e-3, -1e-6, 1e-10, -1e-14)]
    away = lambda xs, g: [x for x in xs if abs(g(x)) > 0.3]
    root = 1.4616321449683623
    lg = lambda x: m.re(m.loggamma(x))
    softplus = lambda x: m.log1p(m.exp(x))
    t = {
        'sec': (m.sec, small), 'csc': (m.csc, small), 'cot': (m.cot, small), 'acot': (lambda x: m.atan(1 / x), small),
        'sech': (m.sech, small + [700.0, -300.0]), 'csch': (m.csch, small + [700.0, -300.0]), 'coth': (m.coth, small),
        'asec': (lambda x: m.acos(1 / x), beyond), 'acsc': (lambda x: m.asin(1 / x), beyond),
        'acoth': (lambda x: m.atanh(1 / x), beyond), 'asech': (lambda x: m.acosh(1 / x), inside),
        'acsch': (lambda x: m.asinh(1 / x), small),
        'sigmoid': (lambda x: 1 / (1 + m.exp(-x)), small + [700.0, -700.0]),
        'softplus': (softplus, small + [700.0, -700.0]),
        'gamma': (m.gamma, gammas + negatives),
        'lgamma': (lg, gammas + near + [200.0, 1e5, 1e17, 1e300] + away(negatives + [-300.5, -1e4 - 0.3], lambda x: lg(mpf(x)))),
        'digamma': (m.digamma, gammas + near + [root + d for d in (0.0, 1e-3, -1e-6, 1e-10, -1e-15)] + [1e10]
                    + away(negatives, lambda x: m.digamma(mpf(x)))),
        'trigamma': (lambda x: m.psi(1, x), gammas + negatives + [1e10, 1e160]),
        'erf': (m.erf, small + [rng.uniform(-6, 6) for _ in range(n)]),
        'erfc': (m.erfc, small[:-2] + [rng.uniform(-3, 26) for _ in range(2 * n)] + [0.25, 0.84375, 1.25, 1 / 0.35, 26.5]),
        'erfinv': (m.erfinv, both(log_points(rng, -12, 0, n) + [1 - x for x in log_points(rng, -15, -1, n)] + [1e-200])),
        'polygamma': (m.psi, [(k, x) for k in (1, 2, 3, 5, 8, 20) for x in (1e-3, 0.4, 1.0, 3.7, 25.0, 1e4)]
                      + [(k, x) for k in (1, 3, 5, 7) for x in (-0.4, -2.3, -17.6)] + [(2, -0.2), (4, -3.3), (6, -10.4), (100, 3.0), (150, 1e3), (60, -2.7)]),
        'beta': (m.beta, [(10 ** rng.uniform(-3, 2), 10 ** rng.uniform(-3, 2)) for _ in range(3 * n)]
                 + [(1e3, 1.5), (1e5, 0.3), (400.0, 1e-10), (300.0, 9.5), (250.0, 12.0), (1e8, 3.0), (120.3, 0.001), (143.7, 0.37), (77.7, 0.013), (-0.5, 2.25), (-3.3, 0.7), (200.5, -0.5), (1e6, -7.25)]),
        'realRoot': (lambda x, k: m.sign(x) * m.root(abs(x), k),
                     [(s * x, k) for x in (0.1, 2.0, 1e300, 1e-300, 3.7e17) for k in (3, 5, 7, 11, 101) for s in (1, -1)]
                     + [(x, k) for x in (0.1, 2.0, 1e300) for k in (2, 4, 10, 64)]),
    }
    return {name: real_rows(f, points) for name, (f, points) in t.items()}


def gamma_complex_rows(f, n, rng):
    out = []
    for _ in range(n):
        z = (rng.uniform(-12, 30), rng.choice((-1, 1)) * 10 ** rng.uniform(-2, 1.5))
        mp.dps = 60
        v = f(mpc(*z))
        out.append([*z, float(v.real), float(v.imag)])
    for z in ((1.001, 1e-3), (2.01, -1e-2), (0.75, 0.25), (1.3, -0.45), (-7.75, 0.5), (-20.25, 12.0), (-30.5, 1e-3), (1e3, 2e3), (0.0, 1e-3), (0.0, 40.0)):
        mp.dps = 60
        v = f(mpc(*z))
        if max(abs(v.real), abs(v.imag)) < 1e300:
            out.append([*z, float(v.real), float(v.imag)])
    return out


def power_condition(f, z, w, v):
    h = mpf(10) ** -25 if mp.dps < 100 else mpf(10) ** -200
    moved = [f(mpc(z[0] * (1 + h), z[1]), mpc(*w)), f(mpc(z[0], z[1] * (1 + h)), mpc(*w)),
             f(mpc(*z), mpc(w[0] * (1 + h), w[1])), f(mpc(*z), mpc(w[0], w[1] * (1 + h)))]
    return max(sum(abs(c(u - v)) for u in moved) / h / abs(c(v)) for c in (m.re, m.im))


def pow_rows(n, rng):
    f = lambda z, w: m.exp(w * m.log(z))
    points = [((scaled(rng), scaled(rng)), (float(w), 0.0)) for w in (2, 3, 5, -1, -3, 8, 17, -40, 0.5, -0.5, 1.5, 1 / 3, 2.7, -6.25) for _ in range(max(1, n // 4))]
    points += [((rng.uniform(-2, 2), rng.uniform(-2, 2)), (rng.uniform(-3, 3), rng.uniform(-3, 3))) for _ in range(n)]
    points += [((x, h), (w, 0.0)) for x in (0.3, 2.4) for h in (1e-20, 1e-200) for w in (2.0, 3.0, 7.0, -2.0, 0.5, 1.5, 0.3, -4.6)]
    points += [((-1.7, h), (w, 0.0)) for h in (1e-20, 1e-200) for w in (2.0, 3.0, -1.0, -5.0)]
    points += [((2.4, h), (2.4, h)) for h in (1e-20, 1e-200)] + [((2.4, 0.0), (1.3, h)) for h in (1e-20, 1e-200)]
    points += [((1.02, 0.013), (100.0, 0.0)), ((0.6, 0.8), (1000.0, 0.0)), ((1.1, -0.4), (300.5, 0.0)), ((1e-150, 2e-150), (2.0, 0.0)), ((1e100, 1e100), (-3.0, 0.0))]
    out = []
    for z, w in points:
        mp.dps = 700 if 0 < min(abs(z[1]), abs(w[1]) or 1) < 1e-15 else 60
        v = f(mpc(*z), mpc(*w))
        if all(1e-300 < abs(c) < 1e300 for c in (v.real, v.imag)) and power_condition(f, z, w, v) < LIMIT * max(1, abs(w[0]) / 2):
            out.append([*z, *w, float(v.real), float(v.imag)])
    return out


def write(folder, name, tables):
    body = ',\n'.join(' ' + json.dumps(k) + ': [\n' + ',\n'.join('  ' + json.dumps(r) for r in rows) + '\n ]' for k, rows in tables.items())
    with open(os.path.join(folder, name), 'w') as out:
        out.write('{\n' + body + '\n}\n')


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.dirname(os.path.abspath(__file__))
    rng = random.Random(20240517)
    complex_tables = {name: complex_rows(name, f, n, rng) for name, f in COMPLEX.items()}
    complex_tables['pow'] = pow_rows(n, rng)
    write(folder, 'complex-reference.json', complex_tables)
    tables = real_tables(n, rng)
    tables['gammaComplex'] = gamma_complex_rows(m.gamma, 2 * n, rng)
    tables['lgammaComplex'] = gamma_complex_rows(m.loggamma, 2 * n, rng)
    tables['digammaComplex'] = gamma_complex_rows(m.digamma, 2 * n, rng)
    write(folder, 'kernel-reference.json', tables)


main()

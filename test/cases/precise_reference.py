"""Writes precise-reference.json beside this file with mpmath: rows of function, argument texts, and the value to 70 digits.

Only needed to extend the table: the tests read the JSON. Arguments are multiples of 2^-10 and texts such as 1e-30, exact in
both worlds. Values are computed with 110 digits (and more where a function needs it), checked against 150, then written with 70.
"""
import json, os, random
from mpmath import mp, mpf
import mpmath as m


def erfc(x):
    old, mp.dps = mp.dps, mp.dps + (int(x * x) + 20 if 0 < x < 20 else 0)
    v = m.erfc(x)
    mp.dps = old
    return +v


def lost(f, digits=400):
    """With so many more digits, for values near a zero."""
    def g(*args):
        old, mp.dps = mp.dps, mp.dps + digits
        v = f(*args)
        mp.dps = old
        return +v
    return g


ANY, POS, UNIT, OUT = 'any', 'positive', 'unit', 'outside'
FUNCTIONS = {
    'exp': (m.exp, ANY), 'log': (m.log, POS), 'log10': (m.log10, POS), 'log2': (lambda x: m.log(x) / m.log(2), POS),
    'log1p': (lost(lambda x: m.log(1 + x)), POS), 'expm1': (lost(lambda x: m.exp(x) - 1), ANY), 'sqrt': (m.sqrt, POS),
    'cbrt': (lambda x: m.sign(x) * m.cbrt(abs(x)), ANY),
    'sin': (m.sin, ANY), 'cos': (m.cos, ANY), 'tan': (m.tan, ANY), 'sec': (m.sec, ANY), 'csc': (m.csc, ANY), 'cot': (m.cot, ANY),
    'sinc': (m.sinc, ANY), 'asin': (m.asin, UNIT), 'acos': (m.acos, UNIT), 'atan': (m.atan, ANY),
    'asec': (lambda x: m.acos(1 / x), OUT), 'acsc': (lambda x: m.asin(1 / x), OUT), 'acot': (lambda x: m.atan(1 / x), ANY),
    'sinh': (lost(m.sinh), ANY), 'cosh': (m.cosh, ANY), 'tanh': (lost(m.tanh), ANY), 'sech': (m.sech, ANY),
    'csch': (lost(m.csch), ANY), 'coth': (lost(m.coth), ANY), 'asinh': (lost(m.asinh), ANY),
    'acosh': (lambda x: m.acosh(1 + x), 'above'), 'atanh': (lost(m.atanh), UNIT), 'asech': (lambda x: m.acosh(1 / x), 'below'),
    'acsch': (lost(lambda x: m.asinh(1 / x)), ANY), 'acoth': (lost(lambda x: m.atanh(1 / x)), OUT),
    'sigmoid': (lambda x: 1 / (1 + m.exp(-x)), ANY), 'softplus': (lost(lambda x: m.log(1 + m.exp(x))), ANY),
    'gelu': (lambda x: x / 2 * erfc(-x / m.sqrt(2)), ANY),
    'silu': (lambda x: x / (1 + m.exp(-x)), ANY), 'softsign': (lambda x: x / (1 + abs(x)), ANY),
    'gamma': (m.gamma, ANY), 'lgamma': (lambda x: m.log(abs(m.gamma(x))), ANY), 'factorial': (m.factorial, POS),
    'erf': (m.erf, ANY), 'erfc': (erfc, ANY), 'zeta': (m.zeta, ANY),
}
TWO = {'atan2': m.atan2, 'hypot': m.hypot, 'pow': lambda x, y: abs(x) ** y, 'beta': lambda x, y: m.beta(abs(x), abs(y))}
SPECIAL = ['1e-30', '-1e-30', '1e-5', '50', '-50', '0.5', '-0.5', '1', '-1', '3', '700.25']


def dyadic(rng, kind):
    k = rng.choice((rng.randint(1, 1023), rng.randint(1, 20 * 1024), rng.randint(1, 100 * 1024)))
    if kind in (UNIT, 'below'):
        k = k % 1023 + 1
    if kind == OUT:
        k += 1025
    x = mpf(k) / 1024 * (1 if kind in (POS, 'above', 'below') or rng.random() < .5 else -1)
    return text(x)


def text(x):
    return m.nstr(x, 30, strip_zeros=True).rstrip('.') if x != int(x) else str(int(x))


def allowed(x, kind):
    return {ANY: True, POS: x > 0, UNIT: abs(x) < 1, OUT: abs(x) > 1, 'above': x > 0, 'below': 0 < x < 1}[kind]


def value(f, texts, dps):
    mp.dps = dps
    return f(*[mpf(t) for t in texts])


def row(name, f, texts, shown=None):
    try:
        low, high = value(f, texts, 110), value(f, texts, 150)
    except (ValueError, ZeroDivisionError):
        return None
    if not m.isfinite(high) or isinstance(high, m.mpc) or high == 0:
        return None
    if abs(low - high) > abs(high) * mpf(10) ** -85:
        print('unsure', name, texts)
        return None
    return [name, *(shown or texts), m.nstr(high, 70, strip_zeros=False)]


def main():
    rng = random.Random(7)
    rows = []
    for name, (f, kind) in FUNCTIONS.items():
        texts = [t for t in SPECIAL if allowed(mpf(t), kind)] + [dyadic(rng, kind) for _ in range(14)]
        for t in texts:
            # The argument of acosh is 1 + x.
            mp.dps = 60
            shown = [text(1 + mpf(t))] if name == 'acosh' and 'e' not in t else None
            if name == 'acosh' and shown is None:
                continue
            rows.append(row(name, f, [t], shown))
    for name, f in TWO.items():
        for _ in range(20):
            texts = [dyadic(rng, ANY), dyadic(rng, ANY)]
            if name in ('pow', 'beta'):
                texts[0] = texts[0].lstrip('-')
            if name == 'beta':
                texts[1] = texts[1].lstrip('-')
            rows.append(row(name, f, texts))
    rows = [r for r in rows if r]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'precise-reference.json'), 'w') as out:
        out.write('[\n' + ',\n'.join(json.dumps(r) for r in rows) + '\n]\n')
    print(len(rows))


main()

"""What SymPy answers: reads lines `formula<TAB>variables` and prints lines of JSON [line, simplifier, answer]."""
import json
import multiprocessing
import sys

import sympy as s

NAMES = {name: s.Symbol(name, real=True) for name in "abcdefghklmnpqrstuvwxyzADEGIKMNRTV"}
NAMES |= {"e": s.E, "eps": s.Symbol("eps", real=True), "tau": s.Symbol("tau", real=True), "abs": s.Abs, "max": s.Max, "min": s.Min}
NAMES |= {"besselj": s.besselj, "besseli": s.besseli, "lambertw": s.LambertW, "digamma": s.digamma, "gamma": s.gamma, "sign": s.sign}
NAMES |= {
    "sigmoid": lambda u: 1 / (1 + s.exp(-u)),
    "softplus": lambda u: s.log(1 + s.exp(u)),
    "piecewise": lambda a, c, b: s.Piecewise((a, c), (b, True)),
}


def answer(task):
    k, formula, variables, how = task
    try:
        derivative = s.diff(s.sympify(formula, locals=NAMES), *[NAMES[x] for x in variables.split(",")])
        return [k, how, str(getattr(s, how)(derivative))]
    except Exception as error:  # a failure of a peer is a result
        return [k, how, f"failure: {type(error).__name__}"]


if __name__ == "__main__":
    print(json.dumps(["version", s.__version__]))
    lines = [line.rstrip("\n").split("\t") for line in sys.stdin]
    with multiprocessing.Pool(1) as pool:
        for k, (formula, variables) in enumerate(lines):
            for how in ["simplify", "factor"]:
                try:
                    print(json.dumps(pool.apply_async(answer, [(k, formula, variables, how)]).get(60)))
                except multiprocessing.TimeoutError:
                    print(json.dumps([k, how, "failure: over 60 s"]))
                    pool.terminate()
                    pool = multiprocessing.Pool(1)

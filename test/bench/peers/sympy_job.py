"""SymPy on one problem: JSON on standard input, the timing or the name of the failure as JSON on standard output."""

import json
import statistics
import sys
import time

import sympy
from sympy.parsing.sympy_parser import parse_expr

problem = json.load(sys.stdin)
sys.setrecursionlimit(100_000)


def derivatives(e, by, wanted):
    if wanted is None:
        for x in by:
            e = sympy.diff(e, x)
        return [e]
    first = [sympy.diff(e, x) for x in by]
    return first if wanted == "gradient" else [sympy.diff(d, x) for d in first for x in by]


def parsed(text):
    return parse_expr(text.replace("^", "**"))


def task():
    work, functions = problem["work"], problem["functions"]
    (f, by), wanted = functions[0], problem.get("wanted")
    if work == "answer":
        return lambda: [str(derivatives(parsed(g), xs, None)[0]) for g, xs in functions]
    if work == "derivative":
        return lambda: derivatives(parsed(f), by, None)
    if work == "symbolic":
        names = {}
        for step in problem.get("steps", []):
            name, text = step.split(" = ")
            names[name] = parse_expr(text, local_dict=names)
        e = names[f] if f in names else parsed(f)
        return lambda: derivatives(e, [sympy.Symbol(x) for x in by], wanted)
    raise NotImplementedError


def measured(run):
    samples = []
    while not samples or (sum(samples) < 1 and len(samples) < 21):
        sympy.core.cache.clear_cache()
        start = time.process_time()
        run()
        samples.append(time.process_time() - start)
    low, middle, high = (statistics.quantiles(samples, n=4) if len(samples) > 1 else samples * 3)
    return {"median": middle * 1e6, "spread": (high - low) / 2 / middle, "samples": len(samples)}


try:
    print(json.dumps(measured(task())))
except NotImplementedError:
    print(json.dumps({"failure": "–"}))
except Exception as error:
    print(json.dumps({"failure": type(error).__name__}))

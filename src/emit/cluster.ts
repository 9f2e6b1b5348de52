/**
 * A whole program around an emitted function of NumPy: its value and its gradient as sums over the rows of data that are larger than the memory
 * of one machine, chunk by chunk by dask.array on a cluster of dask.distributed. The function itself stands in it unchanged. Names of users
 * are texts here. Sources: dask.array.blockwise, dask.distributed.LocalCluster.
 */

export interface ClusterOrder {
  /** The text of the function `f`, which answers the value and the derivatives. */
  readonly f: string
  readonly arguments: readonly string[]
  /** By which of them it is differentiated, in order. */
  readonly parameters: readonly string[]
  /** Those that are arrays along the rows. */
  readonly data: readonly string[]
  /** Whether it answers sums over the rows of its arrays, or values for each row. */
  readonly sums: boolean
}

const list = (names: readonly string[]): string => `[${names.map(n => JSON.stringify(n)).join(', ')}]`

const ROW_RESULTS = `    value, gradient = f(*[given[name] for name in ARGUMENTS])
    return np.concatenate([[np.sum(value)], np.sum(gradient, axis=0)])[None, :]`

const SUMMED_RESULTS = `    results = f(*[given[name] for name in ARGUMENTS])
    return np.concatenate([np.reshape(r, -1) for r in results])[None, :]`

/** The text of the program. */
export const clusterProgram = (order: ClusterOrder): string => `${order.f.trimEnd()}


# The arguments of f in order, those that derivatives are by, and those that are arrays with one entry or one row for each row of the data.
ARGUMENTS = ${list(order.arguments)}
PARAMETERS = ${list(order.parameters)}
DATA = ${list(order.data)}


def part(*arrays, names, fixed):
    """The value and the gradient over the rows of one chunk, in one line."""
    given = {**fixed, **dict(zip(names, arrays))}
${order.sums ? SUMMED_RESULTS : ROW_RESULTS}


def total(given):
    """The value and the gradient over all rows, one after the other in one lazy array.

    given has an array of Dask for each name of DATA, and numbers or arrays for all others.
    """
    names = [name for name in given if isinstance(given[name], da.Array)]
    fixed = {name: np.asarray(given[name], dtype=np.float64) for name in given if name not in names}
    # Axes have numbers: 0 the rows, 1 the results, and one for each further axis of an array.
    others = itertools.count(2)
    axes = [(0,) + tuple(next(others) for _ in range(1, given[name].ndim)) for name in names]
    parts = da.blockwise(
        part, (0, 1), *[x for name, at in zip(names, axes) for x in (given[name], at)],
        new_axes={1: 1 + sum(fixed[name].size for name in PARAMETERS)}, adjust_chunks={0: lambda n: 1},
        concatenate=True, dtype=np.float64, meta=np.empty((0, 0)), names=names, fixed=fixed)
    return parts.sum(axis=0)


def load(path, start, stop):
    """Some rows of a file; a worker reads only those."""
    return np.array(np.load(path, mmap_mode='r')[start:stop], dtype=np.float64)


def rows(path, chunk):
    """A file of NumPy as an array of Dask, so many rows a chunk."""
    shape = np.load(path, mmap_mode='r').shape
    ends = [(k, min(k + chunk, shape[0])) for k in range(0, shape[0], chunk)]
    blocks = [da.from_delayed(dask.delayed(load)(path, a, b), (b - a,) + shape[1:], np.float64) for a, b in ends]
    return da.concatenate(blocks)


def main():
    parser = argparse.ArgumentParser(description='The value and the gradient over all rows of files, as JSON.')
    parser.add_argument('given', nargs='+', metavar='NAME=VALUE', help=', '.join(
        f'{name}=FILE.npy' if name in DATA else f'{name}=NUMBER, list or FILE.npy' for name in ARGUMENTS))
    parser.add_argument('--scheduler', help='the address of a cluster, as in tcp://host:8786; by default one is started here')
    parser.add_argument('--workers', type=int, default=2, help='workers of a cluster that is started here')
    parser.add_argument('--memory', default='auto', help='the memory limit of each, as in 2GB')
    parser.add_argument('--chunk', type=int, default=100_000, help='rows a chunk')
    options = parser.parse_args()
    texts = dict(word.split('=', 1) for word in options.given if '=' in word)
    if set(texts) != set(ARGUMENTS) or len(options.given) != len(texts) or options.chunk < 1:
        parser.error(f'one value is needed for each of {", ".join(ARGUMENTS)}')
    given = {}
    for name, text in texts.items():
        if name in DATA:
            given[name] = rows(os.path.abspath(text), options.chunk)
        else:
            given[name] = np.load(text) if text.endswith('.npy') else np.array(json.loads(text), dtype=np.float64)
    lengths = {given[name].shape[0] for name in DATA}
    if len(lengths) != 1:
        parser.error(f'{", ".join(DATA)} differ in their numbers of rows')
    local = options.scheduler is None
    cluster = LocalCluster(
        n_workers=options.workers, threads_per_worker=1, memory_limit=options.memory, host='127.0.0.1',
        dashboard_address=None) if local else options.scheduler
    with Client(cluster):
        results = total(given).compute()
    if local:
        cluster.close()
    gradient, at = {}, 1
    for name in PARAMETERS:
        gradient[name] = results[at:at + given[name].size].reshape(given[name].shape).tolist()
        at += given[name].size
    print(json.dumps({'value': float(results[0]), 'gradient': gradient}))


if __name__ == '__main__':
    main()
`

/** What the program imports beside NumPy. */
export const CLUSTER_IMPORTS = [
  ...['import argparse', 'import itertools', 'import json', 'import os', ''],
  ...[
    'import dask',
    'import dask.array as da',
    'import numpy as np',
    'from dask.distributed import Client, LocalCluster',
  ],
].join('\n')

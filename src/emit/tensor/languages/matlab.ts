/** Tensors in MATLAB and Octave: vectors are columns, products are `*`, everything else goes entry by entry with axes that fit. */
import { FluxionError } from '../../../errors.js'
import type { TensorLanguage, TensorText } from '../../language.js'
import { indented, type StatementForms } from '../../print.js'
import { type ArrayForms, ArrayText, matrixProduct, type Operand, type Range } from '../arrays.js'
import { inputsOf, type TensorUnit, toldBy, toldIn, totalOf } from '../unit.js'

/** Sizes of an array: one axis is a column, none a number. */
const dimensions = (shape: readonly string[]): string =>
  shape.length === 0 ? '1, 1' : shape.length === 1 ? `${shape[0]}, 1` : shape.join(', ')

/** A fixed index taken, and a diagonal as a vector. */
function plain(o: Operand): Operand {
  if (o.at.some(c => c < 0)) {
    const index = o.at.map(c => (c < 0 ? String(~c + 1) : ':')).join(', ')
    return plain({ name: `fx_vector(${o.name}(${index}))`, at: o.at.filter(c => c >= 0) })
  }
  return o.at.length === 2 && o.at[0] === o.at[1] ? { name: `diag(${o.name})`, at: o.at.slice(0, 1) } : o
}

function aligned(operand: Operand, order: readonly number[]): string {
  const { name, at } = plain(operand)
  if (at.length === 0) return name
  const places = at.map(c => order.indexOf(c) + 1)
  if (places.every((p, k) => p === k + 1)) return name
  if (places.length === 1 && places[0] === 2) return `${name}.'`
  if (places.length === 2 && places[0] === 2 && places[1] === 1) return `${name}.'`
  return `fx_axes(${name}, [${places.join(', ')}])`
}

const total = (value: string, rank: number, count: number): string =>
  Array.from({ length: count }, (_, k) => rank - k).reduce((sum, axis) => `sum(${sum}, ${axis})`, value)

function product(given: readonly Operand[], out: readonly number[]): string {
  const operands = given.map(plain)
  const pair = matrixProduct(operands, out)
  if (pair !== undefined) {
    const [a, b] = [pair.left, pair.right].map(s => (s.turned ? `${s.name}.'` : s.name))
    const isRow = operands.some(o => o.name === pair.left.name && o.at.length === 1)
    const isVector = isRow && !pair.left.turned
    const turned = operands.find(o => o.name === pair.right.name)?.at.length
    // A vector on the left is a row there; what it leaves is turned into a column.
    if (!isVector) return `${a} * ${b}`
    return turned === 1 ? `${a}.' * ${b}` : `(${a}.' * ${b}).'`
  }
  const summed = [...new Set(operands.flatMap(o => o.at))].filter(c => !out.includes(c))
  const order = [...out, ...summed]
  return total(operands.map(o => aligned(o, order)).join(' .* '), order.length, summed.length)
}

const placesIn = (r: Range | undefined): string =>
  r === undefined ? ':' : `${r.from === '0' ? '' : `${r.from} + `}1:${r.to}`

const FORMS = (statements: StatementForms): ArrayForms => ({
  statements,
  real: size => size,
  aligned,
  product,
  total,
  spread: (value, shape) => {
    if (shape.length === 0) return value
    const zeros = `zeros(${dimensions(shape)})`
    return value === '0' ? zeros : value === '1' ? `ones(${dimensions(shape)})` : `(${value}) + ${zeros}`
  },
  equal: (own, other, rank, size) => {
    if (other < 0) return aligned({ name: `((1:${size}).' == ${~other + 1})`, at: [own] }, [...Array(rank).keys()])
    return aligned({ name: `eye(${size})`, at: [other, own] }, [...Array(rank).keys()])
  },
  part: (x, ranges) => `${x}(${ranges.map(placesIn).join(', ')})`,
  placed: (x, ranges) =>
    `fx_placed(${x}, {${ranges.map(placesIn).join(', ')}}, [${dimensions(ranges.map(r => r.size))}])`,
  times: factors => factors.join(' .* '),
  operation: (head, x, rank) => {
    switch (head) {
      case 'inv':
      case 'det':
      case 'tril':
        return `${head}(${x})`
      case 'prod':
      case 'cumsum':
        return `${head}(${x}, ${rank})`
      case 'logdet':
      case 'adj':
        return `fx_array_${head}(${x})`
      case 'max':
      case 'min':
      case 'softmax':
      case 'logsumexp':
      case 'argmax':
      case 'argmin':
      case 'prodothers':
        return `fx_array_${head}(${x}, ${rank})`
      default:
        throw new FluxionError('no-emission', `the function ${head} is not written in MATLAB`)
    }
  },
  solve: (a, b, transposed, shape) => {
    const matrix = transposed ? `${a}.'` : a
    if (shape.length <= 2) return `${matrix} \\ ${b}`
    return `reshape(${matrix} \\ reshape(${b}, size(${b}, 1), []), ${dimensions(shape)})`
  },
  literal: (entries, shape) =>
    shape.length === 1 ? `[${entries.join('; ')}]` : `fx_rows([${entries.join(', ')}], [${shape.join(', ')}])`,
  unit: (size, place) => `double((1:${size}).' == ${place})`,
  reshape: (x, shape) => `reshape(${x}, ${dimensions(shape)})`,
})

/** Functions beside the unit, by the names that call them. */
export const ARRAY_HELPERS: Readonly<Record<string, string>> = {
  fx_array_logdet: `function res = fx_array_logdet(x)
  [l, u, p] = lu(x);
  d = diag(u);
  if det(p) * prod(sign(d)) > 0
    res = sum(log(abs(d)));
  else
    res = NaN;
  end
end`,
  fx_array_adj: `function res = fx_array_adj(x)
  [u, s, v] = svd(x);
  res = det(u) * det(v) * v * diag(fx_array_prodothers(diag(s), 1)) * u.';
end`,
  fx_array_max: `function res = fx_array_max(x, axis)
  res = max(x, [], axis);
  res(any(isnan(x), axis)) = NaN;
end`,
  fx_array_min: `function res = fx_array_min(x, axis)
  res = min(x, [], axis);
  res(any(isnan(x), axis)) = NaN;
end`,
  fx_array_softmax: `function res = fx_array_softmax(x, axis)
  e = exp(x - max(x, [], axis));
  res = e ./ sum(e, axis);
end`,
  fx_array_logsumexp: `function res = fx_array_logsumexp(x, axis)
  top = max(x, [], axis);
  res = top + log(sum(exp(x - top), axis));
end`,
  fx_array_argmax: `function res = fx_array_argmax(x, axis)
  here = x == max(x, [], axis);
  res = double(here & cumsum(here, axis) == 1);
end`,
  fx_array_argmin: `function res = fx_array_argmin(x, axis)
  here = x == min(x, [], axis);
  res = double(here & cumsum(here, axis) == 1);
end`,
  fx_array_prodothers: `function res = fx_array_prodothers(x, axis)
  n = size(x, axis);
  res = ones(size(x));
  for k = 1:n
    for j = [1:k - 1, k + 1:n]
      if axis == 1
        res(k) = res(k) * x(j);
      else
        res(:, k) = res(:, k) .* x(:, j);
      end
    end
  end
end`,
  fx_axes: `function res = fx_axes(x, places)
  % Axis k of x becomes axis places(k).
  shape = size(x);
  shape = [shape(1:min(end, numel(places))), ones(1, numel(places) - ndims(x))];
  rank = max([places, 2]);
  order = zeros(1, rank);
  order(places) = 1:numel(places);
  order(order == 0) = numel(places) + (1:rank - numel(places));
  res = permute(reshape(x, [shape, 1, 1]), order);
end`,
  fx_vector: `function res = fx_vector(x)
  if isvector(x)
    res = x(:);
  else
    res = squeeze(x);
  end
end`,
  fx_rows: `function res = fx_rows(x, shape)
  % Entries by rows as an array of that shape.
  if numel(shape) < 2
    res = x(:);
  else
    res = permute(reshape(x, fliplr(shape)), numel(shape):-1:1);
  end
end`,
  fx_placed: `function res = fx_placed(x, places, shape)
  % Zeros, and x at those places.
  res = zeros(shape);
  res(places{:}) = x;
end`,
  fx_flat: `function res = fx_flat(x, rank)
  % The entries by rows.
  res = x;
  if rank > 1
    res = permute(x, rank:-1:1);
  end
  res = res(:).';
end`,
}

export const tensorsInMatlab =
  (statements: StatementForms): TensorLanguage =>
  unit =>
    unitOf(unit, statements)

function unitOf(unit: TensorUnit, statements: StatementForms): TensorText {
  const text = new ArrayText(unit, FORMS(statements))
  return {
    terms: text.terms,
    calls: [],
    text: print => {
      const told = unit.sizes.flatMap(s => {
        const by = toldBy(unit, s)
        return by === undefined ? [] : [`${s} = size(${by.name}, ${by.axis + 1});`]
      })
      return `function ${left(text)} = ${unit.name}(${toldIn(unit)})\n${indented([...told, ...text.lines(print)])}\nend`
    },
    main: () => main(unit, text),
  }
}

const left = (text: ArrayText): string =>
  text.results.length === 1 ? (text.results[0] as string) : `[${text.results.join(', ')}]`

function main(unit: TensorUnit, text: ArrayText): string {
  const [x, at, line] = ['point', 'at', 'line'].map(unit.give)
  const n = unit.sizes.length
  const inputs = inputsOf(unit)
  const reads = inputs.flatMap(({ name, shape, count }) => [
    shape.length === 0
      ? `${name} = ${x}(${at} + 1);`
      : `${name} = fx_rows(${x}(${at} + 1:${at} + ${count}), [${shape.join(', ')}]);`,
    `${at} = ${at} + ${count};`,
  ])
  const ranks = unit.program.results.map(k => unit.program.arrays[k]?.shape.length ?? 0)
  const flat = text.results.map((r, k) => `fx_flat(${r}, ${ranks[k]})`)
  return `% Reads points, one a line: the sizes, then the arguments in order, arrays by rows. Writes the results, one line a point.
function fx_main()
  ${line} = fgetl(0);
  while ischar(${line})
    words = strsplit(strtrim(strrep(${line}, ',', ' ')));
    if ~isempty(words{1})
      ${x} = str2double(words);
${indented(
  [
    ...unit.sizes.map((s, k) => `${s} = ${x}(min(${k + 1}, end));`),
    `${at} = ${n};`,
    `if numel(${x}) ~= ${n} + ${totalOf(inputs)}`,
    "  fprintf(2, 'the sizes and as many numbers as they say are needed\\n');",
    '  exit(2);',
    'end',
    ...reads,
    `${left(text)} = ${unit.name}(${toldIn(unit)});`,
    `results = [${flat.join(', ')}];`,
  ],
  '      ',
)}
      for k = 1:numel(results)
        if isnan(results(k)), fprintf('nan ');
        elseif isinf(results(k)) && results(k) > 0, fprintf('inf ');
        elseif isinf(results(k)), fprintf('-inf ');
        else, fprintf('%.17g ', results(k)); end
      end
      fprintf('\\n');
    end
    ${line} = fgetl(0);
  end
end`
}

/**
 * MATLAB, and Octave. The function works entry by entry, so that a parameter may be an array; gradients and matrices are of one point.
 * What MATLAB makes complex is NaN here. Routines with loops run number by number.
 */
import { isStraight, type Routine } from '../code.js'
import { type Language, lineComments, named } from '../language.js'
import { rowsOf, wrapped } from '../layout.js'
import { indented, type Printer, type StatementForms } from '../print.js'
import { ARRAY_HELPERS, tensorsInMatlab } from '../tensor/languages/matlab.js'
import type { Part, Unit } from '../unit.js'

const forms: StatementForms = {
  set: (x, v) => `${x} = ${v};`,
  return: v => `res = ${v}; return`,
  if: t => `if ${t}`,
  else: 'else',
  elseIf: t => `elseif ${t}`,
  while: t => `while ${t}`,
  end: 'end',
}

/** Entries in brackets are parted by spaces there, so that each has brackets of its own unless it is a name. */
function literal(p: Part, print: Printer): string {
  const [first] = p.entries
  if (p.shape.length === 0) return first === undefined ? 'NaN' : print.term(first)
  return `[${(p.shape.length === 1 ? [p.entries] : rowsOf(p)).map(row => row.map(print.atom).join(', ')).join('; ')}]`
}

const long = (line: string): string => wrapped(line, 1000, ' ...', '    ')

function unit(u: Unit, print: Printer): string {
  const results = u.parts.map(p => p.name)
  const lines = [...print.lines(u.body, forms, '  '), ...u.parts.map(p => `${p.name} = ${literal(p, print)};`)]
  const left = results.length === 1 ? results[0] : `[${results.join(', ')}]`
  return `function ${left} = ${u.name}(${u.parameters.join(', ')})\n${indented(lines.map(long))}\nend`
}

function routine(r: Routine, print: Printer): string {
  const name = print.routineName(r.name)
  const list = r.parameters.join(', ')
  if (isStraight(r))
    return `function res = ${name}(${list})\n${indented(print.lines(r.body, forms, '  ').map(long))}\nend`
  const loop = print.scalars().lines(r.body, forms, '  ').map(long)
  return `function res = ${name}(${list})
  res = arrayfun(@${name}_one, ${list});
end

function res = ${name}_one(${list})
${indented(loop)}
end`
}

const CHOOSE = `function res = fx_choose(test, yes, no)
  res = real(no) + zeros(size(test));
  if isscalar(yes)
    res(test) = real(yes);
  else
    res(test) = real(yes(test));
  end
end`

const REAL = `function res = fx_real(x)
  res = real(x);
  res(imag(x) ~= 0) = NaN;
end`

function main(u: Unit): string {
  const n = u.parameters.length
  const args = u.parameters.map((_, k) => `x(${k + 1})`).join(', ')
  const results = u.parts.map(p => p.name)
  const left = results.length === 1 ? results[0] : `[${results.join(', ')}]`
  const flat = u.parts.map(p => (p.shape.length < 2 ? p.name : `reshape(${p.name}.', 1, [])`))
  return `function fx_main()
  line = fgetl(0);
  number = 0;
  while ischar(line)
    number = number + 1;
    words = strsplit(strtrim(strrep(line, ',', ' ')));
    if ~isempty(words{1})
      x = str2double(words);
      if numel(x) ~= ${n} || any(isnan(x) & ~strcmpi(words, 'nan') & ~strcmpi(words, '-nan'))
        fprintf(2, 'line %d: ${n} numbers are needed\\n', number);
        exit(2);
      end
      ${left} = ${u.name}(${args});
      results = [${flat.join(', ')}];
      for k = 1:numel(results)
        if k > 1, fprintf(' '); end
        if isnan(results(k)), fprintf('nan');
        elseif isinf(results(k)) && results(k) > 0, fprintf('inf');
        elseif isinf(results(k)), fprintf('-inf');
        else, fprintf('%.17g', results(k)); end
      end
      fprintf('\\n');
    end
    line = fgetl(0);
  end
end`
}

export const matlab: Language = {
  title: 'MATLAB',
  ending: '.m',
  numeral: x => String(x).replace('e+', 'e'),
  infinity: 'Inf',
  nan: 'NaN',
  comparisons: { '!=': '~=' },
  operators: { '*': '.*', '/': './' },
  choose: (test, yes, no) => `fx_choose(${test}, ${yes}, ${no})`,
  chooseIsCall: true,
  functions: {
    ...named('exp sin cos tan atan atan2 sinh cosh tanh asinh expm1 abs floor ceil hypot erf erfc'),
    ...{ pow: '($1.^$2)', trunc: 'fix', fmod: 'rem' },
    ...Object.fromEntries(
      'sqrt log asin acos acosh atanh log10 log2 log1p'.split(' ').map(f => [f, `fx_real(${f}($1))`]),
    ),
  },
  // The remainder by 0 is the number itself there, that by infinity has none, and powers of negative numbers are complex.
  routines: `
fmod(a, b) { return b == 0 ? nan : abs(b) == inf ? (abs(a) == inf ? nan : a) : native_fmod(a, b); }
pow(x, y) {
  p = native_pow(abs(x), y);
  return x < 0 ? (y == floor(y) ? (abs(y) < inf ? (native_fmod(y, 2) == 0 ? p : -p) : p) : x > -inf ? nan : p) : p;
}
`,
  words: `break case catch classdef continue else elseif end for function global if otherwise parfor persistent return spmd switch try while
    unwind_protect do until end_try_catch endfunction endif endwhile endfor ans pi e i j inf Inf nan NaN eps NA sqrt exp log sin cos tan
    asin acos atan atan2 sinh cosh tanh asinh acosh atanh log10 log2 log1p expm1 abs floor ceil fix rem hypot erf erfc erfinv erfcinv
    sign real imag zeros size isscalar arrayfun res max min gamma beta value gradient jacobian hessian realmax realmin I J Inf
    fgetl ischar strsplit strtrim strrep isempty str2double numel any isnan strcmpi fprintf exit isinf rank permute shape reshape fliplr ones double cumsum svd det diag lu prod inv number results eye repmat mod round sort line words point`,
  routine: (r, print) => routine(r, print),
  tensors: tensorsInMatlab(forms),
  unit: (u, print) => unit(u, print),
  unitFirst: true,
  helpers: { ...ARRAY_HELPERS, fx_choose: CHOOSE, fx_real: REAL },
  beforeMain: '1;',
  main: u => main(u),
  afterMain: 'fx_main();',
  comment: lineComments('%'),
}

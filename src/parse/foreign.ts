/**
 * Names of functions and words of other languages (Python, JavaScript, Mathematica, MATLAB, SQL, spreadsheets in several tongues, English)
 * that are none of ours: each line begins with the one by which advice (foreign-advice.ts) knows the others.
 */

const NAMES = {
  pow: 'power Power POWER POW POTENZ PUISSANCE POTENCIA mpower expt powi powf powr',
  sqr: 'square Square SQR',
  cube: '',
  subs: 'eval evaluate substitute Replace ReplaceAll xreplace',
  D: 'Derivative derivative deriv Diff DERIV grad gradient',
  nDeriv: 'nderiv nDerivative numDeriv',
  Integrate: 'integrate Integral int quad',
  lim: 'limit Limit',
  IF: 'WENN SI SE iif iff ifelse if_else Which When IIf',
  Piecewise: 'cases',
  WURZEL: 'RACINE RAIZ RADQ SQRT Sqrt raiz',
  surd: 'Surd nthroot NthRoot',
  root3: 'sqrt3 cuberoot cubicroot CubeRoot CBRT Cbrt',
  lb: 'ld',
  LOG: '',
  ATAN2: '',
  maximum: 'fmax amax GREATEST greatest pmax',
  minimum: 'fmin amin LEAST least pmin',
  COALESCE: 'coalesce NULLIF nullif IFNULL ISNULL NVL',
  CAST: 'cast CONVERT TRY_CAST dble DBLE REAL float32 float64 Float32 Float64 asarray Number parseFloat',
  real: 'Real',
  imag: 'aimag Imag',
  csgn: 'signum',
  Rational: 'Fraction',
  Plus: 'Times Subtract Divide Minus Function',
  dnorm: 'normpdf',
  pnorm: 'normcdf ncdf',
  std: 'stdev stddev sd STDEV STDEVP',
  variance: 'var Variance VAR VARP',
  median: 'quantile percentile MEDIAN',
  rsqrt: '',
  dot: 'inner',
  matmul: 'mtimes',
  log_softmax: 'logsoftmax',
  log_sigmoid: 'logsigmoid',
  logabsdet: 'slogdet',
  solve: '',
  hadamard: 'multiply',
  flatten: 'ravel',
  concat: 'concatenate',
  print: 'disp Plot plot',
  polyval: 'Polynomial',
  nPr: 'NPR PERMUT',
  COMBIN: '',
  fabs: 'ABS Abs mod_abs absolute dabs DABS',
  sen: 'SEN seno Sen',
  tang: 'TAN Tan',
  senh: 'SENH',
  arcsen: 'asen ASEN',
  arctang: 'atg2',
  arctan2: '',
  LN: 'Ln loge alog dlog ALOG DLOG',
  dsqrt: 'DSQRT sqrtl',
  sind: '',
  cosd: '',
  tand: '',
  deg: 'deg2rad rad2deg degrees rad radians DEGREES RADIANS',
  MOD: 'Mod REST remainder fmod',
  cis: '',
  PI: 'Pi Pi_',
  SUM: 'SUMME SOMME SUMA SUMPRODUCT PRODUCT AVERAGE Sum',
} as const

const WORDS = {
  return: 'def const var let function fn fun end import from using syms clear float double int integer long auto print',
  SELECT: 'FROM WHERE AS select as',
  DIV: 'div',
  times: 'multiplied',
  plus: '',
  minus: '',
  over: 'divided',
  squared: '',
  cubed: '',
  equals: 'is',
  derivative: 'differentiate Differentiate of find Find compute Compute determine Determine',
  else: 'then elif elseif CASE WHEN THEN ELSE END case when',
  for: 'in',
  at: '',
} as const

export type ForeignName = keyof typeof NAMES
export type ForeignWord = keyof typeof WORDS

const listed = <K extends string>(table: Readonly<Record<K, string>>): ReadonlyMap<string, K> =>
  new Map(
    (Object.entries(table) as [K, string][]).flatMap(([first, others]) =>
      `${first} ${others}`
        .trim()
        .split(' ')
        .map(word => [word, first] as const),
    ),
  )

const FUNCTIONS = listed(NAMES)
const PLAIN = listed(WORDS)

/** The kind of a function of another language. */
export const foreignName = (name: string): ForeignName | undefined => FUNCTIONS.get(name)

/** The kind of a word of plain English or of a program, which would be a factor of its neighbours. */
export const foreignWord = (word: string): ForeignWord | undefined => PLAIN.get(word)

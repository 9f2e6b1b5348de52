/** All targets by name. */
import type { Language } from '../language.js'
import { c } from './c.js'
import { excel } from './excel.js'
import { fortran } from './fortran.js'
import { js, ts } from './javascript.js'
import { julia } from './julia.js'
import { matlab } from './matlab.js'
import { jax, numpy, pytorch } from './python.js'
import { rust } from './rust.js'
import { glsl, wgsl } from './shader.js'
import { sqlIn } from './sql.js'

export const TABLES = {
  ...{ c, rust, fortran, numpy, pytorch, jax, julia, matlab, js, ts, glsl, wgsl, excel },
  sql: /* @__PURE__ */ sqlIn('duckdb'),
} satisfies Readonly<Record<string, Language>>
export type LanguageName = keyof typeof TABLES

/** The names of all targets. */
export const LANGUAGES = /* @__PURE__ */ Object.keys(TABLES) as readonly LanguageName[]

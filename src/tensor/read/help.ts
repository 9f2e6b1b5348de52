/** The help of the functions of vectors and matrices, one line each. Only the command line imports this: no bundle carries it. */
import { help as axes } from '../functions/axes.js'
import { help as decompositions } from '../functions/decompositions.js'
import { help as matrices } from '../functions/matrices.js'
import { help as own } from './functions.js'

const lines = new Map([axes, decompositions, matrices, own].flatMap(table => Object.entries(table)))

/** What the function of that name does, which is the first of its row. */
export const aboutMatrixFunction = (name: string): string => lines.get(name) ?? ''

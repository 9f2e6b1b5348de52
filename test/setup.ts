/**
 * Before each file of tests. Random tests draw the same cases in every run, so that a failure is one of the change at hand;
 * FAST_CHECK_SEED=n draws others. fast-check prints the seed and the smallest failing case.
 */
import fc from 'fast-check'
import { afterEach } from 'vitest'
import { wholeLanguage } from '../src/calls/language.js'
import { methods } from '../src/expr/node.js'
import { text } from '../src/print/text.js'
import { STRUCTURES } from '../src/tensor/notation.js'

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) })

// The rooms are tested without the calls that give expressions their text and put the whole language in.
wholeLanguage()
methods.text = e => text(e, { structures: STRUCTURES })

// Synchronous tests in a row would starve the connection to the test runner, which on a loaded machine gives up.
afterEach(() => new Promise<void>(resolve => void setImmediate(resolve)))

/// <reference lib="dom" />
/** The thread that computes, so that typing stays smooth. It answers each question with an answer or with what is wrong. */
import { FluxionError } from '../../src/index.js'
import { type Answer, answerTo, type Question } from './answer.js'

export type Reply = { readonly answer: Answer } | { readonly trouble: string }

self.addEventListener('message', async (event: MessageEvent<Question>) => {
  self.postMessage(await reply(event.data))
})

async function reply(question: Question): Promise<Reply> {
  try {
    return { answer: await answerTo(question) }
  } catch (error) {
    if (error instanceof FluxionError) return { trouble: error.message }
    // The page goes on; the fault is shown, not hidden.
    return { trouble: `a fault of this page: ${String(error)}` }
  }
}

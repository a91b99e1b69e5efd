import { Fault } from '@surefoot/shared/bus'
import type { CDPSession } from 'playwright-core'
import type { z } from 'zod'
import * as dom from './dom.ts'
import * as pageScript from './page-script.ts'

const WORLD = 'surefoot'

/** For a document to load. */
export const LOAD_TIMEOUT_MS = 15_000

/** One task in the page: a function of a script, what it is given, and what it must answer. */
export interface PageTask<A, S extends z.ZodType> {
  readonly run: (order: A) => unknown
  readonly order: A
  readonly answer: S
  readonly timeoutMs: number
}

/** Runs tasks in a page, each as one message there and back. */
export interface PageWorld {
  /** Run code at the start of each document, from the next one on, instead of what was to be run there before. */
  readonly atStart: (code: string) => Promise<void>
  /** Throws Fault PAGE_FAILED if the page is gone, hangs or the task throws in it. */
  readonly run: <A, S extends z.ZodType>(task: PageTask<A, S>) => Promise<z.output<S>>
}

/**
 * A world apart from the page's own scripts, in the page that a session is attached to. It outlives navigation: each task
 * finds it by name.
 *
 * @param scripts modules of functions that tasks use besides the page script's, each sent as its text
 */
export async function openPageWorld(
  session: CDPSession,
  scripts: readonly object[] = [],
): Promise<PageWorld> {
  const library = `const dom = (() => {${textOf([dom])}\nreturn {${Object.keys(dom).join(',')}}})()
${textOf([pageScript, ...scripts])}`
  const { frameTree } = await session.send('Page.getFrameTree')
  const frameId = frameTree.frame.id
  const evaluate = async (expression: string, timeoutMs: number): Promise<unknown> => {
    const limits = { timeout: timeoutMs }
    const world = { frameId, worldName: WORLD }
    const { executionContextId } = await session.send('Page.createIsolatedWorld', world, limits)
    const { result, exceptionDetails } = await session.send(
      'Runtime.evaluate',
      { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true },
      limits,
    )
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  let installed: string | undefined
  return {
    atStart: async (code) => {
      if (installed !== undefined)
        await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: installed })
      const source = `(() => {${library}\n${code}})()`
      const atStart = { source, worldName: WORLD }
      const added = await session.send('Page.addScriptToEvaluateOnNewDocument', atStart)
      installed = added.identifier
    },
    run: async ({ run, order, answer, timeoutMs }) => {
      try {
        const call = `(() => {${library}\nreturn ${run.name}(${JSON.stringify(order)})})()`
        return answer.parse(await evaluate(call, timeoutMs))
      } catch (cause) {
        throw new Fault('PAGE_FAILED', `the page did not answer (${run.name})`, 'drop', { cause })
      }
    },
  }
}

function textOf(scripts: readonly object[]): string {
  return scripts.flatMap((functions) => Object.values(functions).map(String)).join('\n')
}

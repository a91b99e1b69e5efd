import { Fault } from '@surefoot/shared'
import type { CDPSession } from 'playwright-core'
import type { z } from 'zod'
import * as clickGuardScript from '../click-gate/click-guard-script.ts'
import * as gateScript from '../click-gate/gate-script.ts'
import * as script from './page-script.ts'

const WORLD = 'surefoot'

/** One task in the page: a function of the page script, what it is given, and what it must answer. */
export interface PageTask<A, S extends z.ZodType> {
  readonly run: (order: A) => unknown
  readonly order: A
  readonly answer: S
  readonly timeoutMs: number
}

/** Runs tasks in a page, each as one message there and back. */
export interface PageWorld {
  /** Put the click guard, and a gate if one is ordered, up at the start of each document from the next one on. */
  readonly guardFrom: (gate: gateScript.GateOrder | null) => Promise<void>
  /** Throws Fault PAGE_FAILED if the page is gone, hangs or the task throws in it. */
  readonly run: <A, S extends z.ZodType>(task: PageTask<A, S>) => Promise<z.output<S>>
}

const LIBRARY = [script, gateScript, clickGuardScript]
  .flatMap((functions) => Object.values(functions).map(String))
  .join('\n')

/** A world of our own in the page that a session is attached to. It outlives navigation: each task looks it up anew. */
export async function openPageWorld(session: CDPSession): Promise<PageWorld> {
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
    guardFrom: async (order) => {
      if (installed !== undefined)
        await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: installed })
      const tools = '{ aimAt, isInside, readOne, selectOne, splitSelector }'
      const gate = order === null ? '' : `installGate(${JSON.stringify(order)}, ${tools})`
      const source = `(() => {${LIBRARY}\ninstallClickGuard(${tools})\n${gate}})()`
      const atStart = { source, worldName: WORLD }
      const added = await session.send('Page.addScriptToEvaluateOnNewDocument', atStart)
      installed = added.identifier
    },
    run: async ({ run, order, answer, timeoutMs }) => {
      try {
        const call = `(() => {${LIBRARY}\nreturn ${run.name}(${JSON.stringify(order)})})()`
        return answer.parse(await evaluate(call, timeoutMs))
      } catch (cause) {
        throw new Fault('PAGE_FAILED', `the page did not answer (${run.name})`, 'drop', { cause })
      }
    },
  }
}

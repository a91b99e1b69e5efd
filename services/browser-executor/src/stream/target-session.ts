/**
 * Owns the way to the targets beside a page: its workers, its frames of another site, and what these open in turn. Chromium
 * hands nothing of theirs to a session of the page, and the driver's sessions have no children, so they are reached by
 * messages through the session that they were attached to.
 */
import { EventEmitter } from 'node:events'
import type { CDPSession } from 'playwright-core'
import { z } from 'zod'

/** A target as CDP has it: what is asked of it, and what it reports. */
export type TargetSession = Pick<CDPSession, 'on' | 'send'>

/** Of each: called before anything runs in it, and waited for. What it answers is called when the target has ended. */
type OnTarget = (session: TargetSession, kind: string) => Promise<() => void>

const reply = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})

/** What runs in the page's own name and may hear odds. Its service workers are bypassed. */
const ATTACHED: ReadonlySet<string> = new Set(['iframe', 'worker'])
const SHARED_WORKER = 'shared_worker'

/**
 * Attaches to every target that the page opens from now on, and to those that they open. A shared worker is no child of a page:
 * it is attached to when it appears, so before its script has been fetched, but it does not wait for us.
 */
export async function openTargets(page: TargetSession, onTarget: OnTarget): Promise<void> {
  await attachChildren(page, onTarget)
  page.on('Target.targetCreated', ({ targetInfo: { type, targetId } }) => {
    if (type !== SHARED_WORKER) return
    // It may have ended meanwhile.
    page.send('Target.attachToTarget', { targetId, flatten: false }).catch(() => undefined)
  })
  await page.send('Target.setDiscoverTargets', { discover: true })
}

async function attachChildren(parent: TargetSession, onTarget: OnTarget): Promise<void> {
  const children = new Map<string, ChildSession>()
  parent.on('Target.attachedToTarget', ({ sessionId, targetInfo: { type } }) => {
    const child = createChildSession(parent, sessionId)
    children.set(sessionId, child)
    void begin(child, type, onTarget)
  })
  parent.on('Target.detachedFromTarget', ({ sessionId }) => {
    children.get(sessionId)?.end()
    children.delete(sessionId)
  })
  parent.on('Target.receivedMessageFromTarget', ({ sessionId, message }) =>
    children.get(sessionId)?.receive(message),
  )
  await parent.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: false,
  })
}

/** It waits to be let run, whatever goes wrong with our listening: the page must not notice us. */
async function begin(child: ChildSession, type: string, onTarget: OnTarget): Promise<void> {
  try {
    if (!ATTACHED.has(type) && type !== SHARED_WORKER) return
    void child.ended.then(await onTarget(child, type))
    await attachChildren(child, onTarget)
  } catch {
    // It ended meanwhile, or has no such domain; what it receives is then not heard, and the account's stream is silent.
  } finally {
    child.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
  }
}

interface ChildSession extends TargetSession {
  readonly ended: Promise<void>
  readonly receive: (message: string) => void
  /** Nothing is answered any more. */
  readonly end: () => void
}

function createChildSession(parent: TargetSession, sessionId: string): ChildSession {
  const events = new EventEmitter()
  const asked = new Map<number, PromiseWithResolvers<unknown>>()
  const over = Promise.withResolvers<void>()
  let count = 0
  const ask = async (method: string, params: object = {}): Promise<unknown> => {
    count += 1
    const id = count
    const answer = Promise.withResolvers<unknown>()
    asked.set(id, answer)
    // A parent that is gone answers this with an error; the answer itself may then never come.
    const message = JSON.stringify({ id, method, params })
    const sent = parent.send('Target.sendMessageToTarget', { sessionId, message })
    sent.catch((error: unknown) => answer.reject(error))
    return answer.promise.finally(() => asked.delete(id))
  }
  return {
    ended: over.promise,
    ...typed(events, ask),
    receive: (message) => {
      const { id, method, params, result, error } = reply.parse(JSON.parse(message))
      if (method !== undefined) {
        events.emit('event', { method, params })
        events.emit(method, params)
      } else if (id !== undefined && error !== undefined)
        asked.get(id)?.reject(new Error(error.message))
      else if (id !== undefined) asked.get(id)?.resolve(result)
    },
    end: () => {
      over.resolve()
      for (const { reject } of asked.values()) reject(new Error('The target has ended.'))
    },
  }
}

function typed(
  events: EventEmitter,
  ask: (method: string, params?: object) => Promise<unknown>,
): TargetSession {
  const session = {
    on: (event: string, listener: (payload: unknown) => void) => void events.on(event, listener),
    send: ask,
  }
  if (!isSession(session)) throw new Error('A session of a target cannot be asked.')
  return session
}

/** What CDP's messages hold is typed by the driver alone: they are passed on as they come. */
function isSession(session: object): session is TargetSession {
  return 'on' in session && 'send' in session
}

import type { CompiledContract } from '@surefoot/provider'
import { z } from 'zod'
import type { SessionFacts } from '../ports.ts'
import { readSession } from './page-script.ts'
import type { PageWorld } from './page-world.ts'

/** For a page to give what it shows. */
export const READ_TIMEOUT_MS = 2000

export const fault = z.object({ fault: z.string() })
export const text = z.union([z.string(), fault])
export const sessionTexts = z.object({
  isLoggedIn: z.boolean(),
  isLoggedOut: z.boolean(),
  balance: text.nullable(),
})

/** Of a page that cannot be read. */
export const NO_FACTS: SessionFacts = { isLoggedIn: null, balance: null }

/** Who is logged in, and the balance. Throws Fault PAGE_FAILED. */
export async function readSessionFacts(
  world: PageWorld,
  compiled: CompiledContract,
): Promise<SessionFacts> {
  const { session } = compiled.readings
  const order = { session }
  const task = { run: readSession, order, answer: sessionTexts, timeoutMs: READ_TIMEOUT_MS }
  const { isLoggedIn, isLoggedOut, balance } = await world.run(task)
  return {
    isLoggedIn: isLoggedIn === isLoggedOut ? null : isLoggedIn,
    balance: typeof balance === 'string' ? (compiled.slip.balance(balance) ?? null) : null,
  }
}

import type { Subscription } from '@nats-io/nats-core'
import type { Connection, Stoppable } from './connection.ts'

/** How long a server that is away may hold up a closing: it would be waited for without end. */
const CLOSING_MS = 5000

/** Take no more messages of a subscription. Returns once the server knows, or is given up. Again is harmless. */
export async function endSubscription(
  { isConnected }: Connection,
  subscription: Subscription,
): Promise<void> {
  if (subscription.isClosed()) return
  if (isConnected()) await endsSoon(subscription.drain())
  if (!subscription.isClosed()) subscription.unsubscribe()
}

/** Stop every listener and close. What is in hand is waited for, but not for long while the server is away. */
export async function closeConnection(
  { nats, isConnected }: Connection,
  listeners: readonly Stoppable[],
): Promise<void> {
  const stopping = Promise.allSettled(listeners.map((listener) => listener.stop()))
  let hasStopped = await endsSoon(stopping)
  while (!hasStopped && isConnected()) hasStopped = await endsSoon(stopping)
  if (isConnected()) await endsSoon(nats.drain())
  await nats.close()
}

/** Whether a step ends in time, well or not. */
async function endsSoon(step: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), CLOSING_MS)
  const ended = step.then(
    () => true,
    () => true,
  )
  const isEnded = await Promise.race([ended, late.promise])
  clearTimeout(timer)
  return isEnded
}

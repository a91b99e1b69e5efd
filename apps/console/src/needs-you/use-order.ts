import type { hedgeChoose, ShownChoice } from '@surefoot/shared/messages'
import { useState } from 'react'
import type { z } from 'zod'
import { Problem } from '../api/problem.ts'
import { useCommand } from '../parts/use-command.ts'

type Placed = z.infer<typeof hedgeChoose.reply>

export interface OrderOptions {
  readonly run: (orderId: string, shown: ShownChoice) => Promise<Placed>
  readonly onDone: (placed: Placed) => void
  readonly onSettled: () => void
}

/** Without an answer it may have been done: then the next click carries the same id. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set(['NO_ANSWER', 'SERVICE_SILENT', 'UNREADABLE'])

/** Send a choice once for each click. A click after one without an answer is the same order. */
export function useOrder({ run, onDone, onSettled }: OrderOptions) {
  const [orderId, setOrderId] = useState(() => crypto.randomUUID())
  const order = useCommand({
    run: (shown: ShownChoice) => run(orderId, shown),
    failure: (_, error) =>
      isUnanswered(error) || isReused(error)
        ? 'It is not known whether it is placed'
        : 'Nothing was placed',
    onDone: (placed) => {
      setOrderId(crypto.randomUUID())
      onDone(placed)
    },
    onFailed: (error) => {
      if (!isUnanswered(error)) setOrderId(crypto.randomUUID())
    },
    onSettled,
  })
  return { isPending: order.isPending, send: order.mutate }
}

/** The click before it, which got no answer, was of another price: that one may have been placed. */
function isReused(error: Error): boolean {
  return error instanceof Problem && error.code === 'KEY_REUSED'
}

/** Whether it may have been done. */
export function isUnanswered(error: Error): boolean {
  return !(error instanceof Problem) || WITHOUT_ANSWER.has(error.code)
}

/**
 * Owns the answer to "was a request lost?": one that the worker has put into the queue is to become a row of the ledger, or
 * to be refused aloud.
 */
import { connect } from '@nats-io/transport-node'
import { readAddress } from '@surefoot/shared/bus'
import { execRequest, executionChanged } from '@surefoot/shared/messages'

export interface Requests extends AsyncDisposable {
  /** Of the executions that were asked for. */
  readonly asked: ReadonlySet<string>
  /** Of those that the execution service refused. */
  readonly refused: ReadonlySet<string>
}

const request = execRequest.body.pick({ executionId: true })
const change = executionChanged.body.pick({ executionId: true, step: true })

/** Listen beside the services until disposed. */
export async function watchRequests(natsUrl: string): Promise<Requests> {
  const { servers, login } = readAddress(natsUrl)
  const nats = await connect({ servers: [...servers], ...login, maxReconnectAttempts: -1 })
  const [asked, refused] = [new Set<string>(), new Set<string>()]
  nats.subscribe(execRequest.subject, {
    callback: (_error, message) => void asked.add(request.parse(message.json()).executionId),
  })
  nats.subscribe(executionChanged.subject, {
    callback: (_error, message) => {
      const { executionId, step } = change.parse(message.json())
      if (step === 'refused') refused.add(executionId)
    },
  })
  await nats.flush()
  return { asked, refused, [Symbol.asyncDispose]: () => nats.close() }
}

import { AuthorizationError } from '@nats-io/nats-core'
import { connect } from '@nats-io/transport-node'
import type { z } from 'zod'
import type {
  Body,
  EventDefinition,
  Reply,
  RequestDefinition,
  WorkDefinition,
} from '../messages/define.ts'
import { clipEntry, systemLog } from '../messages/system-log.ts'
import { createLedgerClock, type LedgerClock } from '../runtime/ledger-clock.ts'
import type { Logger } from '../runtime/logger.ts'
import { readAddress } from './address.ts'
import { closeConnection } from './closing.ts'
import type { Connection, Listener, LogEntry, Stoppable, TakenQueue } from './connection.ts'
import { createDelays } from './delays.ts'
import { enqueue } from './enqueue.ts'
import { publish, subscribe, type SubscribeOptions } from './events.ts'
import { Fault } from './fault.ts'
import { createForbidden } from './forbidden.ts'
import { inboxPrefixOf } from './inbox.ts'
import { request, type RequestOptions } from './request.ts'
import { serve, type ServeOptions } from './serve.ts'
import { work, type WorkOptions } from './work.ts'

/** The only way for one process to speak to another. */
export interface Bus extends AsyncDisposable {
  request<B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    body: z.input<B>,
    options: RequestOptions,
  ): Promise<Reply<R>>
  serve<B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    handler: (body: z.output<B>) => Promise<Reply<R>>,
    options?: ServeOptions,
  ): Promise<Stoppable>
  publish<B extends Body>(definition: EventDefinition<B>, body: z.input<B>): void
  subscribe<B extends Body>(
    definition: EventDefinition<B>,
    handler: (body: z.output<B>) => void | Promise<void>,
    options?: SubscribeOptions,
  ): Promise<Stoppable>
  enqueue<B extends Body>(
    definition: WorkDefinition<B>,
    body: z.input<B>,
    options: { readonly id: string },
  ): Promise<void>
  work<B extends Body>(
    definition: WorkDefinition<B>,
    handler: (body: z.output<B>) => Promise<void>,
    options?: WorkOptions,
  ): Promise<Stoppable>
  log(entry: LogEntry): void
  /** What this process knows of the ledger's clock, from the replies that it got. */
  readonly ledgerClock: LedgerClock
  /** Whether the server can be reached now. */
  isConnected(): boolean
}

export interface OwnBus extends Bus {
  /** What this process tried and its user may not: with any of it the process is not fit to serve. */
  forbidden(): readonly string[]
  /** The work queues that this process takes from. */
  queues(): readonly TakenQueue[]
  /** Returns when the server has replied. It may never settle; throws while the server is away. */
  roundTrip(): Promise<unknown>
}

export interface BusOptions {
  /** `nats://user:password@host:port`; commas between several of a cluster. */
  readonly url: string
  /** Queue group and consumer name: instances of one service share its work. */
  readonly service: string
  readonly logger: Logger
}

/** Well inside the silence after which a browser is taken for lost, so that a server's restart loses none. */
const RECONNECT_EVERY_MS = 250
/** A server that hangs, or vanished without closing the connection, is left when it has missed two of these. */
const PING_EVERY_MS = 2000
/** A server that lets a connection in and then says nothing. */
const CONNECT_WITHIN_MS = 5000

/**
 * Connect to NATS. Reconnects for ever once connected. Disposing stops every listener and drains, or closes within
 * seconds if the server is away.
 */
export async function openBus({ url, service, logger }: BusOptions): Promise<OwnBus> {
  const { servers, login } = readAddress(url)
  const server = servers.join(', ')
  const user = login === undefined ? 'a user without a name' : `${login.user} with this password`
  const nats = await connect({
    servers: [...servers],
    ...login,
    name: service,
    inboxPrefix: inboxPrefixOf(login?.user ?? service),
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_EVERY_MS,
    pingInterval: PING_EVERY_MS,
    timeout: CONNECT_WITHIN_MS,
    // A trace of every request, in case it fails, is a tenth of what asking costs; a NoReply has its own.
    noAsyncTraces: true,
  }).catch((cause: unknown) => {
    throw cause instanceof AuthorizationError
      ? new Fault('BUS_LOCKED', `NATS at ${server} does not let in ${user}`, 'halt', { cause })
      : new Fault('BUS_UNAVAILABLE', `NATS does not answer at ${server}`, 'halt', { cause })
  })
  let isConnected = true
  const forbidden = createForbidden()
  const connection: Connection = {
    nats,
    service,
    logger,
    delays: createDelays(),
    queues: new Set(),
    ledgerClock: createLedgerClock(),
    isConnected: () => isConnected && !nats.isClosed(),
    log: (entry) =>
      publish(connection, systemLog, {
        ...clipEntry(entry),
        service,
        at: new Date().toISOString(),
      }),
  }
  void (async () => {
    for await (const status of nats.status()) {
      if (status.type === 'disconnect') isConnected = false
      if (status.type === 'reconnect') isConnected = true
      if (status.type === 'error') forbidden.note(connection, status.error)
    }
  })()
  return {
    ...createBus(connection),
    forbidden: forbidden.acts,
    queues: () => [...connection.queues],
    roundTrip: () => nats.rtt(),
  }
}

function createBus(connection: Connection): Bus {
  const listeners: Stoppable[] = []
  /** Returns when the server knows of the subscription, so that nothing sent after it is missed. Throws Fault if it forbids it. */
  const listening = async (listener: Listener): Promise<Stoppable> => {
    listeners.push(listener)
    await connection.nats.flush()
    if (!listener.isClosed()) return listener
    const message = `The bus does not let ${connection.service} listen to ${listener.subject}`
    throw new Fault('BUS_FORBIDDEN', message, 'halt')
  }
  return {
    request: (definition, body, options) => request(connection, definition, body, options),
    serve: (definition, handler, options) =>
      listening(serve(connection, definition, handler, options)),
    publish: (definition, body) => publish(connection, definition, body),
    subscribe: (definition, handler, options) =>
      listening(subscribe(connection, definition, handler, options)),
    enqueue: (definition, body, options) => enqueue(connection, definition, body, options),
    work: async (definition, handler, options) => {
      const working = await work(connection, definition, handler, options)
      listeners.push(working)
      return working
    },
    log: connection.log,
    ledgerClock: connection.ledgerClock,
    isConnected: connection.isConnected,
    [Symbol.asyncDispose]: () => closeConnection(connection, listeners),
  }
}

import {
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamUpdateConfig,
} from '@nats-io/jetstream'
import { jserrors } from '@nats-io/jetstream/internal'
import { nanos } from '@nats-io/nats-core'
import type { WorkDefinition } from '../messages/define.ts'
import type { Connection } from './connection.ts'

/** Doorbells older than this ring for nothing: what matters is in the ledger. */
const LARGEST_AGE_MS = 10 * 60_000
/** One server of three may be lost. More copies make storing slower and nothing safer: the ledger has it all. */
const MAX_COPIES = 3

/**
 * Error codes of a server that cannot keep this number of copies: it is alone; too few servers are there; too few have room.
 */
const TOO_MANY_COPIES: ReadonlySet<number> = new Set([10074, 10005, 10023])

/** What this version asks of a work queue and a server can change in one that is there. */
function settingsOf({ subject }: WorkDefinition) {
  return {
    subjects: [subject],
    max_age: nanos(LARGEST_AGE_MS),
    duplicate_window: nanos(120_000),
  }
}

/** The server's interface for streams and consumers. */
export function manage({ nats }: Connection): Promise<JetStreamManager> {
  // The check would ask for the whole account, which no service may.
  return jetstreamManager(nats, { checkAPI: false })
}

/**
 * Make the stream of a work queue, or change the one that is there, with as many copies as the cluster can keep now, up to three.
 * Copies are never taken away: whoever raised them meant it.
 */
export async function matchStream(
  connection: Connection,
  definition: WorkDefinition,
): Promise<void> {
  const { streams } = await manage(connection)
  const { stream: name } = definition
  const settings = settingsOf(definition)
  const present = await streams.info(name).catch(noneIfMissing)
  if (present === undefined) {
    const fixed = { name, retention: RetentionPolicy.Workqueue, storage: StorageType.File }
    const add = (copies: number) => streams.add({ ...fixed, ...settings, num_replicas: copies })
    if (!(await hasMoreCopies(1, add))) await add(1)
    return
  }
  const { config } = present
  const change = (copies: number) => streams.update(name, { ...settings, num_replicas: copies })
  if (await hasMoreCopies(config.num_replicas, change)) return
  if (!isSame(config, settings)) await change(config.num_replicas)
}

/** Whether the cluster could keep more copies than these: three are tried first, then fewer. */
async function hasMoreCopies(
  present: number,
  step: (copies: number) => Promise<unknown>,
): Promise<boolean> {
  for (let copies = MAX_COPIES; copies > present; copies -= 1) {
    try {
      await step(copies)
      return true
    } catch (error) {
      const isTooMany =
        error instanceof jserrors.JetStreamApiError && TOO_MANY_COPIES.has(error.code)
      if (!isTooMany) throw error
    }
  }
  return false
}

function isSame(config: StreamUpdateConfig, settings: ReturnType<typeof settingsOf>): boolean {
  return (
    config.max_age === settings.max_age &&
    config.duplicate_window === settings.duplicate_window &&
    config.subjects?.join(' ') === settings.subjects.join(' ')
  )
}

/** A stream, or a consumer, that the server says is not there; any other error is thrown on. */
export function noneIfMissing(error: unknown): undefined {
  const isMissing =
    error instanceof jserrors.JetStreamApiError && (error.code === 10059 || error.code === 10014)
  if (!isMissing) throw error
}

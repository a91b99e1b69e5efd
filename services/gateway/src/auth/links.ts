import { Fault, NoReply, type Bus } from '@surefoot/shared/bus'
import { ledgerLink } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import { READ_WITHIN_MS } from '../deadlines.ts'
import { createSecret, hashSecret } from './secret.ts'

export interface LinksOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly logger: Logger
  /** The secret of the link that the gateway was started with. */
  readonly firstLink: string
}

export interface NewLink {
  /** Given to whoever asked for it, and kept nowhere. */
  readonly secret: string
  readonly expiresAt: string
  /** From now on, for whoever's clock is another. */
  readonly livesMs: number
}

export interface Links extends Disposable {
  /** Make a link by which this operator gets in, once. Throws NoReply and Fault. */
  readonly make: (operator: string, by: string) => Promise<NewLink>
  /** Until the ledger knows the first link. Throws NoReply and Fault. */
  readonly registered: () => Promise<void>
}

/** Long enough to walk to another machine. */
const LIVES_MS = 15 * 60_000
/** Whoever starts Surefoot in the morning may open the console in the evening. */
const FIRST_LIVES_MS = 24 * 3_600_000
const RETRY_MS = 1000
/** Who the first link lets in. */
const FIRST_OPERATOR = 'operator'

/** The one-time links of the desk. The first is made known to the ledger as soon as that answers; used stays used. */
export function openLinks({ bus, deskId, logger, firstLink }: LinksOptions): Links {
  let isRegistered = false
  let timer: NodeJS.Timeout | undefined

  const write = async (secret: string, ask: { operator: string; by: string; ttlMs: number }) => {
    const body = { deskId, linkHash: hashSecret(secret), ...ask }
    const reply = await bus.request(ledgerLink, body, { deadlineMs: READ_WITHIN_MS })
    if (!reply.ok) throw new Fault(reply.code, reply.message, 'retry')
    return reply
  }
  const registered = async (): Promise<void> => {
    if (isRegistered) return
    await write(firstLink, { operator: FIRST_OPERATOR, by: 'gateway', ttlMs: FIRST_LIVES_MS })
    isRegistered = true
  }
  const tryToRegister = async (): Promise<void> => {
    try {
      await registered()
    } catch (error) {
      if (!(error instanceof NoReply)) logger.warn({ err: error }, 'the first link is not made yet')
      timer = setTimeout(() => void tryToRegister(), RETRY_MS)
    }
  }
  void tryToRegister()
  return {
    registered,
    make: async (operator, by) => {
      const secret = createSecret()
      const { expiresAt } = await write(secret, { operator, by, ttlMs: LIVES_MS })
      return { secret, expiresAt, livesMs: LIVES_MS }
    },
    [Symbol.dispose]: () => {
      isRegistered = true
      clearTimeout(timer)
    },
  }
}

import { Fault } from '@surefoot/shared/bus'
import { contractList, refuse, type Refusal } from '@surefoot/shared/messages'
import type { AccountBrowser, AccountId, Ports } from '../ports.ts'
import { readAddress } from './allow-list.ts'
import { takeLease, type Renew } from './lease.ts'
import { OpenedBrowser, type Listen } from './opened-browser.ts'

export interface OpenOrder {
  readonly id: AccountId
  readonly url: string
  readonly listen: Listen
  readonly renew: Renew
}

const LIST_DEADLINE_MS = 2000

/** Open an account's browser: the address allowed, the account leased, Chromium up. A refusal leaves nothing behind. */
export async function openAccount(
  ports: Ports,
  { id, url, listen, renew }: OpenOrder,
): Promise<OpenedBrowser | Refusal> {
  const allowedOrigins = await readAllowedOrigins(ports)
  const address = readAddress(url, allowedOrigins)
  if (!address.ok) return address
  const [browserId, token] = [ports.newId(), ports.newToken()]
  const lease = await takeLease(ports, { id, holder: browserId, renew })
  if (!lease.ok) return lease
  let browser: AccountBrowser | undefined
  try {
    browser = await ports.launch({ id, browserId, token, allowedOrigins, url: address.url })
    // A slow start may have outlived the lease: whoever answers for the account has it.
    if ((await lease.renew()) === 'lost')
      throw new Fault('LEASE_LOST', 'Another browser executor took the account meanwhile.', 'drop')
    const opened = new OpenedBrowser(ports, { id, browserId, token, lease, browser })
    await opened.begin(listen)
    return opened
  } catch (error) {
    await browser?.close()
    await lease.release()
    ports.logger.warn({ err: error, ...id }, 'a browser did not open')
    return refuseFault(error)
  }
}

/** The configured origins and those of the imported contracts; a silent ledger adds none. */
async function readAllowedOrigins({ bus, logger, configuredOrigins }: Ports): Promise<Set<string>> {
  try {
    const reply = await bus.request(contractList, {}, { deadlineMs: LIST_DEADLINE_MS })
    const contracts = reply.ok ? reply.contracts : []
    return new Set([...configuredOrigins, ...contracts.flatMap(({ origins }) => origins)])
  } catch (error) {
    logger.warn({ err: error }, 'the contracts could not be listed')
    return new Set(configuredOrigins)
  }
}

function refuseFault(error: unknown): Refusal {
  if (!(error instanceof Fault))
    return refuse('OPEN_FAILED', `The browser did not open: ${String(error)}`)
  const code = error.code === 'URL_NOT_ALLOWED' ? error.code : 'OPEN_FAILED'
  return refuse(code, error.message)
}

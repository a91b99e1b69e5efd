import { compileContract, readContract } from '@surefoot/provider'
import { NoReply } from '@surefoot/shared/bus'
import {
  type browserWatch,
  contractGet,
  ok,
  refuse,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import { createQuoteStream } from '../stream/quote-stream.ts'
import type { OpenedBrowser } from './opened-browser.ts'

const GET_DEADLINE_MS = 2000

type Watch = z.output<typeof browserWatch.body>

/**
 * Read the odds of the page by a contract from now on, and guard its place endpoint. Refused: STALE_BROWSER,
 * LEDGER_SILENT, NOT_FOUND, INVALID_CONTRACT, WRONG_ORIGIN, WATCH_FAILED.
 */
export async function onBrowserWatch(
  ports: Ports,
  opened: OpenedBrowser,
  watch: Watch,
): Promise<Reply<typeof browserWatch.reply>> {
  if (watch.browserId !== opened.browserId)
    return refuse('STALE_BROWSER', 'Another browser has taken the place of the one that was meant.')
  const found = await readDocument(ports, watch)
  if (!found.ok) return found
  const reading = readContract(found.document)
  if (!reading.ok)
    return refuse(
      'INVALID_CONTRACT',
      `The contract is wrong: ${reading.faults.join('; ')}`.slice(0, 500),
    )
  // The ledger counts the versions; a document may say another.
  const contract = compileContract({ ...reading.contract, version: watch.contractVersion })
  const { name, origins } = contract.contract
  const pageOrigin = opened.browser.pageOrigin()
  if (pageOrigin === null || !origins.includes(pageOrigin))
    return refuse(
      'WRONG_ORIGIN',
      `The page is at ${pageOrigin ?? 'no site'}, ${name} is at ${origins.join(', ')}.`,
    )
  return opened.turns.take(() => begin(ports, opened, contract))
}

async function begin(
  ports: Ports,
  opened: OpenedBrowser,
  contract: ReturnType<typeof compileContract>,
): Promise<Reply<typeof browserWatch.reply>> {
  const { id, browserId } = opened
  const stream = createQuoteStream(ports, { id, browserId, contract })
  try {
    await opened.browser.watch(contract, stream)
  } catch (error) {
    ports.logger.warn({ err: error, ...id }, 'a page could not be watched')
    return refuse(
      'WATCH_FAILED',
      'The page could not be loaded again. See that the site can be reached.',
    )
  }
  opened.watchStream(stream)
  await opened.evidence.begin(contract)
  return ok({})
}

async function readDocument(
  { bus }: Ports,
  { providerId, contractVersion }: Watch,
): Promise<{ readonly ok: true; readonly document: unknown } | Refusal> {
  try {
    const asked = { providerId, version: contractVersion }
    const reply = await bus.request(contractGet, asked, { deadlineMs: GET_DEADLINE_MS })
    return reply.ok ? { ok: true, document: reply.contract.document } : reply
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    return refuse('LEDGER_SILENT', 'The ledger does not answer. See that the audit service runs.')
  }
}

import {
  account,
  accountRow,
  contractRow,
  control,
  executionRecord,
  executionRow,
  opportunity,
  systemLog,
  type Account,
  type BrowserAct,
  type Control,
  type ExecutionRecord,
  type ExecutionRow,
  type Leg,
  type Opportunity,
} from '@surefoot/shared'
import { z } from 'zod'

const accountView = accountRow.extend({
  waitsFor: z.string().nullable(),
  browser: z
    .object({
      isUp: z.boolean(),
      isLoggedIn: z.boolean().nullable(),
      balance: z.string().nullable(),
    })
    .nullable(),
})
const desk = z.object({
  control,
  accounts: z.object({ A: accountView, B: accountView }),
  /** Who halted it and why; null while it runs. */
  halt: z.object({ actor: z.string(), reason: z.string().nullable() }).nullable(),
})
export type Desk = z.infer<typeof desk>

const journal = z.object({
  transitions: z.array(z.object({ account, to: z.string(), at: z.string() })),
  log: z.array(systemLog.body),
})
export type Journal = z.infer<typeof journal>

const view = z.object({ tabs: z.array(z.object({ address: z.string(), isInFront: z.boolean() })) })

/** What a person saw at a bookmaker of a leg of which it was not known whether it was placed. */
export type LegSeen = { readonly note: string } & (
  | { readonly outcome: 'absent' }
  | {
      readonly outcome: 'accepted'
      readonly betReference: string
      readonly stake: string
      readonly odds: string
    }
)

/** What an operator does, over the HTTP interface. Every call throws OperatorRefused when it is refused. */
export interface Operator {
  readonly desk: () => Promise<Desk>
  readonly journal: () => Promise<Journal>
  readonly toggle: (account: Account, on: boolean, url?: string) => Promise<void>
  readonly control: (change: Partial<Control>) => Promise<void>
  readonly importContract: (document: Record<string, unknown>) => Promise<void>
  readonly act: (account: Account, acts: readonly BrowserAct[]) => Promise<void>
  /** What can be taken now, best first. */
  readonly opportunities: () => Promise<Opportunity[]>
  /** Take an opportunity; the caller names the execution. */
  readonly execute: (executionId: string, opportunityId: string) => Promise<void>
  /** Address, without query, of the tab in front; undefined while it goes from page to page. */
  readonly address: (account: Account) => Promise<string | undefined>
  /** Newest first, at most so many. */
  readonly executions: (limit?: number) => Promise<ExecutionRow[]>
  readonly execution: (id: string) => Promise<ExecutionRecord>
  /** Decide an escalated leg by what the person saw at the bookmaker. */
  readonly resolveLeg: (leg: Pick<Leg, 'executionId' | 'legId'>, seen: LegSeen) => Promise<void>
}

type Call = (
  method: string,
  path: string,
  options?: { readonly body?: unknown; readonly headers?: Record<string, string> },
) => Promise<unknown>

export class OperatorRefused extends Error {
  override readonly name = 'OperatorRefused'
  readonly code: string

  constructor(act: string, status: number, problem: string) {
    super(`${act}: ${status} ${problem}`)
    this.code = readCode(problem)
  }
}

/** The code of a problem document; '' for an answer that is none. */
function readCode(problem: string): string {
  try {
    return z.object({ code: z.string() }).parse(JSON.parse(problem)).code
  } catch {
    return ''
  }
}

/** Each call goes to the next of the gateways, as a load balancer would send it. */
export function createOperator(
  gatewayUrls: readonly [string, ...string[]],
  token: string,
): Operator {
  const call = createCall(gatewayUrls, token)
  return {
    desk: async () => desk.parse(await call('GET', '/api/desk')),
    journal: async () => journal.parse(await call('GET', '/api/journal?limit=500')),
    toggle: async (of, on, url) => {
      await call('POST', `/api/accounts/${of}/toggle`, {
        body: url === undefined ? { on } : { on, url },
      })
    },
    control: async (change) => void (await call('POST', '/api/desk/control', { body: change })),
    importContract: (document) => importIfChanged(call, document),
    act: async (of, acts) =>
      void (await call('POST', `/api/browsers/${of}/act`, { body: { acts } })),
    opportunities: async () =>
      z
        .object({ opportunities: z.array(opportunity) })
        .parse(await call('GET', '/api/opportunities')).opportunities,
    execute: async (executionId, opportunityId) => {
      await call('POST', '/api/executions', {
        body: { opportunityId },
        headers: { 'idempotency-key': executionId },
      })
    },
    address: async (of) => {
      try {
        const { tabs } = view.parse(await call('GET', `/api/browsers/${of}/view`))
        return tabs.find((tab) => tab.isInFront)?.address
      } catch (error) {
        if (error instanceof OperatorRefused && error.code === 'VIEW_FAILED') return undefined
        throw error
      }
    },
    executions: async (limit = 500) =>
      z
        .object({ executions: z.array(executionRow) })
        .parse(await call('GET', `/api/executions?limit=${limit}`)).executions,
    execution: async (id) => executionRecord.parse(await call('GET', `/api/executions/${id}`)),
    resolveLeg: async ({ executionId, legId }, seen) => {
      await call('POST', `/api/executions/${executionId}/legs/${legId}/resolve`, {
        body: seen,
        headers: { 'idempotency-key': crypto.randomUUID() },
      })
    },
  }
}

function createCall([first, ...further]: readonly [string, ...string[]], token: string): Call {
  const waiting = [...further]
  let next = first
  return async (method, path, { body, headers = {} } = {}) => {
    const gatewayUrl = next
    waiting.push(gatewayUrl)
    next = waiting.shift() ?? gatewayUrl
    const response = await fetch(`${gatewayUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new OperatorRefused(`${method} ${path}`, response.status, text)
    return text === '' ? undefined : JSON.parse(text)
  }
}

/** A contract that the ledger has already is not imported again: each import is a version for ever. */
async function importIfChanged(call: Call, document: Record<string, unknown>): Promise<void> {
  const { contracts } = z
    .object({ contracts: z.array(contractRow) })
    .parse(await call('GET', '/api/contracts'))
  const known = contracts.find((contract) => contract.providerId === document['id'])
  if (known && isSameDocument(known.document, document)) return
  await call('POST', '/api/contracts', { body: { document } })
}

function isSameDocument(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  const text = (document: Record<string, unknown>): string =>
    JSON.stringify(sortKeys({ ...document, version: 0 }))
  return text(one) === text(other)
}

/** Key order is lost in the ledger's `jsonb`. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}

import {
  account,
  accountRow,
  contractRow,
  control,
  executionRecord,
  executionRow,
  learntLimit,
  opportunity,
  systemLog,
  type Account,
  type BrowserAct,
  type ContractRow,
  type Control,
  type ExecutionRecord,
  type ExecutionRow,
  type LearntLimit,
  type Leg,
  type Opportunity,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import { createCall, OperatorRefused, type Call } from './call.ts'

const accountView = accountRow.extend({
  waitsFor: z.string().nullable(),
  browser: z
    .object({
      isUp: z.boolean(),
      pageOrigin: z.string().nullable(),
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
  transitions: z.array(z.object({ account, to: z.string(), at: z.string(), trigger: z.string() })),
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
  /** Run is sent in spite of the needs that are open, as by a person who has read them. */
  readonly control: (change: Partial<Control>) => Promise<void>
  readonly contracts: () => Promise<ContractRow[]>
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
  readonly limits: () => Promise<LearntLimit[]>
  readonly forgetLimit: (legId: string) => Promise<void>
}

/** @param signal ends every request; left out: each has its own limit alone */
export function createOperator(
  gatewayUrls: readonly [string, ...string[]],
  token: string,
  signal?: AbortSignal,
): Operator {
  const call = createCall(gatewayUrls, token, signal)
  return {
    desk: async () => desk.parse(await call('GET', '/api/desk')),
    journal: async () => journal.parse(await call('GET', '/api/journal?limit=500')),
    toggle: async (of, on, url) => {
      await call('POST', `/api/accounts/${of}/toggle`, {
        body: url === undefined ? { on } : { on, url },
      })
    },
    control: (change) => controlDesk(call, change),
    contracts: () => readContracts(call),
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
    limits: async () =>
      z.object({ limits: z.array(learntLimit) }).parse(await call('GET', '/api/limits')).limits,
    forgetLimit: async (legId) => void (await call('POST', `/api/limits/${legId}/forget`)),
  }
}

const needs = z.object({ needs: z.array(z.object({ id: z.string() })) })

async function controlDesk(call: Call, change: Partial<Control>): Promise<void> {
  if (change.trading !== 'RUN')
    return void (await call('POST', '/api/desk/control', { body: change }))
  const open = needs.parse(await call('GET', '/api/needs-you')).needs
  const body = { ...change, despite: open.map(({ id }) => id) }
  await call('POST', '/api/desk/control', { body })
}

async function readContracts(call: Call): Promise<ContractRow[]> {
  return z.object({ contracts: z.array(contractRow) }).parse(await call('GET', '/api/contracts'))
    .contracts
}

/** A contract that the ledger has already is not imported again: each import is a version for ever. */
async function importIfChanged(call: Call, document: Record<string, unknown>): Promise<void> {
  const contracts = await readContracts(call)
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

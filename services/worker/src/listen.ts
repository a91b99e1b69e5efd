import type { Bus, Stoppable } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  accountToggle,
  browserStatus,
  contractChanged,
  deskChanged,
  deskControl,
  deskExecute,
  executionChanged,
  limitChanged,
  opportunityFound,
  opportunityGone,
  providerMarked,
  refuse,
  streamFirstPacket,
  streamQuotes,
  type Refusal,
} from '@surefoot/shared/messages'
import { onAccountToggle } from './account/on-account-toggle.ts'
import { onBrowserStatus, onFirstPacket } from './account/on-browser-status.ts'
import { onContractDeleted } from './account/on-contract-changed.ts'
import { onProviderMarked } from './account/on-provider-marked.ts'
import type { Desk } from './desk/desk.ts'
import { onDeskControl } from './desk/on-desk-control.ts'
import type { ReceivedPrices } from './prices/received-prices.ts'
import { onOpportunity } from './trading/auto.ts'
import { onDeskExecute } from './trading/on-desk-execute.ts'

/** Which handler listens to what. A request for another desk is refused, an event of one passed over. */
export async function listen(bus: Bus, desk: Desk): Promise<AsyncDisposable> {
  const listeners = await Promise.all([
    ...listenToOperator(bus, desk),
    ...listenToBrowsers(bus, desk),
    ...listenToTrading(bus, desk),
  ])
  return stopAll(listeners)
}

/** What the worker receives whether it serves the desk or is a standby. */
export async function listenToPrices(bus: Bus, prices: ReceivedPrices): Promise<AsyncDisposable> {
  const { deskId } = prices
  const listeners = await Promise.all(
    ACCOUNTS.flatMap((account) => [
      bus.subscribe(streamQuotes, prices.onQuotes, { scope: { deskId, account } }),
      bus.subscribe(browserStatus, prices.onStatus, { scope: { deskId, account } }),
    ]),
  )
  return stopAll(listeners)
}

function stopAll(listeners: readonly Stoppable[]): AsyncDisposable {
  return {
    [Symbol.asyncDispose]: async () => {
      await Promise.all(listeners.map((listener) => listener.stop()))
    },
  }
}

function listenToOperator(bus: Bus, desk: Desk): Promise<Stoppable>[] {
  const { accounts, ports, settings } = desk
  return [
    bus.serve(
      accountToggle,
      async (body) =>
        refuseStranger(desk, body) ??
        onAccountToggle(accounts[body.account], body, settings.urls[body.account]),
    ),
    bus.serve(
      providerMarked,
      async (body) =>
        refuseStranger(desk, body) ?? onProviderMarked(accounts[body.account], body, ports),
    ),
    bus.serve(deskControl, async (body) => refuseStranger(desk, body) ?? onDeskControl(desk, body)),
    bus.serve(deskExecute, async (body) => refuseStranger(desk, body) ?? onDeskExecute(desk, body)),
  ]
}

/** Nothing of one account is awaited where the other's messages come by the same way. */
function listenToBrowsers(bus: Bus, desk: Desk): Promise<Stoppable>[] {
  const { accounts, ports, settings } = desk
  const { deskId } = settings
  return [
    ...ACCOUNTS.map((account) =>
      bus.subscribe(browserStatus, (status) => onBrowserStatus(accounts[account], status, ports), {
        scope: { deskId, account },
      }),
    ),
    bus.subscribe(streamFirstPacket, (packet) => {
      if (packet.deskId === deskId)
        inBackground(desk, onFirstPacket(accounts[packet.account], packet))
    }),
    bus.subscribe(contractChanged, ({ providerId, action }) => {
      if (action !== 'deleted') return
      for (const name of ACCOUNTS) inBackground(desk, onContractDeleted(accounts[name], providerId))
    }),
  ]
}

function listenToTrading(bus: Bus, desk: Desk): Promise<Stoppable>[] {
  const { control, executions, limits, opportunities, ports } = desk
  const isOurs = ({ deskId }: { readonly deskId: string }): boolean =>
    deskId === desk.settings.deskId
  return [
    bus.subscribe(opportunityFound, async (opportunity) => {
      if (isOurs(opportunity)) await onOpportunity(desk, opportunity)
    }),
    bus.subscribe(opportunityGone, (gone) => {
      if (isOurs(gone)) opportunities.drop(gone.opportunityId)
    }),
    bus.subscribe(executionChanged, (change) => {
      if (!isOurs(change)) return
      const { executionId, step, message } = change
      const nowMs = ports.clock.monotonicMs()
      if (step === 'closed') executions.close(executionId, nowMs)
      if (step === 'refused')
        executions.refuse(executionId, message ?? 'No reason was given.', nowMs)
    }),
    bus.subscribe(deskChanged, (change) => {
      if (isOurs(change)) control.adopt(change.control, Date.parse(change.at))
    }),
    bus.subscribe(limitChanged, (change) => {
      if (isOurs(change)) limits.adopt(change)
    }),
  ]
}

function refuseStranger(desk: Desk, { deskId }: { readonly deskId: string }): Refusal | null {
  if (deskId === desk.settings.deskId) return null
  return refuse('UNKNOWN_DESK', `This worker serves desk ${desk.settings.deskId}, not ${deskId}.`)
}

function inBackground({ ports, settings }: Desk, work: Promise<unknown>): void {
  void work.catch((error: unknown) =>
    ports.announce.log({
      level: 'error',
      code: 'EVENT_NOT_HANDLED',
      message: `An event was not handled: ${String(error)}`.slice(0, 1000),
      deskId: settings.deskId,
    }),
  )
}

import type { Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  EVERY_DESK,
  ledgerPing,
  serviceStatus,
  type DependencyReport,
} from '@surefoot/shared/messages'
import { watchDependency, type Health } from '@surefoot/shared/runtime'
import type { LiveBrowsers } from '../live-browsers.ts'
import type { LiveDesk } from '../live-desk.ts'
import { findSkewedClocks, type SkewedClock } from './clocks.ts'
import { decideHealth } from './decide-health.ts'
import { SILENT_MS, type HealthEvidence } from './evidence.ts'
import type { HealthReport, InstanceHealth, PartHealth, StreamHealth } from './health-view.ts'
import { createLiveServices, type ServiceInstance } from './live-services.ts'
import { createNameParts } from './name-parts.ts'
import { streamAgeOf } from './stream-age.ts'
import type { StreamGaps } from './stream-gaps.ts'

export interface LiveHealth extends AsyncDisposable {
  /** The health of every part now. */
  readonly parts: () => PartHealth[]
  readonly report: () => HealthReport
  /** The clocks that are off, of every service that reports. */
  readonly clocks: () => SkewedClock[]
}

export interface LiveHealthOptions {
  readonly bus: Bus
  readonly deskId: string
  /** Asks NATS. */
  readonly health: Health
  readonly browsers: LiveBrowsers
  readonly gaps: StreamGaps
  readonly liveDesk: Pick<LiveDesk, 'peekRow'>
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number
}

/** The request for the ledger's sign of life ends with the question. */
const PING_WITHIN_MS = 2000
const NEVER_ASKED: DependencyReport = {
  name: 'nats',
  state: 'unknown',
  forMs: null,
  answerMs: null,
  repliedAgoMs: null,
  error: null,
}

/** Ask and listen all the time, and decide from that alone how each part is. */
export async function openLiveHealth(options: LiveHealthOptions): Promise<LiveHealth> {
  const { browsers, bus, deskId, elapsed, gaps, health, liveDesk } = options
  await using stack = new AsyncDisposableStack()
  const startedAt = elapsed()
  const services = createLiveServices(elapsed)
  for (const scope of [{ deskId }, { deskId: EVERY_DESK }])
    stack.use(stoppable(await bus.subscribe(serviceStatus, services.seen, { scope })))
  let postgres: DependencyReport | null = null
  const ask = async (): Promise<void> => {
    const reply = await bus.request(ledgerPing, {}, { deadlineMs: PING_WITHIN_MS })
    if (reply.ok) ({ postgres } = reply)
  }
  const audit = stack.use(watchDependency({ name: 'audit', ask, elapsed }))
  const evidence = (): HealthEvidence => ({
    nats: health.dependencies().find(({ name }) => name === 'nats') ?? NEVER_ASKED,
    audit: audit.report(),
    postgres,
    services: services.list(),
    browsers: browsers.sightings(),
    desk: liveDesk.peekRow(),
  })
  const nameParts = createNameParts(elapsed)
  const parts = (): PartHealth[] => nameParts(decideHealth(evidence()))
  const owned = stack.move()
  return {
    parts,
    clocks: () => findSkewedClocks(services.list()),
    report: () => ({
      parts: parts(),
      instances: services.list().map(viewInstance),
      streams: viewStreams(browsers, gaps),
      countedForMs: Math.round(elapsed() - startedAt),
    }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function stoppable(listener: { readonly stop: () => Promise<void> }): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => listener.stop() }
}

function viewInstance({ status, agoMs, restarts }: ServiceInstance): InstanceHealth {
  const { service, instance, version, phase, missing, deskId, dependencies, errors, clock } = status
  const silentMs = Math.round(agoMs)
  return {
    service,
    instance,
    version,
    phase,
    missing,
    dependencies,
    errors,
    clockOffsetMs: clock?.offsetMs ?? null,
    deskId: deskId === EVERY_DESK ? null : deskId,
    silentMs,
    isSilent: silentMs > SILENT_MS,
    uptimeMs: status.uptimeMs + silentMs,
    restarts,
  }
}

function viewStreams(browsers: LiveBrowsers, gaps: StreamGaps): StreamHealth[] {
  const sightings = browsers.sightings()
  return ACCOUNTS.map((account) => ({
    account,
    ageMs: streamAgeOf(sightings[account]),
    gaps: gaps.of(account),
    quotesMapped: sightings[account]?.status.quotesMapped ?? null,
  }))
}

import type {
  AccountRow,
  BrowserStatus,
  DependencyReport,
  ServiceStatus,
} from '@surefoot/shared/messages'
import type { HealthEvidence, Sighting } from '../../src/health/evidence.ts'
import { accountRow } from './samples.ts'

export const UP: DependencyReport = {
  name: 'any',
  state: 'up',
  forMs: 600_000,
  answerMs: 1,
  repliedAgoMs: 300,
  error: null,
}
export const downFor = (forMs: number): DependencyReport => ({
  ...UP,
  state: 'down',
  forMs,
  repliedAgoMs: forMs,
  error: 'No reply within 2 s.',
})

export function sightingOf(
  service: string,
  { agoMs = 500, ...change }: Partial<ServiceStatus> & { readonly agoMs?: number } = {},
): Sighting<ServiceStatus> {
  return {
    agoMs,
    status: {
      deskId: '-',
      service,
      instance: service,
      bootId: '6f0c3ff5-7b2c-4d6b-8e2e-0d1f6c7a8b9c',
      version: '0.1.0',
      phase: 'ready',
      uptimeMs: 60_000,
      missing: [],
      dependencies: service === 'execution' ? [{ ...UP, name: 'redis' }] : [],
      errors: [],
      ...change,
    },
  }
}

export function browserOf(
  account: 'A' | 'B',
  { agoMs = 500, ...change }: Partial<BrowserStatus> & { readonly agoMs?: number } = {},
): Sighting<BrowserStatus> {
  return {
    agoMs,
    status: {
      deskId: 'main',
      account,
      executorId: 'executor-1',
      epoch: 1,
      browserId: '0c1f6d1e-6a4b-4f5c-9b1d-3d2e1f0a9b8c',
      isUp: true,
      reason: null,
      pageOrigin: 'http://127.0.0.1:7301',
      isLoggedIn: true,
      balance: '1000.00',
      watching: null,
      firstPacketAt: 1_000_000,
      lastPacketAt: 1_000_000,
      quotesMapped: 10,
      markTokenHash: '0'.repeat(64),
      at: 1_000_200,
      ...change,
    },
  }
}

export const running = (account: 'A' | 'B', change: Partial<AccountRow> = {}): AccountRow => ({
  ...accountRow(account),
  state: 'RUNNING',
  ...change,
})

/** Everything works: both accounts RUNNING, the desk in RUN. */
export const HEALTHY: HealthEvidence = {
  nats: UP,
  audit: UP,
  postgres: UP,
  services: ['audit', 'execution', 'browser-executor', 'worker', 'scanner', 'hedge'].map((name) =>
    sightingOf(name),
  ),
  browsers: { A: browserOf('A'), B: browserOf('B') },
  desk: {
    control: { trading: 'RUN', mode: 'manual', venue: 'live' },
    accounts: { A: running('A'), B: running('B') },
  },
}

/** The evidence with the reports of a service changed. */
export function withService(
  service: string,
  change: Parameters<typeof sightingOf>[1],
): HealthEvidence['services'] {
  return HEALTHY.services.map((seen) =>
    seen.status.service === service ? sightingOf(service, change) : seen,
  )
}

import type { DependencyReport, ServiceStatus } from '@surefoot/shared/messages'
import { judgeSilence } from './behind-nats.ts'
import { SILENT_MS, type HealthEvidence, type Sighting } from './evidence.ts'
import { behind } from './judge-servers.ts'
import { isUsable, verdict, type Verdict } from './part-verdict.ts'

/** A service, by what its instances report every second. One that works is enough for the desk. */
export function judgeService(
  { nats, services }: HealthEvidence,
  { service, name, natsVerdict }: { service: string; name: string; natsVerdict: Verdict },
): Verdict {
  if (!isUsable(natsVerdict)) return behind(name, 'NATS')
  const instances = services.filter(({ status }) => status.service === service)
  if (instances.length === 0) return verdict('unknown', `${name} has not reported yet`)
  const running = instances.filter(({ status }) => status.phase !== 'stopped')
  const alive = running.filter(({ agoMs }) => agoMs < SILENT_MS)
  if (alive.length === 0) return ofSilent(nats, running.length > 0 ? running : instances, name)
  if (!alive.some(({ status }) => status.phase === 'ready'))
    return verdict('slow', `${name} is ${alive[0]?.status.phase ?? 'starting'}`)
  const silent = running.length - alive.length
  const queue = missingQueueOf(alive)
  if (silent === 0 && queue !== undefined)
    return verdict('slow', `${name} works without its ${queue.name}`, {
      forMs: queue.forMs,
      advice: 'See that JetStream is on at NATS and that most of its servers run.',
    })
  return silent === 0
    ? verdict('ok', `${name} reports`)
    : verdict('slow', `${name}: ${silent} of ${running.length} instances do not report`, {
        advice: 'See the log of the silent one.',
      })
}

/** A work queue that an instance misses. What it rings for is in the ledger, so its service works on, less promptly. */
function missingQueueOf(
  instances: readonly Sighting<ServiceStatus>[],
): DependencyReport | undefined {
  return instances
    .flatMap(({ status }) => status.dependencies)
    .find(({ name, state }) => name.startsWith('queue ') && state === 'down')
}

function ofSilent(
  nats: HealthEvidence['nats'],
  instances: readonly Sighting<ServiceStatus>[],
  name: string,
): Verdict {
  const silentMs = Math.min(...instances.map(({ agoMs }) => agoMs))
  const hasStopped = instances.every(({ status }) => status.phase === 'stopped')
  const silence = judgeSilence(nats, silentMs, hasStopped ? undefined : SILENT_MS)
  if (silence.kind === 'unproven') return verdict('unknown', `${name} has not reported yet`)
  return verdict('down', hasStopped ? `${name} has stopped` : `${name} does not report`, {
    forMs: silence.forMs,
    advice: 'See that it runs, and its log.',
  })
}

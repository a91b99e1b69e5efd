import type { DependencyReport } from '@surefoot/shared/messages'
import { judgeSilence } from './behind-nats.ts'
import { SILENT_MS, type HealthEvidence } from './evidence.ts'
import { isUsable, verdict, type Verdict } from './part-verdict.ts'

export function judgeNats({ nats }: HealthEvidence): Verdict {
  const advice = 'See that nats-server runs and that the network reaches it.'
  return ofReport(nats, { name: 'NATS', advice })
}

/** The audit service, by its replies to this gateway. */
export function judgeAudit({ audit, nats }: HealthEvidence, natsVerdict: Verdict): Verdict {
  const name = 'The audit service'
  if (!isUsable(natsVerdict)) return behind(name, 'NATS')
  if (audit.state !== 'down')
    return ofReport(audit, { name, advice: 'See the log of the audit service.' })
  const silence = judgeSilence(nats, audit.forMs ?? 0)
  return silence.kind === 'unproven'
    ? verdict('unknown', `${name} has not replied yet`)
    : verdict('down', `${name} does not reply`, {
        forMs: silence.forMs,
        advice:
          'See that the audit service runs, and its log. Nothing new is placed until it is back.',
      })
}

/** Postgres, as the audit service sees it. */
export function judgePostgres({ postgres }: HealthEvidence, audit: Verdict): Verdict {
  if (!isUsable(audit)) return behind('Postgres', 'the audit service')
  if (postgres === null) return verdict('unknown', 'The audit service has not reported on Postgres')
  const advice = 'See that Postgres runs. Nothing new is placed until it is back.'
  return ofReport(postgres, { name: 'Postgres', advice })
}

/** Redis, as the execution services see it. */
export function judgeRedis({ services }: HealthEvidence, execution: Verdict): Verdict {
  if (!isUsable(execution)) return behind('Redis', 'the execution service')
  const reports = services
    .filter(({ status, agoMs }) => status.service === 'execution' && agoMs < SILENT_MS)
    .flatMap(({ status }) => status.dependencies.filter(({ name }) => name === 'redis'))
  // The instance that reaches it worst: the work may go to that one.
  const worst = reports.toSorted((one, other) => RANK[other.state] - RANK[one.state])[0]
  if (worst === undefined)
    return verdict('unknown', 'The execution service has not reported on Redis')
  const advice = 'See that redis-server runs. Executions are refused until it is back.'
  return ofReport(worst, { name: 'Redis', advice })
}

const RANK: Record<DependencyReport['state'], number> = { up: 0, slow: 1, unknown: 2, down: 3 }

interface Naming {
  readonly name: string
  readonly advice: string
}

function ofReport({ state, forMs, answerMs }: DependencyReport, { name, advice }: Naming): Verdict {
  switch (state) {
    case 'up':
      return verdict('ok', `${name} replies`, { forMs })
    case 'slow':
      return verdict('slow', `${name} replies late`, {
        advice: `Its last reply took ${answerMs ?? '?'} ms. ${advice}`,
      })
    case 'down':
      return verdict('down', `${name} does not reply`, { forMs, advice })
    case 'unknown':
      return verdict('unknown', `${name} has not replied yet`)
  }
}

/** All that is reached by way of something else is not known while that does not reply. */
export function behind(name: string, root: string): Verdict {
  return verdict('unknown', `${name} is not known while ${root} does not reply`)
}

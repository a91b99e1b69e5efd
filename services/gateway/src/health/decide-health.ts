import { ACCOUNTS } from '@surefoot/shared/messages'
import { findSkewedClocks, withClocks } from './clocks.ts'
import type { HealthEvidence } from './evidence.ts'
import { browserPart, streamPart, type PartId } from './health-view.ts'
import { judgeBrowser, judgeStream } from './judge-account.ts'
import { judgeAudit, judgeNats, judgePostgres, judgeRedis } from './judge-servers.ts'
import { judgeService } from './judge-service.ts'
import { isUsable, type Verdict } from './part-verdict.ts'

/** What each service is called in a sentence. */
const SERVICE_NAMES = {
  execution: 'The execution service',
  'browser-executor': 'The browser executor',
  worker: 'The worker',
  scanner: 'The scanner',
  hedge: 'The hedge service',
} as const

/**
 * Decide what the evidence says about every part of the desk. What is down is a root: all that is only reached through it is
 * unknown, so that the name on the screen is the one to go and mend.
 */
export function decideHealth(evidence: HealthEvidence): ReadonlyMap<PartId, Verdict> {
  const natsVerdict = judgeNats(evidence)
  const service = (name: keyof typeof SERVICE_NAMES): Verdict =>
    judgeService(evidence, { service: name, name: SERVICE_NAMES[name], natsVerdict })
  const audit = judgeAudit(evidence, natsVerdict)
  const postgres = judgePostgres(evidence, audit)
  const execution = service('execution')
  const executorVerdict = service('browser-executor')
  const ledgerVerdict = isUsable(audit) ? postgres : audit
  const roots = { natsVerdict, ledgerVerdict, executorVerdict }
  const parts = new Map<PartId, Verdict>([
    ['nats', natsVerdict],
    ['audit', audit],
    ['postgres', postgres],
    ['execution', execution],
    ['redis', judgeRedis(evidence, execution)],
    ['browser-executor', executorVerdict],
    ['worker', service('worker')],
    ['scanner', service('scanner')],
    ['hedge', service('hedge')],
  ])
  for (const account of ACCOUNTS) {
    const browser = judgeBrowser(account, evidence, roots)
    parts.set(browserPart(account), browser)
    parts.set(streamPart(account), judgeStream(account, evidence, browser))
  }
  return withClocks(parts, findSkewedClocks(evidence.services))
}

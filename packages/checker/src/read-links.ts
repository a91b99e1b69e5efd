import {
  account,
  auditEvent,
  control,
  deskId,
  hedgeStep,
  legId,
  legPlan,
  legState,
  money,
  receipt,
  settlementResult,
  type AuditEvent,
} from '@surefoot/shared/messages'
import { z } from 'zod'

const ofExecution = auditEvent.extend({ executionId: z.uuid() })

const HEDGE_KINDS = hedgeStep.options.map((step) => `hedge.${step}` as const)

/** The links that concern the checker, with what it reads of their details. */
const fact = z.discriminatedUnion('kind', [
  ofExecution.extend({
    kind: z.literal('execution.opened'),
    details: z.object({ matchId: z.string(), legs: z.object({ A: legPlan, B: legPlan }) }),
  }),
  ofExecution.extend({
    kind: z.literal('leg.armed'),
    details: z.object({
      executorId: z.string(),
      epoch: z.number().int(),
      permit: z.object({ legId }),
    }),
  }),
  ofExecution.extend({
    kind: z.literal('leg.recorded'),
    details: z.object({
      legId,
      from: legState,
      to: legState,
      receipt: receipt.optional(),
      evidence: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
  ofExecution.extend({
    kind: z.literal('leg.adopted'),
    details: z.object({ legId, from: legState, to: z.literal('ACCEPTED'), receipt }),
  }),
  ofExecution.extend({
    kind: z.literal('leg.resized'),
    details: z.object({ legId, stake: money }),
  }),
  ofExecution.extend({
    kind: z.literal('leg.settled'),
    details: z.object({ legId, result: settlementResult }),
  }),
  ofExecution.extend({
    kind: z.literal('settlement.corrected'),
    details: z.object({
      legId,
      result: settlementResult,
      corrects: z.object({ result: settlementResult }),
    }),
  }),
  ofExecution.extend({
    kind: z.enum(HEDGE_KINDS),
    details: z.object({
      leg: legPlan.optional(),
      legId: legId.nullish(),
      by: z.string().optional(),
    }),
  }),
  ofExecution.extend({ kind: z.literal('execution.closed') }),
  ofExecution.extend({ kind: z.literal('execution.reopened') }),
  auditEvent.extend({
    kind: z.literal('statement.differs'),
    details: z.object({
      deskId,
      account,
      external: z.array(z.object({ betReference: z.string() })),
    }),
  }),
  auditEvent.extend({
    kind: z.literal('desk.controlled'),
    details: z.object({ deskId, control }),
  }),
])
export type Fact = z.output<typeof fact>

const KINDS: ReadonlySet<string> = new Set([
  ...HEDGE_KINDS,
  'execution.opened',
  'leg.armed',
  'leg.recorded',
  'leg.adopted',
  'leg.resized',
  'leg.settled',
  'settlement.corrected',
  'execution.closed',
  'execution.reopened',
  'statement.differs',
  'desk.controlled',
] satisfies Fact['kind'][])

export interface LinksReading {
  /** In the chain's order. */
  readonly facts: readonly Fact[]
  /** Links of a known kind whose details are not what that kind says. */
  readonly unreadable: readonly { readonly link: AuditEvent; readonly fault: string }[]
}

/** What the audit chain says, as far as the checker looks at it. */
export function readLinks(links: readonly AuditEvent[]): LinksReading {
  const facts: Fact[] = []
  const unreadable: LinksReading['unreadable'][number][] = []
  for (const link of links.toSorted((one, other) => one.sequence - other.sequence)) {
    if (!KINDS.has(link.kind)) continue
    const parsed = fact.safeParse(link)
    if (parsed.success) facts.push(parsed.data)
    else unreadable.push({ link, fault: z.prettifyError(parsed.error).replaceAll('\n', ' ') })
  }
  return { facts, unreadable }
}

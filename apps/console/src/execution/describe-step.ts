import {
  confirmedNeeds,
  control,
  legId,
  legState,
  permit,
  settlementResult,
  type AuditEvent,
  type LegRole,
} from '@surefoot/shared/messages'
import { z } from 'zod'

export interface Step {
  readonly role: LegRole | null
  readonly text: string
}

type Read = (details: unknown) => Step | undefined

/** What the ledger writes with its links, by their kind, and the sentence that it makes. */
const STEPS: Readonly<Record<string, Read>> = {
  'execution.opened': read(z.object({ requestedBy: z.string() }), ({ requestedBy }) => ({
    role: null,
    text: `Opened by ${requestedBy}: both legs authorised`,
  })),
  'leg.resized': read(
    z.object({ legId, stake: z.string(), leastOdds: z.string() }),
    ({ legId: id, stake, leastOdds }) => ({
      role: roleOf(id),
      text: `Resized to ${stake} at ${leastOdds} or better`,
    }),
  ),
  'leg.armed': read(
    z.object({ permit: permit.pick({ legId: true, stake: true, leastOdds: true }) }),
    ({ permit: { legId: id, stake, leastOdds } }) => ({
      role: roleOf(id),
      text: `Permit to submit ${stake} at ${leastOdds} or better`,
    }),
  ),
  'leg.recorded': read(
    z.object({ legId, from: legState, to: legState, reason: z.string() }),
    ({ legId: id, from, to, reason }) => ({
      role: roleOf(id),
      text: `${from} → ${to}: ${reason}`,
    }),
  ),
  'limit.learnt': read(
    z.object({ legId, stake: z.string(), asked: z.string() }),
    ({ legId: id, stake, asked }) => ({
      role: roleOf(id),
      text: `Limit learnt: ${stake} of ${asked} was accepted`,
    }),
  ),
  'leg.adopted': read(
    z.object({
      legId,
      by: z.string(),
      reason: z.string(),
      bet: z.object({ betReference: z.string() }),
    }),
    ({ legId: id, by, reason, bet: { betReference } }) => ({
      role: roleOf(id),
      text: `Bet ${betReference} adopted by ${by} as the hedge: ${reason}`,
    }),
  ),
  'leg.settled': read(
    z.object({ legId, result: settlementResult, returned: z.string() }),
    ({ legId: id, result, returned }) => ({
      role: roleOf(id),
      text: `Settled as ${result}: ${returned} paid back`,
    }),
  ),
  'settlement.corrected': read(
    z.object({
      legId,
      result: settlementResult,
      returned: z.string(),
      reason: z.string().optional(),
      corrects: z.object({ result: settlementResult, returned: z.string() }),
    }),
    ({ legId: id, result, returned, reason, corrects }) => ({
      role: roleOf(id),
      text: `Corrected from ${corrects.result}, ${corrects.returned}, to ${result}: ${returned} paid back${reason === undefined ? '' : `: ${reason}`}`,
    }),
  ),
  'execution.booked': read(
    z.object({ profit: z.string(), corrects: z.string().optional() }),
    ({ profit, corrects }) => ({
      role: null,
      text:
        corrects === undefined ? `Booked: ${profit}` : `Booked again: ${profit} for ${corrects}`,
    }),
  ),
  'desk.controlled': read(
    z.object({
      control: control.pick({ trading: true }),
      reason: z.string().nullable(),
      despite: confirmedNeeds.optional(),
    }),
    ({ control: { trading }, reason, despite = [] }) => ({
      role: null,
      text: `Desk set to ${trading}${reason === null ? '' : `: ${reason}`}${despite.length === 0 ? '' : `, in spite of: ${despite.map(({ message }) => message).join(' ')}`}`,
    }),
  ),
  late_receipt: read(
    z.object({ legId, from: legState, reason: z.string() }),
    ({ legId: id, from, reason }) => ({
      role: roleOf(id),
      text: `Taken by the bookmaker after it had ended as ${from}: ${reason}`,
    }),
  ),
  'bet.unplaced': read(
    z.object({ legId, cause: z.string(), betReference: z.string().nullable() }),
    ({ legId: id, cause, betReference }) => ({
      role: roleOf(id),
      text: `${betReference === null ? 'A bet without a reference' : `Bet ${betReference}`} that no leg can have: ${CAUSES[cause] ?? cause}`,
    }),
  ),
  'execution.reopened': read(z.object({ by: z.string() }), ({ by }) => ({
    role: null,
    text: `Opened again by ${by}, for another hedge`,
  })),
  'execution.closed': read(
    z.object({ errorMessage: z.string().nullable() }),
    ({ errorMessage }) => ({
      role: null,
      text: errorMessage === null ? 'Closed' : `Closed: ${errorMessage}`,
    }),
  ),
}

/** Why no leg can have a bet. */
const CAUSES: Readonly<Record<string, string>> = {
  unknown_leg: 'the ledger does not hold its leg',
  never_armed: 'its leg has no permit',
  after_end: 'its leg had ended without a bet',
  second_bet: 'its leg was accepted as another bet',
  twin: 'its leg was accepted, and this is a second bet on the selection',
}

const hedge = z.object({ message: z.string().optional(), reason: z.string().optional() })

/** A link of the audit chain as a sentence, and the leg that it is about; one that cannot be read is named by its kind. */
export function describeStep({ kind, details }: Pick<AuditEvent, 'kind' | 'details'>): Step {
  if (kind.startsWith('hedge.')) return describeHedge(kind.slice('hedge.'.length), details)
  return STEPS[kind]?.(details) ?? { role: null, text: kind }
}

function describeHedge(step: string, details: unknown): Step {
  const { message, reason } = hedge.safeParse(details).data ?? {}
  const why = message ?? reason
  return { role: 'H', text: why === undefined ? `Hedge ${step}` : `Hedge ${step}: ${why}` }
}

function read<S extends z.ZodType>(schema: S, describe: (told: z.output<S>) => Step): Read {
  return (details) => {
    const reading = schema.safeParse(details)
    return reading.success ? describe(reading.data) : undefined
  }
}

function roleOf(id: string): LegRole {
  if (id.endsWith('-A')) return 'A'
  return id.endsWith('-B') ? 'B' : 'H'
}

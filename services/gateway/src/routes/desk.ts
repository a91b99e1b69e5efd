import type { Bus } from '@surefoot/shared/bus'
import {
  account,
  accountToggle,
  control,
  deskControl,
  ledgerApprove,
  type Refusal,
} from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS } from '../deadlines.ts'
import { desk } from '../desk.ts'
import type { LiveDesk } from '../live-desk.ts'
import {
  describeUnconfirmed,
  findUnconfirmed,
  nameConfirmed,
  type NamedNeed,
} from '../needs/confirm-run.ts'
import { listNeeds } from '../needs/list-needs.ts'
import type { Need } from '../needs/need.ts'
import type { LiveNeeds } from '../needs/live-needs.ts'
import { problems, type ProblemText } from '../problem.ts'

export interface DeskRouteOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly liveDesk: LiveDesk
  readonly needs: Pick<LiveNeeds, 'readNow'>
}

/** The needs that the person has seen and runs the desk in spite of, by their ids. */
const despite = z.array(z.string().max(200)).max(1000)
const controlChange = z
  .strictObject({ ...control.partial().shape, despite: despite.optional() })
  .refine(
    ({ trading, mode, venue }) => (trading ?? mode ?? venue) !== undefined,
    'name what to change: trading, mode or venue',
  )

/** The desk, its accounts' switches, and how it trades. */
export const deskRoutes: FastifyPluginCallbackZod<DeskRouteOptions> = (app, options, done) => {
  const { bus, deskId, liveDesk } = options
  app.get(
    '/api/desk',
    { schema: { response: { 200: desk, ...problems } } },
    async (_request, reply) => {
      const reading = await liveDesk.read()
      return reading.ok ? reading.desk : reply.refused(reading)
    },
  )
  app.post(
    '/api/accounts/:account/toggle',
    {
      schema: {
        params: z.object({ account }),
        body: z.strictObject({ on: z.boolean(), url: z.string().max(2000).optional() }),
        response: { 200: accountToggle.reply, ...problems },
      },
    },
    async (request, reply) => {
      const { params, body, actor } = request
      const answer = await bus.request(
        accountToggle,
        { deskId, account: params.account, ...body, actor },
        { deadlineMs: ACT_WITHIN_MS },
      )
      return answer.ok ? { state: answer.state } : reply.refused(answer)
    },
  )
  app.post(
    '/api/desk/control',
    { schema: { body: controlChange, response: { 200: deskControl.reply, ...problems } } },
    async (request, reply) => {
      const {
        body: { despite: seen = [], ...change },
        actor,
      } = request
      const open = change.trading === 'RUN' ? await findOpen(options) : { needs: [] }
      if ('code' in open) return reply.problem(409, open)
      const unconfirmed = findUnconfirmed(open.needs, seen)
      if (unconfirmed.length > 0) return reply.problem(409, refuseRun(unconfirmed))
      const confirmed = open.needs.map(nameConfirmed)
      const ask = { deskId, change, actor, ...(confirmed.length > 0 ? { despite: confirmed } : {}) }
      // First, because the ledger takes no operator's name from the worker.
      const unapproved = await approve(bus, { deskId, change, actor })
      if (unapproved !== undefined) return reply.refused(unapproved)
      const answer = await bus.request(deskControl, ask, { deadlineMs: ACT_WITHIN_MS })
      return answer.ok ? { control: answer.control } : reply.refused(answer)
    },
  )
  done()
}

/** A halt is sent on also where the ledger does not answer in time. */
const HALT_WITHIN_MS = 1000

/**
 * Has the ledger keep what the operator wants, without which it loosens nothing. HALT_NEW is approved too, because it loosens a
 * HALT_ALL, but no halt fails for want of it. Answers why it was refused; undefined: it was not. Throws NoReply and Fault.
 */
async function approve(
  bus: Bus,
  ask: z.input<typeof ledgerApprove.body>,
): Promise<Refusal | undefined> {
  const { trading = 'RUN', mode, venue } = ask.change
  const isHalt = trading !== 'RUN' && mode === undefined && venue === undefined
  if (isHalt && trading === 'HALT_ALL') return undefined
  const deadlineMs = isHalt ? HALT_WITHIN_MS : ACT_WITHIN_MS
  try {
    const reply = await bus.request(ledgerApprove, ask, { deadlineMs })
    return reply.ok || isHalt ? undefined : reply
  } catch (error) {
    if (isHalt) return undefined
    throw error
  }
}

/** The needs that are open now, or why they cannot be read. Throws NoReply and Fault. */
async function findOpen({
  liveDesk,
  needs,
}: DeskRouteOptions): Promise<{ readonly needs: readonly Need[] } | ProblemText> {
  const reading = await liveDesk.read()
  if (!reading.ok) return { code: reading.code, detail: reading.message }
  return { needs: listNeeds(await needs.readNow(), reading.desk) }
}

/** Why the desk may not run yet: needs are open that the person has not confirmed. */
function refuseRun(unconfirmed: readonly NamedNeed[]): ProblemText {
  return { code: 'NEEDS_OPEN', detail: describeUnconfirmed(unconfirmed), needs: unconfirmed }
}

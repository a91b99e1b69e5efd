import {
  forceOpportunity,
  persist,
  setKnob,
  until,
  type Operator,
  type Stack,
} from '@surefoot/local'

export interface BusyDesk {
  readonly operator: Operator
  readonly stack: Pick<Stack, 'sandbox'>
}

const WITHIN = { withinMs: 90_000, signal: new AbortController().signal }
const EXECUTIONS = 4

/** Let the desk take opportunities by itself until some were accepted. */
export async function tradeOnAuto({ operator, stack }: BusyDesk): Promise<void> {
  await persist(() => operator.control({ mode: 'auto' }), WITHIN)
  for (let wanted = 2; wanted <= EXECUTIONS; wanted += 1) {
    await openOpportunity(stack)
    await until(async () => (await countAccepted(operator)) >= wanted, {
      ...WITHIN,
      what: `${wanted} accepted executions`,
    })
  }
}

/** South refuses leg B and its hedge, and North's price costs more than the limit of loss: the operator must act. */
export async function leaveLegAlone({ operator, stack }: BusyDesk): Promise<void> {
  await setKnob(stack.sandbox, { house: 'south', kind: 'refuse', count: 50 })
  await openOpportunity(stack)
  await until(async () => (await operator.executions()).some((row) => row.hedge === 'escalated'), {
    ...WITHIN,
    what: 'an exposed leg',
  })
}

/** Waits for a free market where all have an opportunity still. */
async function openOpportunity({ sandbox }: BusyDesk['stack']): Promise<void> {
  const open = (): Promise<boolean> =>
    forceOpportunity(sandbox, { durationMs: 20_000 }).then(
      () => true,
      () => false,
    )
  await until(open, { ...WITHIN, what: 'a free market' })
}

async function countAccepted(operator: Operator): Promise<number> {
  return (await operator.executions()).filter((row) => row.final_status === 'success').length
}

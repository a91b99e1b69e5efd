import { readContract } from '@surefoot/provider'
import { ok, refuse, type OpportunityLeg, type Refusal } from '@surefoot/shared/messages'
import type { Ledger } from '../ports.ts'

/** The stakes a provider takes, as its contract says: money on the wire. */
export interface ContractStake {
  readonly step: string
  readonly min: string
  readonly max: string
}

/** Refused: CONTRACT_UNREADABLE, NOT_FOUND, LEDGER_SILENT. */
export type ReadStake = (
  leg: Pick<OpportunityLeg, 'providerId' | 'contractVersion'>,
) => Promise<{ readonly ok: true; readonly stake: ContractStake } | Refusal>

/** Reads what stakes a provider takes. A version of a contract never changes, so each is asked for once. */
export function createReadStake(ledger: Pick<Ledger, 'contractGet'>): ReadStake {
  const known = new Map<string, ContractStake>()
  return async ({ providerId, contractVersion }) => {
    const key = `${providerId} ${contractVersion}`
    const before = known.get(key)
    if (before !== undefined) return ok({ stake: before })
    const reply = await ledger.contractGet({ providerId, version: contractVersion })
    if (!reply.ok) return reply
    const reading = readContract(reply.contract.document)
    if (!reading.ok)
      return refuse(
        'CONTRACT_UNREADABLE',
        `The contract of ${providerId} cannot be read: ${reading.faults[0] ?? 'no fault named'}. Import it again.`,
      )
    const { stake } = reading.contract
    known.set(key, stake)
    return ok({ stake })
  }
}

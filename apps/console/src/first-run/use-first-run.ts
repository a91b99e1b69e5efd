import { listFirstRunLines, unknownLines, type FirstRunLine } from '@surefoot/shared/first-run'
import { useQuery } from '@tanstack/react-query'
import { hasExecutedQuery } from '../api/first-execution.ts'
import { contractsQuery } from '../api/queries.ts'
import { useIsDeskKnown } from '../health/use-health.ts'
import { useDesk } from '../live/use-desk.ts'

export interface FirstRun {
  readonly lines: readonly FirstRunLine[]
  /** Null while it is not known. */
  readonly hasExecuted: boolean | null
}

/** The seven lines as they are now; null until the desk has been read. */
export function useFirstRun(): FirstRun | null {
  const { desk } = useDesk()
  const isKnown = useIsDeskKnown()
  const { data: contracts } = useQuery(contractsQuery)
  const { data: hasExecuted } = useQuery(hasExecutedQuery)
  if (desk === undefined) return null
  const { accounts, control } = desk
  const lines = listFirstRunLines({
    accounts,
    control,
    contracts: contracts ?? null,
    hasExecuted: hasExecuted ?? null,
  })
  return { lines: isKnown ? lines : unknownLines(lines), hasExecuted: hasExecuted ?? null }
}

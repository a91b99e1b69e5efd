import { useState } from 'react'
import { changeControl, type ControlOrder } from '../api/commands.ts'
import { Problem, type NamedNeed } from '../api/problem.ts'
import { useCommand } from '../parts/use-command.ts'

/** A Run that waits for the operator to confirm the needs that are open. */
export interface AskedRun {
  readonly order: ControlOrder
  readonly needs: readonly NamedNeed[]
}

/** Change how the desk trades. A Run that the gateway refuses for open needs is asked again, with the needs by name. */
export function useChangeControl(failure: (order: ControlOrder) => string) {
  const [asked, setAsked] = useState<AskedRun | null>(null)
  const change = useCommand({
    run: changeControl,
    failure,
    onDone: () => setAsked(null),
    onFailed: (error, order) => {
      if (error instanceof Problem && error.code === 'NEEDS_OPEN')
        setAsked({ order, needs: error.needs })
    },
    isSilent: (error) => error instanceof Problem && error.code === 'NEEDS_OPEN',
  })
  return { change, asked, forget: () => setAsked(null) }
}

import type { AccountState } from '@surefoot/shared/messages'
import { STATE_NAMES } from '../format/states.ts'

/** The way of an account, and what leads from each step to the next. */
const WAY = [
  { state: 'IDLE', waits: 'waits to be switched on' },
  { state: 'BROWSER_OPENING', waits: 'waits for the page to load' },
  { state: 'BROWSER_READY', waits: 'waits for log-in and Mark provider' },
  { state: 'PROVIDER_READY', waits: 'waits for the first odds' },
  { state: 'RUNNING', waits: 'ready to execute' },
] as const satisfies { state: AccountState; waits: string }[]

const CLOSING = { state: 'STOPPING', waits: 'waits for the browser to close' } as const

export interface StateStepsProps {
  /** Null while it is not known. */
  readonly state: AccountState | null
  /** What the account needs now, as the gateway says it. */
  readonly waitsFor: string | null
}

/** The account's state machine as steps: done, present, to come. */
export function StateSteps({ state, waitsFor }: StateStepsProps) {
  const steps = state === 'STOPPING' ? [...WAY, CLOSING] : WAY
  const present = steps.findIndex((step) => step.state === state)
  return (
    <ol className="state-steps" aria-label="State">
      {steps.map(({ state: step, waits }, index) => (
        <li
          key={step}
          className="state-step"
          data-place={placeOf(index, present, state)}
          aria-current={index === present ? 'step' : undefined}
        >
          <span>{STATE_NAMES[step]}</span>
          <span className="state-step-waits">
            {index === present ? (waitsFor ?? waits) : waits}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** An account that stops has left its way: no step of it counts as done. */
function placeOf(index: number, present: number, state: AccountState | null) {
  if (index === present) return 'present'
  return index < present && state !== 'STOPPING' ? 'past' : 'to-come'
}

import { Tooltip } from '@mantine/core'
import { IconCheck, IconHelp, IconLoader2, IconX } from '@tabler/icons-react'
import type { ExecutionRow, LegRole } from '@surefoot/shared/messages'
import { AccountLetter } from './account-letter.tsx'
import { statusOf } from './execution-state.ts'
import { Tag } from './tag.tsx'

/** How an execution stands, whether a hedge was triggered, and whether it was only on paper. */
export function ExecutionStatus({ execution }: { readonly execution: ExecutionRow }) {
  const { name, tone } = statusOf(execution)
  return (
    <span className="execution-status">
      {execution.hedge_triggered && (
        <Tooltip label="A hedge was triggered: open the execution to see what came of it">
          <span role="img" aria-label="A hedge was triggered">
            <AccountLetter role="H" size={11} />
          </span>
        </Tooltip>
      )}
      {execution.venue === 'live' ? <Tag tone="bad">Live</Tag> : <Tag tone="outline">Paper</Tag>}
      <Tag tone={tone}>{name}</Tag>
    </span>
  )
}

const LEGS = {
  success: { Icon: IconCheck, word: 'accepted', tone: 'good' },
  failed: { Icon: IconX, word: 'not placed', tone: 'bad' },
  timeout: { Icon: IconHelp, word: 'unknown', tone: 'warn' },
  open: { Icon: IconLoader2, word: 'not known yet', tone: 'quiet' },
} as const

export interface LegStatusMarkProps {
  readonly role: LegRole
  readonly status: ExecutionRow['legA_status']
}

/** A leg's outcome as a sign beside its letter. */
export function LegStatusMark({ role, status }: LegStatusMarkProps) {
  const { Icon, word, tone } = LEGS[status ?? 'open']
  return (
    <Tooltip label={`Leg ${role}: ${word}`}>
      <span className="leg-status" role="img" aria-label={`Leg ${role}: ${word}`}>
        <AccountLetter role={role} size={11} />
        <Icon size={14} className={tone} aria-hidden="true" />
      </span>
    </Tooltip>
  )
}

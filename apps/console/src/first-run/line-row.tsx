import {
  IconAlertTriangle,
  IconArrowRight,
  IconCheck,
  IconCircleDashed,
  IconHelp,
} from '@tabler/icons-react'
import type { FirstRunLine, LineState } from '@surefoot/shared/first-run'
import { AccountLetter } from '../parts/account-letter.tsx'
import { LineAct } from './line-act.tsx'

const STATES = {
  done: { Icon: IconCheck, word: 'done' },
  now: { Icon: IconArrowRight, word: 'now' },
  waiting: { Icon: IconCircleDashed, word: 'waiting' },
  failed: { Icon: IconAlertTriangle, word: 'failed' },
  unknown: { Icon: IconHelp, word: 'not known' },
} as const satisfies Record<LineState, unknown>

/** One line: its state, what to do, why it is so, and its button. */
export function LineRow({ line }: { readonly line: FirstRunLine }) {
  const { account, detail, state, title } = line
  const { Icon, word } = STATES[state]
  return (
    <li
      className="first-run-line"
      data-state={state}
      data-line={line.id}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <span className="first-run-state">
        <Icon size={16} aria-hidden="true" />
        <span>{word}</span>
      </span>
      <span className="first-run-letter">
        {account !== null && <AccountLetter role={account} size={12} />}
      </span>
      <span className="first-run-text">
        <span className="first-run-title">{title}</span>
        {detail !== null && state !== 'done' && <span className="first-run-detail">{detail}</span>}
      </span>
      <span className="first-run-act">
        <LineAct line={line} />
      </span>
    </li>
  )
}

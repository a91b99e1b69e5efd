import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export interface ScreenLinkProps {
  readonly to: '/opportunities' | '/history' | '/needs-you' | '/money' | '/browsers' | '/health'
  readonly children: ReactNode
}

/** A link to a screen, within text. */
export function ScreenLink({ to, children }: ScreenLinkProps) {
  return (
    <Link to={to} className="screen-link">
      {children}
    </Link>
  )
}

export interface ExecutionLinkProps {
  readonly executionId: string
  readonly children: ReactNode
}

export function ExecutionLink({ executionId, children }: ExecutionLinkProps) {
  return (
    <Link to="/executions/$executionId" params={{ executionId }} className="screen-link">
      {children}
    </Link>
  )
}

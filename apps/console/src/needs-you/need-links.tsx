import type { Need } from '../api/needs.ts'
import { ExecutionLink, ScreenLink } from '../parts/links.tsx'

/** Where to look, or to act. */
export function NeedLinks({ need: { kind, executionId } }: { readonly need: Need }) {
  if (executionId !== null)
    return <ExecutionLink executionId={executionId}>See the execution</ExecutionLink>
  if (kind === 'server') return <ScreenLink to="/health">To Health</ScreenLink>
  if (kind === 'account' || kind === 'browser')
    return <ScreenLink to="/browsers">To the browsers</ScreenLink>
  return kind === 'halt' ? null : <ScreenLink to="/money">To the money</ScreenLink>
}

import { useEffect, useState, type ReactNode } from 'react'
import { claimSession, type SessionState } from './claim-session.ts'
import { SessionPage } from './session-page.tsx'
import { UnknownSession } from './unknown-session.tsx'

const TRY_AGAIN_MS = 3000

/** Shows the console to who is logged in; to others what to do, and when nobody can say, that. */
export function SessionGate({
  link,
  children,
}: {
  readonly link: string | null
  readonly children: ReactNode
}) {
  const [state, setState] = useState<SessionState>({ kind: 'asking' })
  useEffect(() => follow(link, setState), [link])
  switch (state.kind) {
    case 'asking':
      return null
    case 'open':
      return children
    case 'none':
      return <SessionPage why={state.why} />
    case 'unknown':
      return <UnknownSession why={state.why} />
  }
}

/** Asks until somebody answers. */
function follow(link: string | null, onState: (state: SessionState) => void): () => void {
  let isOver = false
  let timer = 0
  const ask = async (asked: string | null): Promise<void> => {
    const state = await claimSession(asked)
    if (isOver) return
    onState(state)
    if (state.kind === 'unknown')
      timer = window.setTimeout(() => void ask(state.link), TRY_AGAIN_MS)
  }
  // After the first paint, so that an effect that is run twice trades the link once.
  timer = window.setTimeout(() => void ask(link))
  return () => {
    isOver = true
    window.clearTimeout(timer)
  }
}

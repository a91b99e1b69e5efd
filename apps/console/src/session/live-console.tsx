import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { Problem } from '../api/problem.ts'
import { readSession } from '../api/sessions.ts'
import { useConnection } from '../live/connection.ts'
import { openLive } from '../live/open-live.ts'

const TRY_AGAIN_MS = 3000

/**
 * Listens to the gateway while the console is shown. Where that refuses, it is asked why: the page begins anew only if
 * this browser is not logged in any more; while nobody knows, it stays, because it has Kill.
 */
export function LiveConsole({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const connection = useConnection()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => openLive(client), [client, attempt])
  useEffect(() => {
    if (connection !== 'closed') return
    const timer = window.setInterval(
      () => void askAgain(() => setAttempt((before) => before + 1)),
      TRY_AGAIN_MS,
    )
    return () => window.clearInterval(timer)
  }, [connection])
  return children
}

async function askAgain(onLoggedIn: () => void): Promise<void> {
  try {
    await readSession()
    onLoggedIn()
  } catch (error) {
    if (error instanceof Problem && error.status === 401) location.reload()
  }
}

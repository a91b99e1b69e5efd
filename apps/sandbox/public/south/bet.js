const POLL_MS = 100

/**
 * Places a bet and waits until the house has decided. Sent once: whatever goes wrong, it is never sent again.
 * @returns {Promise<{s: 'A' | 'R' | '?', d?: string, r?: string, a?: string, o?: string}>}
 */
export async function placeBet(form) {
  try {
    const response = await fetch('/slip/place', { method: 'POST', body: new URLSearchParams(form) })
    const answer = await response.json()
    return answer.s === 'P' ? await readDecision(answer.t) : answer
  } catch {
    return { s: '?', d: 'We lost touch with the house. Look at My bets before you bet again.' }
  }
}

async function readDecision(ticket) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    const response = await fetch(`/slip/status?t=${encodeURIComponent(ticket)}`)
    const answer = await response.json()
    if (answer.s !== 'P') return answer
  }
}

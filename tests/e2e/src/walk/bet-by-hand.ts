import type { Stack } from '@surefoot/local'
import { z } from 'zod'

export interface HandBet {
  readonly selectionId: string
  /** As North shows it, decimal. */
  readonly price: string
  readonly stake: string
}

/** The customer that the pilot logs in at North as. */
const CUSTOMER = { username: 'pilot-a', password: 'sandbox' }

/** What a person does at North besides the engine, in a browser of their own. Returns the bet's reference. */
export async function betByHand(
  { sandbox }: Pick<Stack, 'sandbox'>,
  bet: HandBet,
): Promise<string> {
  const login = await fetch(`${sandbox.north}/login`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(CUSTOMER),
  })
  const cookie = login.headers.getSetCookie().map((set) => set.split(';')[0])
  const answer = await fetch(`${sandbox.north}/api/bets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookie.join('; ') },
    body: JSON.stringify(bet),
  })
  const text = await answer.text()
  if (answer.status !== 201) throw new Error(`North refused a bet by hand: ${text}`)
  return z.object({ ref: z.string() }).parse(JSON.parse(text)).ref
}

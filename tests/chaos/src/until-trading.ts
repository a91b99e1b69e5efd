import { readBook, until } from '@surefoot/local'
import type { World } from './world.ts'

const WITHIN_MS = 120_000

/** Wait until the desk has placed its first bets: before that nothing could go wrong. */
export async function untilTrading({ stack }: World, signal: AbortSignal): Promise<void> {
  await until(async () => (await readBook(stack.sandbox).catch(() => [])).length >= 2, {
    what: 'the first bets',
    withinMs: WITHIN_MS,
    signal,
  })
}

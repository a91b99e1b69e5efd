import type { PartHealth } from './health-view.ts'

/** What is decided of a part; its name and the time the gateway has seen it so come later. */
export interface Verdict extends Pick<PartHealth, 'state' | 'message' | 'advice'> {
  /** How long it has been so, where the evidence says it; else null. */
  readonly forMs: number | null
}

export function verdict(
  state: PartHealth['state'],
  message: string,
  { forMs = null, advice = null }: Partial<Pick<Verdict, 'forMs' | 'advice'>> = {},
): Verdict {
  return { state, message, forMs, advice }
}

/** Whether it replies, be it late. */
export function isUsable({ state }: Pick<Verdict, 'state'>): boolean {
  return state === 'ok' || state === 'slow'
}

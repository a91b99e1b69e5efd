import { matchesPermit, type Permit, type PlaceRequest } from '@surefoot/provider'

/** The right to let one request out. */
export interface OpenPass {
  readonly permit: Permit
  /** On the monotonic clock. */
  readonly expiresAtMs: number
  readonly isSpent: boolean
}

export type FenceVerdict<P extends OpenPass> =
  | { readonly lets: true; readonly asked: PlaceRequest; readonly pass: P }
  | { readonly lets: false; readonly why: string }

/** Whether a request to the place endpoint may leave. `asked` is what it would bet; undefined: not known, and `why` not. */
export function decideRequest<P extends OpenPass>(
  asked: PlaceRequest | undefined,
  pass: P | null,
  nowMs: number,
  why?: string,
): FenceVerdict<P> {
  if (pass === null) return block('no permit was given for it')
  if (pass.isSpent) return block('the permit was used already')
  if (nowMs >= pass.expiresAtMs) return block('the permit has run out')
  if (asked === undefined)
    return block(`it is not readable as one bet${why === undefined ? '' : `: ${why}`}`)
  const match = matchesPermit(asked, pass.permit)
  return match.ok ? { lets: true, asked, pass } : block(match.why)
}

function block(why: string): { readonly lets: false; readonly why: string } {
  return { lets: false, why }
}

import type { BrowserStatus } from '@surefoot/shared/messages'
import type { Sighting } from './evidence.ts'

/** A bookmaker sends a price or a sign of life at least every few seconds. */
export const SILENT_STREAM_MS = 15_000

/**
 * Since the last packet, milliseconds; null where none has come or nothing was reported. The executor's clock measures up
 * to its report, the gateway's from there: they need not agree.
 */
export function streamAgeOf(seen: Sighting<BrowserStatus> | null): number | null {
  if (seen === null || seen.status.lastPacketAt === null) return null
  return Math.max(0, Math.round(seen.status.at - seen.status.lastPacketAt)) + Math.round(seen.agoMs)
}

/** Above it a profit is more often a wrong price than luck. In hundredths of a percent; to be set from what is seen. */
const CAPS: Readonly<Record<string, number | undefined>> = {
  tennis: 500,
  basketball: 500,
  football: 500,
}
const OTHER_SPORTS = 500

/** The largest profit that auto takes of a sport; what is above it needs an operator. */
export function edgeCapBps(sport: string): number {
  return CAPS[sport] ?? OTHER_SPORTS
}

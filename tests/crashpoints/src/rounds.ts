/** Takes every item, so many at once. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  step: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items]
  const lane = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await step(item)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

export interface Rounds<T> {
  /** How many items are taken at once, round by round. */
  readonly rounds: readonly number[]
  /** Whether it went well; if not, the item is taken again in the next round, when all others are over. */
  readonly step: (item: T) => Promise<boolean>
  /** It went well, or no round is left. */
  readonly onEnd: (item: T) => void
}

export async function inRounds<T>(
  items: readonly T[],
  { rounds, step, onEnd }: Rounds<T>,
): Promise<void> {
  let round = items
  for (const atOnce of rounds) {
    const missed: T[] = []
    await inParallel(round, atOnce, async (item) => {
      if (await step(item)) onEnd(item)
      else missed.push(item)
    })
    round = missed
  }
  round.forEach(onEnd)
}

/** What a way came to: the thing, or a sentence that says why not. */
export type Search<T> = { readonly found: T } | { readonly missed: string }

/** One way to come by a program or a server. */
export interface Way<T> {
  /** As the terminal names it: "a program on the PATH". */
  readonly name: string
  /** What a person can do so that this way works. */
  readonly remedy: string
  /** It downloads or installs: not tried by a check that must change nothing. */
  readonly installs: boolean
  readonly find: () => Promise<Search<T>>
}

/** No way to come by a server worked: the message names each way, why it failed and what to do. */
class NothingFound extends Error {
  readonly code = 'NOTHING_FOUND'
}

/** Takes the first way that works, in the order given. Throws NothingFound. */
export async function takeFirst<T>(subject: string, ways: readonly Way<T>[]): Promise<T> {
  const misses: string[] = []
  for (const way of ways) {
    const result = await way.find()
    if ('found' in result) return result.found
    misses.push(`  - ${way.name}: ${result.missed}\n    To use it: ${way.remedy}`)
  }
  throw new NothingFound(`${subject} was not found. Tried, in this order:\n${misses.join('\n')}`)
}

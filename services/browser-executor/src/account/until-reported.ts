/**
 * Reports what is new, again and again until nothing is. Who asks while a report is under way waits for the end of all, so
 * that what is known by then is reported when the answer comes. A step that fails ends it: whoever asks next begins again.
 */
export function createUntilReported<T>(
  news: () => T | undefined,
  step: (news: T) => Promise<boolean>,
): () => Promise<void> {
  let underWay: Promise<void> | undefined
  const reportAll = async (): Promise<void> => {
    for (let next = news(); next !== undefined; next = news()) if (!(await step(next))) break
    underWay = undefined
  }
  return async () => {
    if (news() !== undefined) underWay ??= reportAll()
    await underWay
  }
}

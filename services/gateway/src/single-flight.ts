/** Run one at a time; however often it is asked for meanwhile, it runs once more. */
export function createSingleFlight(run: () => Promise<void>): () => void {
  let isRunning = false
  let isWanted = false
  const start = async (): Promise<void> => {
    isRunning = true
    do {
      isWanted = false
      await run()
    } while (isWanted)
    isRunning = false
  }
  return () => {
    isWanted = true
    if (!isRunning) void start()
  }
}

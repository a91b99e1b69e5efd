/** Calls `step` again and again until disposed; a step that is still running is not joined by a second. */
export function every(ms: number, step: () => Promise<void>): Disposable {
  let isRunning = false
  const timer = setInterval(() => {
    if (isRunning) return
    isRunning = true
    void step().finally(() => {
      isRunning = false
    })
  }, ms)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

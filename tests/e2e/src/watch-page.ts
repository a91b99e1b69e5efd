import type { Page } from 'playwright-core'
import { z } from 'zod'

const watched = z.object({ frames: z.number(), blockedMs: z.number() })

export interface Watched extends z.infer<typeof watched> {
  /** The paths of the requests that the page sent. */
  readonly requests: readonly string[]
}

/** Measure a page for a time: the frames it draws, how long tasks of 50 ms and more block it, and its requests. */
export async function watchPage(page: Page, forMs: number): Promise<Watched> {
  const requests: string[] = []
  const onRequest = (request: { readonly url: () => string }): void =>
    void requests.push(new URL(request.url()).pathname)
  page.on('request', onRequest)
  try {
    return { ...watched.parse(await page.evaluate(`(${COUNT_FRAMES})(${forMs})`)), requests }
  } finally {
    page.off('request', onRequest)
  }
}

/** Runs in the page. */
const COUNT_FRAMES = `(forMs) => new Promise((resolve) => {
  let [frames, blockedMs] = [0, 0]
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blockedMs += duration
  })
  observer.observe({ type: 'longtask' })
  const end = performance.now() + forMs
  const onFrame = () => {
    frames += 1
    if (performance.now() < end) return requestAnimationFrame(onFrame)
    observer.disconnect()
    resolve({ frames, blockedMs })
  }
  requestAnimationFrame(onFrame)
})`

/** When the streams of an account were received last, on the scanner's clock. */
export interface StreamTimes {
  /** A message of a stream came at that time. Without a stream: of one that is not known. */
  readonly hear: (atMs: number, stream?: number) => void
  /** When any stream was received last. */
  readonly heardAtMs: () => number
  /** When this stream was received last; of several streams, what was received of one proves nothing of another. */
  readonly streamHeardAtMs: (stream: number | undefined) => number
  readonly clear: () => void
}

export function createStreamTimes(): StreamTimes {
  const byStream = new Map<number, number>()
  let heardAtMs = 0
  return {
    hear: (atMs, stream) => {
      heardAtMs = Math.max(heardAtMs, atMs)
      if (stream !== undefined) byStream.set(stream, Math.max(byStream.get(stream) ?? 0, atMs))
    },
    heardAtMs: () => heardAtMs,
    streamHeardAtMs: (stream) => {
      const heard = stream === undefined ? undefined : byStream.get(stream)
      return heard === undefined || byStream.size < 2 ? heardAtMs : heard
    },
    clear: () => {
      heardAtMs = 0
      byStream.clear()
    },
  }
}

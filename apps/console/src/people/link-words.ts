/** `for 14 min 3 s`; null once it has ended. */
export function describeLeft(leftMs: number): string | null {
  const seconds = Math.ceil(leftMs / 1000)
  if (seconds <= 0) return null
  return seconds < 60 ? `for ${seconds} s` : `for ${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Whether an address means the machine of whoever opens it. */
export function isOfThisMachine(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}

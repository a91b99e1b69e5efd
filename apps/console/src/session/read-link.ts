/** The one-time token of an address such as `/#link=TOKEN`; null if there is none. */
export function readLink(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('link')
}

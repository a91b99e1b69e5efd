/** Linear in the text: each part of the pattern is sought once, from the left. */
export function compileWildcards(pattern: string): (text: string) => boolean {
  const [head = '', ...rest] = pattern.split('*')
  const tail = rest.pop()
  if (tail === undefined) return (text) => text === head
  return (text) => {
    if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail))
      return false
    const end = text.length - tail.length
    let at = head.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}

/** A web socket's address counts as its page's: ws is http, wss is https. */
function readUrl(url: string): URL | undefined {
  const parsed = URL.parse(url.replace(/^ws(s?):/i, 'http$1:'))
  return parsed === null ? undefined : parsed
}

export function createOriginCheck(origins: readonly string[]): (url: string) => boolean {
  const own = new Set(origins.map((origin) => readUrl(origin)?.origin))
  return (url) => {
    const origin = readUrl(url)?.origin
    return origin !== undefined && own.has(origin)
  }
}

/**
 * Whether a URL is on one of the origins and its path meets the pattern. A pattern without `?` says nothing of the
 * query, so that no request passes the fence unseen for a parameter that was added to it.
 */
export function compileUrlPattern(
  pattern: string,
  isOwn: (url: string) => boolean,
): (url: string) => boolean {
  const matches = compileWildcards(pattern)
  const withQuery = pattern.includes('?')
  return (url) => {
    const parsed = readUrl(url)
    if (parsed === undefined || !isOwn(url)) return false
    return matches(withQuery ? parsed.pathname + parsed.search : parsed.pathname)
  }
}

import { compileWildcards } from './url-pattern.ts'

/** `%25` stands for `%`: more rounds than any server takes. */
const MOST_ROUNDS = 5
const DEFAULT_PORTS = new Set(['', '80', '443'])

/**
 * Whether a server may take a URL for one that the pattern names, however it is spelled: letters as `%62`, also twice; a user
 * name before the host or a dot behind it; `//`, `\`, `/x/../` and `;v=1` in the path; other letter case; http for https.
 * A pattern without `?` says nothing of the query. It may be true of an address that the server distinguishes.
 */
export function compileSameAddress(
  pattern: string,
  origins: readonly string[],
): (url: string) => boolean {
  const own = new Set(origins.map((origin) => hostOf(URL.parse(origin))))
  const [path = '', ...query] = pattern.toLowerCase().split('?')
  const isPath = compileWildcards(plainPath(path))
  const isQuery = query.length === 0 ? () => true : compileWildcards(query.join('?'))
  return (url) => {
    const parsed = URL.parse(url)
    const host = hostOf(parsed)
    if (parsed === null || host === undefined || !own.has(host)) return false
    return isPath(plainPath(parsed.pathname)) && isQuery(decode(parsed.search.slice(1)))
  }
}

function hostOf(url: URL | null): string | undefined {
  if (url === null || url.hostname === '') return undefined
  return `${url.hostname.replace(/\.$/, '')}:${DEFAULT_PORTS.has(url.port) ? '' : url.port}`
}

function plainPath(path: string): string {
  const [whole = ''] = decode(path).replaceAll('\\', '/').split(/[?#]/)
  const parts: string[] = []
  for (const segment of whole.split('/').map((each) => each.replace(/;.*/, ''))) {
    if (segment === '..') parts.pop()
    else if (segment !== '' && segment !== '.') parts.push(segment)
  }
  return `/${parts.join('/')}`
}

/** Beyond ASCII nothing is decoded: two spellings of such letters are the same bytes. */
function decode(text: string): string {
  let plain = text
  for (let left = MOST_ROUNDS; left > 0; left -= 1) {
    const next = plain.replace(/%[0-7][0-9a-f]/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
    if (next === plain) break
    plain = next
  }
  return plain.toLowerCase()
}

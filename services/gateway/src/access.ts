/** Who may use a route: anyone, the operator, or the extension of one of the desk's browsers. */
export type Access = 'public' | 'operator' | 'browser'

/** What anyone on this machine may read: it holds nothing of the desk. `/*` is the console's files. */
const PUBLIC_PAGES = new Set(['/', '/*', '/livez', '/readyz', '/openapi.json', '/docs'])

/** Every route is the operator's unless it is named here. `url` is the route's pattern; undefined where there is none. */
export function accessOf(method: string, url: string | undefined): Access {
  if (url === undefined) return 'public'
  if (url.startsWith('/api/extension/')) return method === 'OPTIONS' ? 'public' : 'browser'
  if (url === '/api/session' && method === 'POST') return 'public'
  const isPublicPage = PUBLIC_PAGES.has(url) || url.startsWith('/docs/')
  return isPublicPage && !isMutation(method) ? 'public' : 'operator'
}

export function isMutation(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method)
}

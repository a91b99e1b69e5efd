/** Addresses of the bus, taken apart: the client takes the user's name and password by themselves. */
export interface BusAddress {
  /** Without the password: what may be logged. Of a cluster, all of its servers that were given. */
  readonly servers: readonly string[]
  readonly login: { readonly user: string; readonly pass: string } | undefined
}

/**
 * Read `nats://user:password@host:port`; user and password may be left out where the server asks for none. Several servers of
 * a cluster have commas between them and one user, the first's: a process starts while one of them is away.
 */
export function readAddress(address: string): BusAddress {
  const urls = splitAddress(address).map((each) => new URL(each))
  const first = urls.find(({ username }) => username !== '')
  const login = first && {
    user: decodeURIComponent(first.username),
    pass: decodeURIComponent(first.password),
  }
  for (const url of urls) {
    url.username = ''
    url.password = ''
  }
  return { servers: urls.map(({ href }) => href.replace(/\/$/, '')), login }
}

/** Each server's address, as it was given. */
export function splitAddress(address: string): string[] {
  return address.split(',').map((each) => each.trim())
}

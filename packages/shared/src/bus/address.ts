/** An address of the bus, taken apart: the client takes the user's name and password by themselves. */
export interface BusAddress {
  /** Without the password: what may be logged. */
  readonly server: string
  readonly login: { readonly user: string; readonly pass: string } | undefined
}

/** Read `nats://user:password@host:port`; both may be left out where the server asks for none. */
export function readAddress(address: string): BusAddress {
  const url = new URL(address)
  const { username, password } = url
  url.username = ''
  url.password = ''
  const server = url.href.replace(/\/$/, '')
  if (username === '') return { server, login: undefined }
  return {
    server,
    login: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  }
}

import type { FastifyInstance } from 'fastify'

export interface RegisteredRoute {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE' | 'OPTIONS'
  readonly url: string
}

const LINE = /^(?<indent>[│ ]*)[├└]── (?<path>\S+)(?: \((?<methods>[A-Z, ]+)\))?$/
const METHODS = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'] as const

/** Every route that the app answers, read from the tree that the router prints of itself. */
export function registeredRoutes(app: FastifyInstance): RegisteredRoute[] {
  const parents: string[] = []
  const routes: RegisteredRoute[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const { indent = '', path = '', methods = '' } = LINE.exec(line)?.groups ?? {}
    const depth = indent.length / 4
    parents[depth] = `${parents[depth - 1] ?? ''}${path}`.replace(/^\*/, '/*')
    for (const method of METHODS)
      if (methods.split(', ').includes(method)) routes.push({ method, url: parents[depth] })
  }
  return routes
}

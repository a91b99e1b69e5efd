import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { createGatewayDoors } from '../../src/chromium/gateway-doors.ts'

it('each desk has a door to its own gateway, and keeps it', async () => {
  const server = createServer((_request, response) => response.end('the gateway of localhost'))
  server.listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  await using doors = createGatewayDoors(`http://{desk}:${address.port}`)
  const own = await doors.urlFor('localhost')
  const other = await doors.urlFor('nobody')
  expect(await (await fetch(own)).text()).toBe('the gateway of localhost')
  await expect(fetch(other)).rejects.toThrow('fetch failed')
  expect(await doors.urlFor('localhost')).toBe(own)
  server.closeAllConnections()
  server.close()
})

import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createGatewayDoors, openGatewayDoor } from '../../src/chromium/gateway-doors.ts'

/** Answers with the Host header that it was asked by. */
async function openGateway(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((request, response) => response.end(request.headers.host))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('the door to the gateway', () => {
  it('leads from loopback to a gateway of another name, which is asked by its loopback name', async () => {
    await using gateway = await openGateway()
    await using door = await openGatewayDoor(`http://localhost:${gateway.port}`)
    expect(door.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(door.url).not.toContain(String(gateway.port))
    const answer = await fetch(door.url)
    expect(await answer.text()).toBe(new URL(door.url).host)
  })

  it('is not needed where the gateway is on loopback', async () => {
    await using door = await openGatewayDoor('http://127.0.0.1:7300')
    expect(door.url).toBe('http://127.0.0.1:7300')
  })

  it('refuses while the gateway is away, and is gone when closed', async () => {
    const door = await openGatewayDoor('http://localhost:1')
    await expect(fetch(door.url)).rejects.toThrow('fetch failed')
    await door[Symbol.asyncDispose]()
    await expect(fetch(door.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })
})

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

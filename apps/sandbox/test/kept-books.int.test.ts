import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import {
  askAdmin,
  logInNorth,
  logInSouth,
  readBook,
  TOKEN,
  type Origins,
} from './support/customers.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const originsShape = z.object({ north: z.url(), south: z.url(), admin: z.url() })

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot-books-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** The bookmakers' process with its books in the test's folder. */
async function start() {
  const sandbox = spawn(process.execPath, [MAIN], {
    env: {
      SANDBOX_TOKEN: TOKEN,
      SANDBOX_BOOKS: join(dir, 'books.sqlite'),
      SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
      SANDBOX_TICK_MS: '60000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void sandbox.kill('SIGKILL'))
  const complaint = sandbox.stderr.toArray()
  const ended = once(sandbox, 'exit')
  const line = once(createInterface({ input: sandbox.stdout }), 'line').then(([text]) =>
    originsShape.parse(JSON.parse(String(text))),
  )
  const { north, south, admin } = await Promise.race([
    line,
    ended.then(async () => {
      throw new Error(
        Buffer.concat(z.array(z.instanceof(Buffer)).parse(await complaint)).toString(),
      )
    }),
  ])
  const origins: Origins = {
    north: { origin: north },
    south: { origin: south },
    admin: { origin: admin, token: TOKEN },
  }
  const kill = async () => {
    sandbox.kill('SIGKILL')
    await ended
  }
  return { origins, kill }
}

const northBets = z.object({ bets: z.array(z.object({ ref: z.string(), state: z.string() })) })

/** The first event both houses list: what can be bet on. */
async function pickOffer(origins: Origins) {
  const { north, south } = z
    .object({
      north: z.object({ eventId: z.string(), selectionId: z.string(), price: z.string() }),
      south: z.object({ selectionId: z.string(), price: z.string() }),
    })
    .parse((await askAdmin(origins, 'POST /opportunity', { durationMs: 600_000 })).body)
  const order = { selectionId: north.selectionId, price: north.price, stake: '10.00' }
  return { north, south, order }
}

test('a house that is killed right after it took a bet still has the bet, the session and the balance', async () => {
  const first = await start()
  const { order } = await pickOffer(first.origins)
  const ada = await logInNorth(first.origins)
  const placed = await ada.postJson('/api/bets', order)
  await first.kill()

  const second = await start()
  const again = ada.at(second.origins.north.origin)
  expect(placed.status).toBe(201)
  const { ref } = z.object({ ref: z.string() }).parse(placed.body)
  const { bets } = northBets.parse((await again.get('/api/bets?state=open')).body)
  expect(bets.map((bet) => bet.ref)).toEqual([ref])
  expect((await again.get('/api/account')).body).toMatchObject({ balance: '9990.00' })
})

test('what was bet on before a kill is settled after it, once, and no later match has its number', async () => {
  const first = await start()
  const { north, order } = await pickOffer(first.origins)
  const ada = await logInNorth(first.origins)
  await ada.postJson('/api/bets', order)
  await first.kill()

  const second = await start()
  const settle = { eventId: north.eventId, result: 'void' }
  expect(await askAdmin(second.origins, 'POST /settle', settle)).toMatchObject({
    body: { settled: 1 },
  })
  await second.kill()

  const third = await start()
  expect((await askAdmin(third.origins, 'POST /settle', settle)).status).toBe(404)
  const again = ada.at(third.origins.north.origin)
  expect((await again.get('/api/account')).body).toMatchObject({ balance: '10000.00' })
  expect((await readBook(third.origins)).bets.map(({ state }) => state)).toEqual(['void'])
})

test('a bet that South had not decided when it was killed is no bet, and its ticket says so', async () => {
  const first = await start()
  const { south } = await pickOffer(first.origins)
  const ada = await logInSouth(first.origins)
  await askAdmin(first.origins, 'POST /knobs', { house: 'south', kind: 'pend', ms: 60_000 })
  const placed = await ada.postForm('/slip/place', {
    oid: south.selectionId,
    odd: south.price,
    amount: '10.00',
  })
  await first.kill()

  const second = await start()
  const { t: ticket } = z.object({ t: z.string() }).parse(placed.body)
  const again = ada.at(second.origins.south.origin)
  expect((await again.get(`/slip/status?t=${ticket}`)).body).toMatchObject({ s: 'R' })
  expect((await again.get('/my/funds')).body).toMatchObject({ f: '10,000.00' })
  const { bets, rejected } = await readBook(second.origins)
  expect([bets.length, rejected.length]).toEqual([0, 1])
})

test('books that cannot be read are named with what to do, and left as they are', async () => {
  await writeFile(join(dir, 'books.sqlite'), 'not a database, but somebody wrote it')
  await expect(start()).rejects.toThrow(/books\.sqlite cannot be read[^]*--fresh/)
})

/** The chain is held against heads that were signed outside of the database. */
import { generateKeyPairSync } from 'node:crypto'
import { appendFile, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ledgerDesk } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { openTempDir } from '@surefoot/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAnchorKey } from '../src/anchor/anchor-key.ts'
import { anchorChain, createAnchoring } from '../src/anchor/anchor-chain.ts'
import { anchorSchema } from '../src/anchor/anchor.ts'
import { createActs, DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'
import { runCommand } from './run-command.ts'

let ledger: TestLedger
let dir: Awaited<ReturnType<typeof openTempDir>>

beforeEach(async () => {
  ;[ledger, dir] = await Promise.all([openLedger(), openTempDir()])
  const acts = createActs(ledger)
  await acts.startTrading()
  await acts.openAccepted()
})
afterEach(async () => {
  await ledger[Symbol.asyncDispose]()
  await dir[Symbol.asyncDispose]()
})

const file = () => join(dir.path, 'anchors.jsonl')
const readLines = async () => (await readFile(file(), 'utf8')).split('\n').filter(Boolean)

/** As a service that starts, anchors, and is stopped. */
async function anchor(pem?: string): Promise<void> {
  const { served: database, bus } = ledger
  const parts = { database, publish: bus.publish.bind(bus) }
  const anchoring = await anchorChain(parts, { dir: dir.path, pem }, createLogger('test', 'silent'))
  await anchoring[Symbol.asyncDispose]()
}

const verify = (env: NodeJS.ProcessEnv = { ANCHORS_DIR: dir.path }) =>
  runCommand('verify-audit.ts', [], ledger.url, env)

/** As a superuser: a link is changed, and every hash from there on is made again. */
async function makeAgain(from: number): Promise<void> {
  await ledger.database.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    await tx.$executeRaw`UPDATE "audit_chain" SET "at" = "at" + interval '1 millisecond' WHERE "sequence" = ${from}`
    await tx.$executeRawUnsafe(`
      DO $$
      DECLARE link "audit_chain"; previous text;
      BEGIN
        FOR link IN SELECT * FROM "audit_chain" WHERE "sequence" >= ${from} ORDER BY "sequence" LOOP
          previous := coalesce(previous, link."previousHash");
          link."previousHash" := previous;
          previous := audit_link_hash(link);
          UPDATE "audit_chain" SET "previousHash" = link."previousHash", "hash" = previous WHERE "sequence" = link."sequence";
        END LOOP;
      END $$`)
  })
}

async function cutBack(): Promise<void> {
  await ledger.database.$transaction([
    ledger.database.$executeRaw`SET LOCAL session_replication_role = replica`,
    ledger.database
      .$executeRaw`DELETE FROM "audit_chain" WHERE "sequence" > (SELECT max("sequence") - 2 FROM "audit_chain")`,
  ])
}

test('a chain that agrees with its anchors is said so, and only then the verdict is without reserve', async () => {
  await anchor()
  const { code, said } = await verify()
  expect(said).toContain('The audit chain agrees with 1 anchors.')
  expect(code).toBe(0)
})

test('a service that ends anchors the last head, and the same head once', async () => {
  await anchor()
  await anchor()
  expect(await readLines()).toHaveLength(1)
  await createActs(ledger).control('HALT_NEW')
  await anchor()
  const [, last = ''] = await readLines()
  const head = await ledger.database.auditLink.findFirst({ orderBy: { sequence: 'desc' } })
  expect(anchorSchema.parse(JSON.parse(last))).toMatchObject({
    sequence: head?.sequence,
    hash: head?.hash,
  })
})

test('a chain whose hashes a superuser made again is named, and halts every desk at the next start', async () => {
  await anchor()
  await makeAgain(3)
  const { code, said } = await verify()
  expect(said).toContain('The audit chain is intact')
  expect(said).toMatch(/The chain was made again: link \d+ has another hash than was anchored/)
  expect(code).toBe(1)
  await anchor()
  expect(await readLines()).toHaveLength(1)
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_ALL' },
  })
})

test('a chain that was cut back to an earlier state is named, and halts every desk at the next start', async () => {
  await anchor()
  await cutBack()
  const { code, said } = await verify()
  expect(said).toMatch(/The chain was cut back: it ends at link \d+, and link \d+ was anchored/)
  expect(code).toBe(1)
  await anchor()
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_ALL' },
  })
})

test('a chain that is made again between two anchors of a service halts every desk, and is not anchored', async () => {
  const { served: database, bus } = ledger
  const place = { dir: dir.path, pem: undefined }
  const key = await openAnchorKey(place)
  const step = createAnchoring({
    ledger: { database, publish: bus.publish.bind(bus) },
    place,
    key,
    logger: createLogger('test', 'silent'),
  })
  await step()
  await makeAgain(2)
  await step()
  expect(await readLines()).toHaveLength(1)
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_ALL' },
  })
})

test('an anchor that is signed with another key is named', async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  await anchor(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const { publicKey } = generateKeyPairSync('ed25519')
  const other = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const { code, said } = await verify({ ANCHORS_DIR: dir.path, ANCHOR_KEY: other })
  expect(said).toMatch(/The anchor of link \d+ in .* is not signed with the key/)
  expect(code).toBe(1)
})

test('the public half of a configured key is enough to verify', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  await anchor(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  expect(await verify({ ANCHORS_DIR: dir.path, ANCHOR_KEY: pem })).toMatchObject({ code: 0 })
})

test('a made key is readable by its owner alone, and is not in the database', async () => {
  await anchor()
  expect((await stat(join(dir.path, 'anchor-key.pem'))).mode & 0o077).toBe(0)
  expect((await stat(file())).mode & 0o077).toBe(0)
})

const LACKS: Readonly<Record<string, () => Promise<NodeJS.ProcessEnv>>> = {
  'no folder is configured': () => Promise.resolve({}),
  'the file is absent': async () => {
    await rm(file())
    return { ANCHORS_DIR: dir.path }
  },
  'the file is empty': async () => {
    await writeFile(file(), '')
    return { ANCHORS_DIR: dir.path }
  },
  'the key is absent': async () => {
    await rename(join(dir.path, 'anchor-key.pem'), join(dir.path, 'elsewhere'))
    return { ANCHORS_DIR: dir.path }
  },
}

test.for(Object.entries(LACKS))(
  'where %s, it is not known whether the chain was made again',
  async ([, prepare]) => {
    await anchor()
    const { code, said } = await verify(await prepare())
    expect(said).toContain('It is not known whether the whole chain was made again, or cut back')
    expect(said).not.toContain('agrees with')
    expect(code).toBe(2)
  },
)

test('a line that a crash cut short is not known, and the next anchor begins a line', async () => {
  await anchor()
  await appendFile(file(), '{"sequence":9,"ha')
  await createActs(ledger).control('HALT_NEW')
  await anchor()
  expect(await readLines()).toHaveLength(3)
  const { code, said } = await verify()
  expect(said).toContain('The audit chain agrees with 2 anchors.')
  expect(said).toContain('1 lines of')
  expect(code).toBe(2)
})

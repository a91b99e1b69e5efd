import { afterAll, beforeAll, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'

const PROXY = '10.0.0.5'
let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway({
    environment: { TRUSTED_PROXY: 'true', PROXY_ADDRESSES: `${PROXY}, 10.9.0.0/16` },
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

interface Guess {
  readonly link?: string
  readonly peer: string
  readonly forwarded?: string
}

async function guess({ link = crypto.randomUUID(), peer, forwarded }: Guess): Promise<number> {
  const answer = await gateway.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { link },
    remoteAddress: peer,
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  })
  return answer.statusCode
}

async function guessMany(count: number, each: (number: number) => Guess): Promise<number[]> {
  const answers: number[] = []
  for (let number = 0; number < count; number += 1) answers.push(await guess(each(number)))
  return answers
}

const read = async (token: string, peer: string, url = '/api/desk') => {
  const headers = { authorization: `Bearer ${token}` }
  return (await gateway.app.inject({ url, headers, remoteAddress: peer })).statusCode
}

test('an invented X-Forwarded-For does not lift the limit of logins', async () => {
  const invented = (number: number) => ({ peer: '172.18.0.1', forwarded: `192.0.2.${number}` })
  expect((await guessMany(21, invented)).at(-1)).toBe(429)
})

test('behind a configured proxy each client has its own limit, whatever it invents in front', async () => {
  const one = (number: number) => ({ peer: PROXY, forwarded: `192.0.2.${number}, 198.51.100.7` })
  expect((await guessMany(21, one)).at(-1)).toBe(429)
  expect(await guess({ peer: PROXY, forwarded: '198.51.100.8' })).toBe(401)
})

test('one link is not tried without end from many addresses', async () => {
  const answers = await guessMany(11, (number) => ({ link: 'known', peer: `10.1.0.${number}` }))
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
  expect(answers.at(-1)).toBe(429)
})

test('wrong tokens are limited on what is read too, of the operator and of the extension', async () => {
  const answers: number[] = []
  for (let number = 0; number < 10; number += 1) {
    answers.push(await read(`wrong-${number}`, '10.2.0.1'))
    answers.push(await read(`no-browser-${number}`, '10.2.0.1', '/api/extension/status'))
  }
  expect(new Set(answers)).toEqual(new Set([401]))
  expect(await read('wrong', '10.2.0.1')).toBe(429)
  expect(await read('no-browser', '10.2.0.1', '/api/extension/status')).toBe(429)
  const right = AS_OPERATOR.authorization.replace('Bearer ', '')
  expect(await read(right, '10.2.0.1')).toBe(429)
  expect(await read(right, '10.2.0.2')).toBe(200)
})

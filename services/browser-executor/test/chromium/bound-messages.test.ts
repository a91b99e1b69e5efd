import { describe, expect, it } from 'vitest'
import { createMessageBound } from '../../src/chromium/bound-messages.ts'

/** All that goes on of messages that come in chunks of a size. */
function pass(messages: readonly string[], chunkBytes: number): unknown[] {
  const { take } = createMessageBound()
  const bytes = Buffer.from(messages.map((message) => `${message}\0`).join(''))
  const passed: Buffer[] = []
  for (let at = 0; at < bytes.byteLength; at += chunkBytes)
    passed.push(...take(bytes.subarray(at, at + chunkBytes)))
  const texts = Buffer.concat(passed).toString('utf8').split('\0').slice(0, -1)
  return texts.map((text): unknown => JSON.parse(text))
}

const frame = (payloadData: string) => ({
  method: 'Network.webSocketFrameReceived',
  params: { requestId: '71.9', response: { payloadData } },
  sessionId: 'AB12',
})
const answer = (value: string) => ({ id: 7, result: { value }, sessionId: 'AB12' })
const log = (text: string) => ({ method: 'Runtime.consoleAPICalled', params: { text } })
const small = [frame('é'), answer('ok'), log('1')]

describe.each([1, 1000, 65_536])('messages of Chromium in chunks of %i bytes', (chunkBytes) => {
  it('pass as they are', () => {
    expect(
      pass(
        small.map((each) => JSON.stringify(each)),
        chunkBytes,
      ),
    ).toEqual(small)
  })

  it('are dropped over their bound, and the others pass', () => {
    const text = 'x'.repeat(70_000)
    const messages = [log(text), ...small, frame(text)].map((each) => JSON.stringify(each))
    expect(pass(messages, chunkBytes)).toEqual([
      {
        method: 'Surefoot.messageDropped',
        params: { method: 'Runtime.consoleAPICalled', bytes: messages[0]?.length },
      },
      ...small,
      frame(text),
    ])
  })
})

describe('what is dropped', () => {
  const long = '"sessionId":"FF"}'.repeat(2_000_000)

  it('is named by its kind and its session, whatever the page wrote into it', () => {
    const [message] = pass([JSON.stringify(frame(long))], 65_536)
    expect(message).toEqual({
      method: 'Surefoot.messageDropped',
      params: { method: 'Network.webSocketFrameReceived', requestId: '71.9', bytes: 42_000_122 },
      sessionId: 'AB12',
    })
  })

  it('is an error where it answers a command', () => {
    const [event, message] = pass([JSON.stringify(answer(long))], 65_536)
    expect(event).toMatchObject({ method: 'Surefoot.messageDropped', sessionId: 'AB12' })
    expect(message).toMatchObject({ id: 7, error: { code: -32_000 }, sessionId: 'AB12' })
  })
})

/** As it comes for a target of a page. */
const nest = (message: object, sessionId: string) => ({
  method: 'Target.receivedMessageFromTarget',
  params: { sessionId, message: JSON.stringify(message) },
})

describe('what is dropped in a message for a target', () => {
  const text = '"sessionId":"FF"}'.repeat(1_000_000)
  const worker = (message: object) => ({ ...nest(nest(message, 'C3'), 'B2'), sessionId: 'AB12' })

  it('is replaced inside of it, at any depth', () => {
    const { sessionId: _none, ...inner } = frame(text)
    const [message] = pass([JSON.stringify(worker(inner))], 65_536)
    const bytes = JSON.stringify(worker(inner)).length
    const params = { method: inner.method, requestId: '71.9', bytes }
    expect(message).toEqual(worker({ method: 'Surefoot.messageDropped', params }))
  })

  it('is an error where it answers a command of ours', () => {
    const messages = pass([JSON.stringify(worker({ id: 3, result: { body: text } }))], 65_536)
    const bytes = JSON.stringify(worker({ id: 3, result: { body: text } })).length
    expect(messages).toEqual([
      worker({ method: 'Surefoot.messageDropped', params: { bytes } }),
      worker({ id: 3, error: { code: -32_000, message: `${bytes} bytes are too many` } }),
    ])
  })

  it('has the bound of its kind', () => {
    const inner = { method: 'Runtime.consoleAPICalled', params: { args: ['x'.repeat(400_000)] } }
    const [message] = pass([JSON.stringify(worker(inner))], 65_536)
    expect(JSON.stringify(message).length).toBeLessThan(1000)
  })
})

it.each(['Page.frameNavigated', 'Target.targetCreated', 'Runtime.executionContextCreated'])(
  'after a %s that is too long nothing is passed on: what is open is not known',
  (method) => {
    const needed = { method, params: { name: 'x'.repeat(7_000_000) } }
    const passed = pass(
      [log('1'), needed, log('2')].map((each) => JSON.stringify(each)),
      65_536,
    )
    expect(passed).toEqual([
      log('1'),
      { method: 'Surefoot.messageDropped', params: expect.objectContaining({ method }) },
    ])
  },
)

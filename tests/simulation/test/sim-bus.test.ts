import { Fault, NoReply, type Bus } from '@surefoot/shared/bus'
import { defineEvent, defineRequest, defineWork, ok } from '@surefoot/shared/messages'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { simulate } from './simulated.ts'

const word = z.object({ word: z.string() })
const question = defineRequest('question', 'global', word, word)
const event = defineEvent('event', 'global', word)
const work = defineWork('work', 'WORK', word)

const ask = (bus: Bus) =>
  bus.request(question, { word: 'hello' }, { deadlineMs: 100 }).then(
    (reply) => (reply.ok ? reply.word : reply.code),
    (error: unknown) => (error instanceof NoReply ? error.code : 'ERROR'),
  )

it('a request is answered by one instance of the service', async () => {
  const { schedule, start } = simulate()
  let count = 0
  for (let instance = 0; instance < 3; instance += 1) {
    await start('answerer').bus.serve(question, async (body) => {
      count += 1
      return ok({ word: `${body.word} back` })
    })
  }
  const reply = ask(start('asker').bus)
  await schedule.runUntil(1000)
  expect(await reply).toBe('hello back')
  expect(count).toBe(1)
})

it('a request that nobody hears is known at once not to have been done', async () => {
  const { schedule, start } = simulate()
  const reply = ask(start('asker').bus)
  await schedule.runUntil(20)
  expect(await reply).toBe('NO_RESPONDERS')
})

it('a request whose reply is lost was done, and its asker knows only that its time is over', async () => {
  const { schedule, start, active } = simulate()
  let count = 0
  await start('answerer').bus.serve(question, async (body) => {
    count += 1
    return ok(body)
  })
  active.add('reply_lost')
  const reply = ask(start('asker').bus)
  await schedule.runUntil(1000)
  expect(await reply).toBe('TIMEOUT')
  expect(count).toBe(1)
})

it('a request that comes after its asker has stopped waiting is not taken up', async () => {
  const { schedule, start } = simulate()
  const answerer = start('answerer')
  let count = 0
  await answerer.bus.serve(question, async (body) => {
    count += 1
    return ok(body)
  })
  answerer.process.freezeFor(500)
  const reply = ask(start('asker').bus)
  await schedule.runUntil(1000)
  expect(await reply).toBe('TIMEOUT')
  expect(count).toBe(0)
})

it('a message that does not fit its schema ends the simulation, because it is our own', async () => {
  const { schedule, start } = simulate()
  await start('answerer').bus.serve(question, async (body) => ok(body))
  const other = { ...question, body: z.looseObject({}) }
  void start('asker').bus.request(other, { number: 1 }, { deadlineMs: 100 })
  await expect(schedule.runUntil(1000)).rejects.toThrow('word')
})

it('an event reaches every listener, or one of those that share it', async () => {
  const { schedule, start } = simulate()
  const heard: string[] = []
  for (const name of ['one', 'two']) {
    await start(name).bus.subscribe(event, () => void heard.push('each'))
    await start('shared').bus.subscribe(event, () => void heard.push('one'), { isShared: true })
  }
  start('teller').bus.publish(event, { word: 'hello' })
  await schedule.runUntil(1000)
  expect(heard.toSorted()).toEqual(['each', 'each', 'one'])
})

it('work is done once, though it was stored twice under its id', async () => {
  const { schedule, start } = simulate()
  const done: string[] = []
  await start('worker').bus.work(work, async (body) => void done.push(body.word))
  const { bus } = start('asker')
  void bus.enqueue(work, { word: 'once' }, { id: 'same' })
  void bus.enqueue(work, { word: 'once' }, { id: 'same' })
  await schedule.runUntil(60_000)
  expect(done).toEqual(['once'])
})

it('work whose worker dies is done by another, and work that throws is done again', async () => {
  const { schedule, start } = simulate()
  const done: string[] = []
  const first = start('worker')
  await first.bus.work(work, async () => {
    done.push('first')
    first.process.kill()
  })
  void start('asker').bus.enqueue(work, { word: 'hello' }, { id: '1' })
  await schedule.runUntil(1000)
  await start('worker').bus.work(work, async () => {
    done.push('second')
    if (done.length < 3) throw new Error('not now')
  })
  await schedule.runUntil(60_000)
  expect(done).toEqual(['first', 'second', 'second'])
})

it('work that says that it is to be dropped is not done again', async () => {
  const { schedule, start } = simulate()
  let count = 0
  await start('worker').bus.work(work, async () => {
    count += 1
    throw new Fault('WRONG', 'it will never do', 'drop')
  })
  void start('asker').bus.enqueue(work, { word: 'hello' }, { id: '1' })
  await schedule.runUntil(60_000)
  expect(count).toBe(1)
})

it('work of an erased queue is gone; its worker makes the queue again, and until then nothing is stored', async () => {
  const { schedule, start, queues } = simulate()
  const { bus } = start('asker')
  const done: string[] = []
  const first = start('worker')
  await first.bus.work(work, () => Promise.reject(new Error('not now')))
  void bus.enqueue(work, { word: 'before' }, { id: '1' })
  await schedule.runUntil(100)
  first.process.kill()
  await start('worker').bus.work(work, async (body) => void done.push(body.word))
  queues.erase()
  const early = bus.enqueue(work, { word: 'early' }, { id: '2' }).catch((error: unknown) => error)
  await schedule.runUntil(10_000)
  expect(await early).toMatchObject({ code: 'NOT_ENQUEUED', remedy: 'reconcile' })
  void bus.enqueue(work, { word: 'after' }, { id: '1' })
  await schedule.runUntil(60_000)
  expect(done).toEqual(['after'])
})

it('a message whose storing was not confirmed is not known to be stored', async () => {
  const { schedule, start, active } = simulate()
  await start('worker').bus.work(work, async () => undefined)
  active.add('enqueue_answer_lost')
  const stored = start('asker').bus.enqueue(work, { word: 'hello' }, { id: '1' })
  const fault = stored.catch((error: unknown) => error)
  await schedule.runUntil(60_000)
  expect(await fault).toMatchObject({ code: 'NOT_ENQUEUED', remedy: 'reconcile' })
})

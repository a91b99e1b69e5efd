import { expect, it } from 'vitest'
import { createRequestOrder } from '../../src/stream/poll-order.ts'

const poll = (sent: number, asked = 'GET /odds', source = 0) => ({ source, asked, sent })

it('an answer to an older request is dropped once a later one was read (C18)', () => {
  const order = createRequestOrder()
  expect([order.admit(poll(2)), order.admit(poll(1)), order.admit(poll(3))]).toEqual([
    true,
    false,
    true,
  ])
})

it('answers to other questions, and of other sources, are in no order with it', () => {
  const order = createRequestOrder()
  order.admit(poll(9))
  expect(order.admit(poll(1, 'GET /odds?event=2'))).toBe(true)
  expect(order.admit(poll(1, 'GET /odds', 1))).toBe(true)
})

it('a page that is loaded again begins with nothing read', () => {
  const order = createRequestOrder()
  order.admit(poll(9))
  order.clear()
  expect(order.admit(poll(1))).toBe(true)
})

it.each([[[1, 2, 3]], [[3, 2, 1]], [[2, 3, 1]], [[2, 1, 3]], [[1, 1, 2]], [[3, 1, 2]]])(
  'of answers in the order %j the last one read is the latest, and none goes back',
  (answers) => {
    const order = createRequestOrder()
    const read = answers.filter((sent) => order.admit(poll(sent)))
    expect(read).toEqual(read.toSorted((left, right) => left - right))
    expect(read.at(-1)).toBe(Math.max(...answers))
  },
)

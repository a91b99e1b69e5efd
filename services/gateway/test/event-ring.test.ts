import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventRing } from '../src/event-ring.ts'

test('a reader is told exactly what it missed, or that some of it is gone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: -70, max: 70 }),
      (capacity, count, offset) => {
        const firstId = 1000
        const ring = createEventRing({ capacity, firstId })
        for (let event = 0; event < count; event += 1) ring.append('execution', event)
        const readId = firstId + offset
        const replay = ring.since(readId)
        const isWhole = readId >= firstId + count - 1 - Math.min(capacity, count)
        const isPast = readId < firstId + count
        expect(replay.isPruned).toBe(!(isWhole && isPast))
        if (replay.isPruned) return
        const missed = Array.from(
          { length: firstId + count - 1 - readId },
          (_, n) => readId + 1 + n,
        )
        expect(replay.events.map(({ id }) => id)).toEqual(missed)
      },
    ),
  )
})

test('a position that is no number is one that was never given', () => {
  const ring = createEventRing({ capacity: 2, firstId: 1 })
  ring.append('execution', {})
  for (const position of [Number.NaN, 0.5, Infinity])
    expect(ring.since(position).isPruned).toBe(true)
})

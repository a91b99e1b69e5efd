import type { MappedFrame, Mapper } from '../src/index.ts'

export const send = (mapper: Mapper, body: unknown, event?: string): MappedFrame =>
  mapper.map(0, { event, body: JSON.stringify(body) })

/** The prices that a frame told, in their order. */
export const told = ({ quotes }: MappedFrame) =>
  quotes.map(({ selectionId, odds }) => [selectionId, odds])

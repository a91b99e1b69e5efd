import { expect, test } from 'vitest'
import { z } from 'zod'
import { describeType } from '../src/messages/describe-type.ts'
import { nameTypes } from '../src/messages/name-types.ts'
import { money } from '@surefoot/shared/messages'

test.each([
  [z.string(), 'text'],
  [z.string().max(5).nullable(), 'text (up to 5 characters) or null'],
  [z.string().regex(/^\d$/), 'text (`^\\d$`)'],
  [z.uuid(), 'UUID'],
  [z.iso.datetime(), 'ISO 8601 with `Z`'],
  [z.boolean(), 'boolean'],
  [z.number().int(), 'whole number'],
  [z.number().int().min(1).max(4), 'whole number (1 to 4)'],
  [z.number().positive(), 'number above 0'],
  [z.literal('a'), '`"a"`'],
  [z.enum(['a', 'b']), '`a`, `b`'],
  [z.union([z.string(), z.boolean()]), 'text or boolean'],
  [z.tuple([z.string(), z.boolean()]), '[text, boolean]'],
  [z.array(z.string()).length(2), 'list of text (2)'],
  [z.record(z.string(), z.boolean()), 'by key: boolean'],
  [z.object({ a: z.string(), b: z.boolean().optional() }), '{ `a`: text; `b?`: boolean }'],
  [z.string().default('x'), 'text; default `"x"`'],
  [z.json(), 'any JSON'],
  [z.unknown(), 'anything'],
  [money, '[`money`](#money)'],
])('a field is described as it is on the wire (case %#)', (schema, described) => {
  const { properties = {} } = nameTypes().read(z.object({ field: schema }))
  expect(describeType(properties['field'] ?? false)).toBe(described)
})

test('a type that fields refer to by its name is listed once', () => {
  const types = nameTypes()
  types.read(z.object({ stake: money, returned: money.nullable() }))
  types.read(z.object({ balance: money }))
  expect(types.list().map(([name]) => name)).toEqual(['money'])
})

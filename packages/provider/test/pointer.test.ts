import { expect, test } from 'vitest'
import { compilePointer } from '../src/json/pointer.ts'

test.each([
  ['', { a: 1 }, { a: 1 }],
  ['/a/b', { a: { b: 2 } }, 2],
  ['/1/0', ['x', ['y']], 'y'],
  ['/a~1b/c~0d', { 'a/b': { 'c~d': 3 } }, 3],
  ['/', { '': 4 }, 4],
  ['/01', ['x', 'y'], undefined],
  ['/-', ['x'], undefined],
  ['/length', ['x'], undefined],
  ['/a/b', { a: 'text' }, undefined],
  ['/a/b', null, undefined],
])('the pointer "%s" finds in %j: %j', (pointer, value, found) => {
  expect(compilePointer(pointer)(value)).toEqual(found)
})

test.each(['/constructor', '/toString/name', '/__proto__', '/hasOwnProperty'])(
  'the pointer %s finds nothing that a message only inherits',
  (pointer) => {
    expect(compilePointer(pointer)({})).toBeUndefined()
    expect(compilePointer(pointer)([])).toBeUndefined()
  },
)

test('a message’s own __proto__ is a value like any other', () => {
  expect(compilePointer('/__proto__/a')(JSON.parse('{"__proto__":{"a":1}}'))).toBe(1)
})

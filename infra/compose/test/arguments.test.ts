import { describe, expect, it } from 'vitest'
import { readArguments } from '../src/arguments.ts'

describe('the command line of the smoke', () => {
  it('trades for 90 seconds and writes no report unless told', () => {
    expect(readArguments([])).toEqual({
      ok: true,
      arguments: { forSeconds: 90, reportFile: null },
    })
    expect(readArguments(['--for', '40', '--report', 'a.json'])).toEqual({
      ok: true,
      arguments: { forSeconds: 40, reportFile: 'a.json' },
    })
  })

  it.each([
    ['--for', '0'],
    ['--for', 'long'],
    ['--fro', '1'],
  ])('refuses %s %s', (...argv) => {
    expect(readArguments(argv)).toMatchObject({ ok: false })
  })
})

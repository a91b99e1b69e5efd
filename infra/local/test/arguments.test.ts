import { expect, test } from 'vitest'
import { readArguments } from '../src/arguments.ts'

test('npm start alone runs with the pilot until Ctrl-C', () => {
  expect(readArguments([])).toEqual({
    ok: true,
    arguments: {
      isManual: false,
      forSeconds: null,
      reportFile: null,
      replicas: 1,
      port: 7300,
      isFresh: false,
      without: [],
    },
  })
})

test('a run may end by itself and leave a report', () => {
  expect(readArguments(['--for', '90', '--report', 'run.json'])).toMatchObject({
    ok: true,
    arguments: { forSeconds: 90, reportFile: 'run.json' },
  })
})

test('a run that ends by Ctrl-C leaves a report too, on other ports and on an empty ledger if it is asked to', () => {
  expect(readArguments(['--report', 'r.json', '--port', '7400', '--fresh'])).toMatchObject({
    ok: true,
    arguments: { forSeconds: null, reportFile: 'r.json', port: 7400, isFresh: true },
  })
})

test('a run may have several instances of each service', () => {
  expect(readArguments(['--replicas', '2'])).toMatchObject({ arguments: { replicas: 2 } })
})

test('a service may be left out by its name, or one of its processes by its own', () => {
  const leftOut = (argv: readonly string[]) => {
    const reading = readArguments(argv)
    return reading.ok ? reading.arguments.without : reading.message
  }
  expect(leftOut(['--without', 'execution'])).toEqual(['execution'])
  expect(leftOut(['--without', 'hedge', '--without', 'execution,worker'])).toEqual([
    'execution',
    'hedge',
    'worker',
  ])
  expect(leftOut(['--without', 'browser-executor'])).toEqual([
    'browser-executor-a',
    'browser-executor-b',
  ])
  expect(leftOut(['--without', 'browser-executor-b'])).toEqual(['browser-executor-b'])
})

test.each([
  [['--for', 'soon'], /whole number of seconds/],
  [['--for', '0'], /whole number of seconds/],
  [['--port', '80'], /whole number from 1024/],
  [['--port', '65500'], /whole number from 1024/],
  [['--port', '7e3'], /whole number from 1024/],
  [['--manual', '--for', '5'], /needs the pilot/],
  [['--replicas', '0'], /whole number from 1/],
  [['--replicas', '9'], /whole number from 1/],
  [['--fast'], /--fast/],
  [['--without', 'exekution'], /"exekution" is none. They are: audit, .*execution, .*notify/],
  [['--without', 'hedge,'], /"" is none/],
  [['--without', 'hedge', '--for', '9'], /whole stack/],
])('%j is refused with a sentence that says what is wrong', (argv, sentence) => {
  const reading = readArguments(argv)
  expect(reading).toMatchObject({ ok: false, message: expect.stringMatching(sentence) })
})

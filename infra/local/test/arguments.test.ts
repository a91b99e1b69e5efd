import { expect, test } from 'vitest'
import { readArguments } from '../src/arguments.ts'

test('npm start alone runs with the pilot until Ctrl-C', () => {
  expect(readArguments([])).toEqual({
    ok: true,
    arguments: { isManual: false, forSeconds: null, reportFile: null, replicas: 1 },
  })
})

test('a run may end by itself and leave a report', () => {
  expect(readArguments(['--for', '90', '--report', 'run.json'])).toEqual({
    ok: true,
    arguments: { isManual: false, forSeconds: 90, reportFile: 'run.json', replicas: 1 },
  })
})

test('a run may have several instances of each service', () => {
  expect(readArguments(['--replicas', '2'])).toMatchObject({ arguments: { replicas: 2 } })
})

test.each([
  [['--for', 'soon'], /whole number of seconds/],
  [['--for', '0'], /whole number of seconds/],
  [['--report', 'run.json'], /goes with --for/],
  [['--manual', '--for', '5'], /needs the pilot/],
  [['--replicas', '0'], /whole number from 1/],
  [['--replicas', '9'], /whole number from 1/],
  [['--fast'], /--fast/],
])('%j is refused with a sentence that says what is wrong', (argv, sentence) => {
  const reading = readArguments(argv)
  expect(reading).toMatchObject({ ok: false, message: expect.stringMatching(sentence) })
})

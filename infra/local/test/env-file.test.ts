import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { chooseVariables, findOverruled, writeEnvFile } from '../src/dev/env-file.ts'
import { ROOT } from '../src/paths.ts'
import { PROCESSES } from '../src/processes.ts'

test('Node reads from the file what was written to it', () => {
  const variables = {
    NATS_URL: 'nats://execution:p4ss_w-rd@127.0.0.1:7305',
    EMPTY: '',
    COMMENT: 'a # b',
    SPACES: ' a b ',
    APOSTROPHE: `it's "here"`,
    BREAK: 'one\ntwo',
    BACKSLASH: String.raw`C:\new`,
    DOLLAR: '$HOME ${HOME}',
  }
  expect(parseEnv(writeEnvFile(variables))).toEqual(variables)
})

test('a value that no file can hold is refused by the name of its variable', () => {
  expect(() => writeEnvFile({ ODD: '\'"`' })).toThrow('ODD has every kind of quotation mark')
})

test('the file holds what the service reads and what the stack decided, and nothing else of the terminal', () => {
  const given = { HOME: '/home/anna', LOG_LEVEL: 'debug', PORT: '80' }
  const environment = { ...given, PORT: '7300', SUREFOOT_STACK: 'mark', ACCOUNT: undefined }
  const keys = new Set(['LOG_LEVEL', 'PORT', 'ACCOUNT'])
  const variables = chooseVariables({ environment, given, keys })
  expect(variables).toEqual({ LOG_LEVEL: 'debug', PORT: '7300', SUREFOOT_STACK: 'mark' })
  // Node would keep the terminal's own.
  expect(findOverruled(variables, given)).toEqual(['PORT'])
})

test("an editor's launch configurations offer every service", () => {
  const { inputs } = JSON.parse(readFileSync(join(ROOT, '.vscode/launch.json'), 'utf8'))
  const [{ options: services }, { options: accounts }] = inputs
  const executors = accounts.map((account: string) => `browser-executor-${account}`)
  expect(new Set([...services, ...executors])).toEqual(new Set(PROCESSES.map(({ name }) => name)))
})

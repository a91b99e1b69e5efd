import { findPrometheus } from '@surefoot/servers'
import { openTempDir } from '@surefoot/testkit'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { writeLocalConfig } from '../src/local-config.ts'
import { OBSERVE } from '../src/paths.ts'

const dir = await openTempDir()
const { promtool } = await findPrometheus()

afterAll(() => dir[Symbol.asyncDispose]())

const run = (...args: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(promtool, args, { cwd: OBSERVE })

test('Prometheus takes the configuration and every rule', async () => {
  expect((await run('check', 'config', 'prometheus.yml')).stdout).toContain('SUCCESS')
  expect((await run('check', 'rules', 'alerts.yml')).stdout).toContain('SUCCESS')
})

test('Prometheus takes the configuration of a stack on this machine', async () => {
  const file = join(dir.path, 'prometheus.json')
  const targetsFile = join(dir.path, 'targets.json')
  await writeLocalConfig({ file, targetsFile, every: '1s' })
  expect((await run('check', 'config', file)).stdout).toContain('SUCCESS')
})

test('every alert fires when it must, and not when it must not', async () => {
  expect((await run('test', 'rules', 'alerts.test.yml')).stdout).toContain('SUCCESS')
})

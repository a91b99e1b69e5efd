import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { onThisMachine } from '../src/find-program.ts'
import { findLockHolder } from '../src/apt/lock-holder.ts'
import { describeProvision } from '../src/provide/describe-provision.ts'
import type { Need } from '../src/provide/need.ts'
import { provide } from '../src/provide/provide.ts'
import { openPackageSystem, type DebianPackage, type PackageSystem } from './package-source.ts'

const script = (...lines: string[]): string => ['#!/bin/sh', ...lines, ''].join('\n')

const program = (name: string, depends: readonly string[] = []): DebianPackage => ({
  name,
  depends,
  files: { [`usr/bin/${name}`]: script(`echo ${name} 3.1`, 'echo "$LD_LIBRARY_PATH"') },
})
const PACKAGES: readonly DebianPackage[] = [
  program('first-server', ['a-library']),
  program('second-server'),
  program('other-program'),
  { name: 'a-library', files: { 'usr/lib/fixture/private/liba.so.1': '' } },
]

/** The system's own. */
const APT = 'apt-get'
let dir = ''
let system: PackageSystem
const lines: string[] = []
const progress = {
  step: (text: string) => void lines.push(text),
  warn: (text: string) => void lines.push(text),
}

beforeEach(async () => {
  lines.length = 0
  // A space, as in many a user's folder.
  dir = await mkdtemp(join(tmpdir(), 'surefoot provide-'))
  system = await openPackageSystem(dir, PACKAGES)
})
afterEach(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }))

function need(name: string): Need {
  const packages = { programs: [name], apt: [name], brew: name } as const
  const options = { env: system.env, packagesDir: join(dir, 'packages') }
  return { subject: name, packages, ways: [onThisMachine(packages, options)] }
}

const provideHere = (...names: string[]) =>
  provide(names.map(need), { env: system.env, progress, packagesDir: join(dir, 'packages') })

/** Another package manager, at work until `end` is called. */
async function openOtherInstallation(): Promise<{ pid: number; end: () => Promise<void> }> {
  const go = join(dir, 'go')
  const wait = `while [ ! -e '${go}' ]; do sleep 0.05; done`
  const args = ['-o', `DPkg::Pre-Invoke::=${wait}`, 'install', '--yes', 'other-program']
  const update = spawn(APT, ['update'], { env: system.env, stdio: 'ignore' })
  await once(update, 'exit')
  const child = spawn(APT, args, { env: system.env, stdio: 'ignore' })
  const exited = once(child, 'exit')
  await expect.poll(() => findLockHolder([system.locks.dpkg]), { timeout: 120_000 }).toBeDefined()
  return {
    pid: child.pid ?? 0,
    end: async () => {
      await writeFile(go, '')
      await exited
    },
  }
}

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('everything that is missing is installed in one transaction', async () => {
    expect(await provideHere('first-server', 'second-server')).toEqual({ faults: [] })
    const [transaction = '', ...further] = await system.history()
    const installed = /^Install: (.*)$/m.exec(transaction)?.[1] ?? ''
    for (const name of ['a-library', 'first-server', 'second-server'])
      expect(installed).toContain(`${name}:`)
    expect(further).toEqual([])
    expect(lines.join('\n')).toMatch(
      /installing first-server and second-server with apt-get: 3 packages, about 1 MB to download/,
    )
  })

  test('what is there already is found, and no package manager is called', async () => {
    await provideHere('first-server')
    lines.length = 0
    expect(await provideHere('first-server')).toEqual({ faults: [] })
    expect(lines).toEqual([])
  })

  test('several starts at the same moment install once', async () => {
    const all = [
      provideHere('first-server'),
      provideHere('first-server'),
      provideHere('first-server'),
    ]
    for (const { faults } of await Promise.all(all)) expect(faults).toEqual([])
    expect(await system.history()).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('installing first-server'))).toHaveLength(1)
  })

  test('another package manager at work is waited for, by name', async () => {
    const other = await openOtherInstallation()
    const provided = provideHere('first-server')
    try {
      await expect
        .poll(() => lines.join('\n'), { timeout: 120_000 })
        .toContain(`waiting for the package manager: process ${other.pid} (apt-get) holds its lock`)
    } finally {
      await other.end()
    }
    expect(await provided).toEqual({ faults: [] })
    expect(await system.history()).toHaveLength(2)
  })

  test.each(['lists', 'archives'] as const)(
    "a start waits also while another program holds apt's lock of the %s",
    async (which) => {
      const holder = spawn('flock', [system.locks[which], 'cat'], {
        stdio: ['pipe', 'ignore', 'ignore'],
      })
      const exited = once(holder, 'exit')
      await expect.poll(() => findLockHolder([system.locks[which]])).toBeDefined()
      const provided = provideHere('first-server')
      try {
        await expect
          .poll(() => lines.join('\n'), { timeout: 120_000 })
          .toContain('waiting for the package manager')
        expect(await system.history()).toEqual([])
      } finally {
        holder.stdin.end()
        await exited
      }
      expect(await provided).toEqual({ faults: [] })
    },
  )

  test('a start that is interrupted while it waits ends at once, and installs nothing', async () => {
    const other = await openOtherInstallation()
    const interrupt = new AbortController()
    const options = { env: system.env, progress, signal: interrupt.signal }
    const provided = provide([need('first-server')], {
      ...options,
      packagesDir: join(dir, 'packages'),
    })
    const ended = provided.then(
      () => 'installed',
      () => 'interrupted',
    )
    try {
      await expect
        .poll(() => lines.join('\n'), { timeout: 120_000 })
        .toContain('waiting for the package manager')
      interrupt.abort()
      expect(await ended).toBe('interrupted')
    } finally {
      await other.end()
    }
    expect(await system.history()).toHaveLength(1)
  })

  test('before anything is tried, the plan gives packages, size and who holds the lock', async () => {
    const other = await openOtherInstallation()
    const signal = new AbortController().signal
    const options = { env: system.env, progress, signal, packagesDir: join(dir, 'packages') }
    try {
      expect(await describeProvision([need('first-server')], options)).toEqual({
        steps: [
          'a start installs first-server with apt-get: 2 packages, about 1 MB to download.',
          `process ${other.pid} (apt-get) holds the package manager's lock now: a start waits for it.`,
        ],
        canStart: true,
      })
    } finally {
      await other.end()
    }
    expect(await system.history()).toHaveLength(1)
    const { canStart, steps } = await describeProvision([need('no-such-server')], options)
    expect(canStart).toBe(false)
    expect(steps.join()).toContain('no-such-server cannot be installed: apt-get failed')
  })

  test('if a package cannot be had, the fault says why and what to do', async () => {
    const { faults } = await provideHere('no-such-server')
    expect(faults.join()).toContain('Unable to locate package no-such-server')
    expect(faults.join()).toContain("Check this machine's network and package sources.")
  })
})

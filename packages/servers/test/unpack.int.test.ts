import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpackPackages } from '../src/unpack/unpack-packages.ts'
import { openPackageSystem, type DebianPackage } from './package-source.ts'

const run = promisify(execFile)
const script = (...lines: string[]): string => ['#!/bin/sh', ...lines, ''].join('\n')

const SERVER: DebianPackage = {
  name: 'server',
  files: {
    'usr/sbin/server': script('echo "$LD_LIBRARY_PATH"', 'cat "$FONTCONFIG_FILE"', 'echo "$@"'),
    'usr/lib/x86_64-linux-gnu/libcommon.so.2': '',
    'usr/lib/x86_64-linux-gnu/pulseaudio/libprivate-16.1.so': '',
    'usr/lib/x86_64-linux-gnu/plugins/plugin.so': '',
    'usr/share/fonts/truetype/a.ttf': '',
  },
}
const LIBC: DebianPackage = {
  name: 'libc6',
  files: {
    'usr/lib/x86_64-linux-gnu/libc.so.6': '',
    'usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': script('echo loader "$@"'),
  },
}
const WANTED = [{ programs: ['server'], apt: ['server'], brew: 'server' }] as const

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot unpack-'))
  await openPackageSystem(dir, [SERVER, LIBC])
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const unpack = (isComplete: boolean) =>
  unpackPackages({
    archives: join(dir, 'source'),
    setDir: join(dir, 'sets/one'),
    wanted: WANTED,
    isComplete,
  })

test('an unpacked program finds every library, also in a private folder, and the fonts, also after a move', async () => {
  expect(await unpack(false)).toBeUndefined()
  await rename(join(dir, 'sets'), join(dir, "moved to Ann's"))
  const bin = join(dir, "moved to Ann's/one/bin")
  const { stdout } = await run(join(bin, 'server'), ['two words', '--last'])
  const [libraries = '', ...rest] = stdout.split('\n')
  const below = join(bin, '../root/usr/lib/x86_64-linux-gnu')
  expect(libraries.split(':').map((folder) => join(folder))).toEqual([
    below,
    join(below, 'pulseaudio'),
  ])
  expect(rest.join('\n')).toContain('<dir prefix="relative">root/usr/share/fonts</dir>')
  expect(rest.join('\n')).toContain('two words --last')
})

test("the system's own C library is used with packages of its own release", async () => {
  await unpack(false)
  expect(await readdir(join(dir, 'sets/one/root/usr/lib/x86_64-linux-gnu'))).not.toContain(
    'libc.so.6',
  )
})

test('a program of a newer release is started with the loader and the C library of that release', async () => {
  await unpack(true)
  const { stdout } = await run(join(dir, 'sets/one/bin/server'), ['--port=1'])
  expect(stdout).toMatch(
    /^loader --library-path .*x86_64-linux-gnu.* .*usr\/sbin\/server --port=1\n$/,
  )
})

test('a set that lacks its program is not left for a later start to find', async () => {
  const wanted = [{ programs: ['absent'], apt: ['server'], brew: 'server' }] as const
  const options = {
    archives: join(dir, 'source'),
    setDir: join(dir, 'sets/two'),
    isComplete: false,
  }
  expect(await unpackPackages({ ...options, wanted })).toBe('the package server has no absent.')
  expect(await readdir(join(dir, 'sets'))).toEqual(['two.part'])
})

import { expect, test } from 'vitest'
import { readLockTable } from '../src/apt/lock-holder.ts'
import { megabytes, readPlan } from '../src/apt/read-plan.ts'
import { readStatus } from '../src/apt/read-status.ts'
import { readMirrors } from '../src/provide/newer-release.ts'
import { isAtLeast } from '../src/read-version.ts'

test("apt's plan is read as packages and their size", () => {
  const text = [
    'Reading package lists...',
    "'http://mirror.example/debian/pool/c/chromium_156.0-1_amd64.deb' chromium_156.0-1_amd64.deb 81000000 SHA256:ab",
    "'http://mirror.example/debian/pool/f/fonts-liberation_2.1_all.deb' fonts-liberation_2.1_all.deb 1600000 SHA256:cd",
  ].join('\n')
  expect(readPlan(text)).toEqual({ packages: ['chromium', 'fonts-liberation'], bytes: 82_600_000 })
  expect(megabytes(82_600_000)).toBe('83 MB')
  expect(readPlan('')).toEqual({ packages: [], bytes: 0 })
})

test('progress is read from the lines of apt and of dpkg, and from no other', () => {
  expect(readStatus('dlstatus:3:12.51:Retrieving file 3 of 80')).toEqual({
    phase: 'downloading',
    percent: 13,
  })
  expect(readStatus('pmstatus:libnss3:amd64:48.1:Unpacking libnss3:amd64')?.percent).toBe(48)
  expect(readStatus('pmerror:libnss3:48.1:failed')).toBeUndefined()
})

test("who holds a lock for writing is read from the kernel's table", () => {
  const table = [
    '1: POSIX  ADVISORY  WRITE 4711 fe:00:5678 0 EOF',
    '1: -> POSIX  ADVISORY  WRITE 4712 fe:00:5678 0 EOF',
    '2: FLOCK  ADVISORY  READ 4713 fe:00:99 0 EOF',
    '3: POSIX  ADVISORY  WRITE -1 00:1b:7 0 EOF',
  ].join('\n')
  expect(readLockTable(table)).toEqual([
    { pid: 4711, inode: 5678 },
    { pid: -1, inode: 7 },
  ])
})

test("a newer release is looked for where the system's own is, and not where its updates are", () => {
  const text = [
    "'http://mirror.example/debian/dists/bookworm/InRelease' file 0",
    "'http://mirror.example/debian/dists/bookworm-updates/InRelease' file 0",
    "'http://mirror.example/debian-security/dists/bookworm-security/InRelease' file 0",
    "'http://other.example/debian/dists/bookworm/main/binary-amd64/Packages.xz' file 0",
    "'http://tools.example/dists/nodistro/InRelease' file 0",
  ].join('\n')
  expect(readMirrors(text, 'bookworm')).toEqual(['http://mirror.example/debian'])
})

test('versions are compared number by number', () => {
  expect(isAtLeast('2.12.7', '2.9.10')).toBe(true)
  expect(isAtLeast('2.9.10', '2.12.7')).toBe(false)
  expect(isAtLeast('2.12.7', '2.12.7')).toBe(true)
})

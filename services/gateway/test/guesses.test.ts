import { expect, test } from 'vitest'
import { createGuesses, networkOf } from '../src/auth/guesses.ts'

function openGuesses() {
  let at = 0
  const guesses = createGuesses(() => at)
  const guess = (peer: string, count: number) => {
    for (let each = 0; each < count; each += 1) guesses.note(peer, `${peer} ${each}`)
  }
  return { ...guesses, guess, pass: (ms: number) => void (at += ms) }
}

test('after twenty wrong tokens a peer waits for the rest of the minute', () => {
  const { guess, pass, waitSeconds } = openGuesses()
  guess('10.0.0.1', 19)
  expect(waitSeconds('10.0.0.1')).toBe(0)
  guess('10.0.0.1', 20)
  pass(30_000)
  expect(waitSeconds('10.0.0.1')).toBe(30)
  expect(waitSeconds('10.0.0.2')).toBe(0)
  pass(30_000)
  expect(waitSeconds('10.0.0.1')).toBe(0)
})

test('one stale token that is sent again and again is one guess', () => {
  const { note, waitSeconds } = openGuesses()
  for (let each = 0; each < 100; each += 1) note('10.0.0.1', 'stale')
  expect(waitSeconds('10.0.0.1')).toBe(0)
})

test('the peers that are remembered are bounded', () => {
  const { guess, waitSeconds } = openGuesses()
  guess('10.0.0.1', 20)
  for (let each = 0; each < 10_000; each += 1) guess(`peer ${each}`, 1)
  expect(waitSeconds('10.0.0.1')).toBe(0)
})

test('an IPv4 address is itself however it is written; an IPv6 address is its network', () => {
  expect(networkOf('::ffff:10.0.0.1')).toBe('10.0.0.1')
  expect(networkOf('10.0.0.1')).toBe('10.0.0.1')
  const same = ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff:1:2:3', '2001:DB8:1:2::%eth0']
  for (const one of same) expect(networkOf(one)).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})

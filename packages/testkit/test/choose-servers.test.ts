import { expect, test } from 'vitest'
import { chooseServers } from '../src/choose-servers.ts'

const NO_DOCKER = { PATH: '' }

test('the servers of a test run are those that were asked for', async () => {
  expect(await chooseServers({ ...NO_DOCKER, TEST_SERVERS: 'containers' })).toBe('containers')
  expect(await chooseServers({ PATH: process.env['PATH'], TEST_SERVERS: 'programs' })).toBe(
    'programs',
  )
})

test('without a Docker engine they are programs', async () => {
  expect(await chooseServers(NO_DOCKER)).toBe('programs')
  expect(await chooseServers({ ...NO_DOCKER, TEST_SERVERS: '' })).toBe('programs')
})

test('another word is refused, and told which there are', async () => {
  await expect(chooseServers({ TEST_SERVERS: 'docker' })).rejects.toThrow(
    "TEST_SERVERS is 'docker'. Give one of: containers, programs, or leave it out.",
  )
})

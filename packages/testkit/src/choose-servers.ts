import { findDocker } from '@surefoot/servers'

/** Where the servers of a test run come from: containers, by testcontainers, or programs of this machine. */
export type TestServers = 'containers' | 'programs'

const CHOICES: readonly string[] = ['containers', 'programs']

/** As `TEST_SERVERS` says; unset: containers where a Docker engine answers. Throws if it says something else. */
export async function chooseServers(env: NodeJS.ProcessEnv): Promise<TestServers> {
  const asked = env['TEST_SERVERS']
  if (isChoice(asked)) return asked
  if (asked !== undefined && asked !== '')
    throw new Error(
      `TEST_SERVERS is '${asked}'. Give one of: ${CHOICES.join(', ')}, or leave it out.`,
    )
  return 'found' in (await findDocker(env)) ? 'containers' : 'programs'
}

function isChoice(asked: string | undefined): asked is TestServers {
  return asked !== undefined && CHOICES.includes(asked)
}

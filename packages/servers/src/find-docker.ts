import { findExecutable } from './find-on-path.ts'
import { runCommand } from './run-command.ts'
import type { Search } from './way.ts'

/** An engine that does not answer in this time is not there. */
const ANSWER_MS = 5_000

/** The docker program, if an engine answers it. */
export async function findDocker(env: NodeJS.ProcessEnv): Promise<Search<string>> {
  const docker = await findExecutable(['docker'], env)
  if (docker === undefined) return { missed: 'there is no docker program on the PATH.' }
  const answer = await runCommand(docker, ['info', '--format', '{{.ServerVersion}}'], {
    timeoutMs: ANSWER_MS,
  })
  return answer.ok && answer.stdout.trim() !== ''
    ? { found: docker }
    : { missed: 'docker is installed, but no engine answers `docker info`.' }
}

import { createScreen } from '@surefoot/local'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { readArguments, type Arguments } from './arguments.ts'
import { isGood } from './report.ts'
import { runChaos } from './run-chaos.ts'
import { summarise } from './summarise.ts'
import { wantedOf } from './wanted.ts'

const screen = createScreen(process.stdout)
try {
  process.exitCode = await start(readArguments(process.argv.slice(2)))
} catch (error) {
  screen.bad(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

/** One run in a folder of its own, which is kept if anything was wrong. Returns the exit code. */
async function start({ seconds, report, replicas, ...given }: Arguments): Promise<number> {
  const seed = given.seed ?? Date.now() % 2 ** 32
  const dir = await mkdtemp(join(tmpdir(), 'surefoot-chaos-'))
  // Postgres does not run as root.
  await chmod(dir, 0o755)
  screen.step(`seed ${seed}, data and logs in ${dir}`)
  const signal = onCtrlC()
  try {
    const wanted = wantedOf({ seconds, replicas })
    const result = await runChaos({ seconds, seed, replicas, wanted, dir, screen, signal })
    if (report !== undefined) await writeFile(report, `${JSON.stringify(result, null, 2)}\n`)
    summarise(result, screen)
    if (!isGood(result)) screen.bad(`seed ${seed}; what every process said is in ${dir}/logs`)
    else await rm(dir, { recursive: true, force: true, maxRetries: 3 })
    return isGood(result) ? 0 : 1
  } catch (error) {
    screen.bad(`seed ${seed}: ${inspect(error)}`)
    screen.bad(`what every process said is in ${dir}/logs`)
    return 1
  }
}

/** The first Ctrl-C ends the run in order. */
function onCtrlC(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => controller.abort(new Error('stopped')))
  return controller.signal
}

import { join } from 'node:path'
import { readArguments, type Arguments, type Player, type Suite } from './arguments.ts'
import { openBareMachine } from './bare-machine.ts'
import { playStart } from './play.ts'
import { run, stopRunning } from './run.ts'

const CHECKOUT = join(import.meta.dirname, '../../..')
const KEPT = join(CHECKOUT, '.surefoot/newcomer')

for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stopRunning)
const reading = readArguments(process.argv.slice(2))
if (!reading.ok) {
  console.error(reading.message)
  process.exitCode = 2
} else {
  const fault = await findHindrance()
  if (fault === undefined) process.exitCode = (await playAll(reading.arguments)) ? 0 : 1
  else {
    console.error(`newcomer: cannot play on this machine: ${fault}`)
    process.exitCode = 3
  }
}

async function findHindrance(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'only root may make a machine; run it as root.'
  const debootstrap = await run('debootstrap', ['--version']).catch(() => undefined)
  if (debootstrap === undefined) return 'debootstrap is missing; apt-get install debootstrap.'
  const namespaces = await run('unshare', ['--mount', '--pid', '--fork', 'true'])
  return namespaces.code === 0
    ? undefined
    : `it allows no namespaces (${namespaces.output.trim()}).`
}

async function playAll({ suites, players, plays, seconds }: Arguments): Promise<boolean> {
  let isGood = true
  for (const suite of suites)
    for (const player of players)
      isGood = (await playOn({ suite, player, plays, seconds })) && isGood
  return isGood
}

interface Round extends Pick<Arguments, 'plays' | 'seconds'> {
  readonly suite: Suite
  readonly player: Player
}

async function playOn({ suite, player, plays, seconds }: Round): Promise<boolean> {
  const resultsDir = join(KEPT, 'results', `${suite}-${player}`)
  await using machine = await openBareMachine({ suite, player, cacheDir: KEPT, source: CHECKOUT })
  for (const play of plays) {
    const { faults, summary } = await playStart(machine, play, { seconds, resultsDir })
    const title = `${suite}, ${player === 'root' ? 'as root' : 'as a user'}, ${play} start`
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${title}: ${summary}`)
    for (const fault of faults) console.log(`    ${fault}`)
    if (faults.length > 0) return false
  }
  return true
}

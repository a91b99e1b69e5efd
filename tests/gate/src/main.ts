import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addCounts, formatCounts } from './counts.ts'
import { LANES } from './lanes.ts'
import { runLane } from './run-lane.ts'

/** A busy machine closes its browsers and servers slowly. */
const GRACE_MS = 120_000

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort())
// Each of hundreds of processes would otherwise compile the same libraries again.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'surefoot-compile-cache')

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const results = await Promise.all(
  LANES.map(({ name, projects }) =>
    runLane({
      name,
      command: ['vitest', 'run', ...projects.flatMap((project) => ['--project', project])],
      print,
      graceMs: GRACE_MS,
      signal: stopping.signal,
    }),
  ),
)
const faults = results.flatMap((result) => result.faults)
const total = addCounts(results.map(({ counts }) => counts))
for (const [index, { seconds, counts }] of results.entries())
  print(`${LANES[index]?.name ?? ''}: ${seconds} s, ${counts.passed + counts.failed} tests`)
// Again, because a log that was cut keeps its end.
for (const failure of total.failures) print(`\n✗ ${failure}`)
for (const fault of faults) print(`gate: ${fault}`)
print('')
print(formatCounts({ ...total, failed: total.failed + faults.length }))
// Said and done: whatever a lane left behind may still hold its pipe open, and nobody waits for that.
process.exit(total.failed + faults.length === 0 ? 0 : 1)

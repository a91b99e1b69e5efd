import { findProcesses } from '@surefoot/servers/processes'
import { describe, expect, test } from 'vitest'
import { COUNTS_FILE } from '../src/counts.ts'
import { runLane, RUN_MARK, type LaneResult } from '../src/run-lane.ts'

const COUNTED = { passed: 3, failed: 0, skipped: 1, failures: [] }
const REPORT = `require('fs').writeFileSync(process.env.${COUNTS_FILE}, '${JSON.stringify(COUNTED)}');`

async function run(
  script: string,
  { signal = new AbortController().signal, graceMs = 60_000 } = {},
): Promise<LaneResult & { lines: string[] }> {
  const lines: string[] = []
  const result = await runLane({
    name: 'lane',
    command: [process.execPath, '-e', script],
    print: (line) => lines.push(line),
    graceMs,
    signal,
  })
  return { ...result, lines }
}

describe('a lane of the gate', () => {
  test('ends with the counts of its tests, and prints under its name', async () => {
    const result = await run(`${REPORT} console.log('a line')`)
    expect(result).toMatchObject({ counts: COUNTED, faults: [], lines: ['lane │ a line'] })
  })

  test('that dies before it has counted its tests fails the gate', async () => {
    const { faults } = await run('process.exit(7)')
    expect(faults).toEqual(['lane ended (7) before it had counted its tests'])
  })

  test('that ends with an error though no test failed fails the gate', async () => {
    const { faults, counts } = await run(`${REPORT} process.exit(1)`)
    expect(faults).toEqual(['lane ended with 1 though no test failed'])
    expect(counts).toEqual(COUNTED)
  })

  test('that has counted its tests and does not end is ended, and fails the gate', async () => {
    const { faults, counts } = await run(`${REPORT} setInterval(() => {}, 1000)`, { graceMs: 200 })
    expect(faults).toEqual(['lane reported its counts and did not end within 200 ms'])
    expect(counts).toEqual(COUNTED)
  })

  test('whose process leaves another behind fails the gate, and nothing is left', async () => {
    const { faults, lines } = await run(
      `${REPORT} const child = require('child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
       child.unref(); console.log(child.pid + ' ' + process.env.${RUN_MARK})`,
    )
    const [pid = '', mark = ''] = lines[0]?.replace('lane │ ', '').split(' ') ?? []
    expect(faults).toEqual([`lane left process ${pid} behind: sleep 600`])
    await expect
      .poll(() => findProcesses({ variable: RUN_MARK, value: mark }), { timeout: 120_000 })
      .toEqual([])
  })

  test('is ended by Ctrl-C', async () => {
    const stopping = new AbortController()
    const running = run(`console.log('up'); setInterval(() => {}, 1000)`, {
      signal: stopping.signal,
    })
    stopping.abort()
    expect((await running).faults).toEqual(['lane ended (SIGTERM) before it had counted its tests'])
  })
})

import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { mapFrames } from './map-frames.ts'
import { print } from './print.ts'
import { runBench } from './run-bench.ts'

const { values } = parseArgs({
  options: {
    executions: { type: 'string', default: '300' },
    frames: { type: 'boolean', default: true },
    report: { type: 'string' },
  },
  allowNegative: true,
})
const executions = z.coerce.number().int().positive().parse(values.executions)
const summary = await runBench(executions)
const report = { ...summary, frames: values.frames ? await mapFrames() : [] }
process.stdout.write(`${print(report)}\n`)
if (values.report !== undefined) {
  await writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`)
}

import type { Measurement, Report } from './report.ts'

/** The report as Markdown: what the terminal shows is what docs/scaling.md holds. */
export function print(report: Report): string {
  const { machine, seconds, instances, browserMs, measurements } = report
  const parts = Object.keys(measurements[0]?.memoryMb ?? {})
  return [
    `${machine.cores} processors, ${machine.memoryGb} GB; ${seconds} s each; ${instances} of audit and of execution; a simulated browser takes ${browserMs} ms for a slip and ${browserMs} ms for a receipt`,
    '',
    ...latencies(measurements),
    '',
    'Processor time of an execution, in ms, beyond what is used when nothing happens:',
    '',
    ...table(
      ['desks', ...parts, 'commits', 'Redis commands'],
      measurements.map(({ desks, perExecution }) => [
        desks,
        ...parts.map((part) => fixed(perExecution?.cpuMs[part], 1)),
        fixed(perExecution?.commits, 1),
        fixed(perExecution?.redisCommands, 1),
      ]),
    ),
    '',
    'A desk at which nothing happens: processor time in ms a second, and commits a second:',
    '',
    ...table(
      ['desks', ...parts, 'commits', 'Redis commands'],
      measurements.map(({ desks, idle }) => [
        desks,
        ...parts.map((part) => fixed((1000 * (idle.cores[part] ?? 0)) / desks, 2)),
        fixed(idle.commitsPerSecond / desks, 2),
        fixed(idle.redisCommandsPerSecond / desks, 2),
      ]),
    ),
    '',
    'Memory in MB:',
    '',
    ...table(
      ['desks', ...parts],
      measurements.map(({ desks, memoryMb }) => [
        desks,
        ...parts.map((part) => memoryMb[part] ?? 0),
      ]),
    ),
    '',
    ...measurements.map(
      ({ desks, closedLoop }) =>
        `${desks} desks as fast as they can: bound by ${closedLoop.bound}.`,
    ),
  ].join('\n')
}

function latencies(measurements: readonly Measurement[]): string[] {
  const alone = measurements.find(({ desks }) => desks === 1)?.openLoop.latency?.p99Ms
  return table(
    [
      'desks',
      'a desk every s',
      'asked/s',
      'done/s',
      'p50 ms',
      'p99 ms',
      'p99 ÷ that of one',
      'not done',
      'most/s',
      'busy processors',
      'others',
      'unanswered',
      'errors',
      'bets',
      'violations',
    ],
    measurements.map(({ desks, intervalMs, openLoop, closedLoop, ...rest }) => {
      const { ends, latency, cores, otherCores } = openLoop
      const p99 = latency?.p99Ms
      const busy = Object.values(cores).reduce((sum, each) => sum + each, 0)
      return [
        desks,
        fixed(intervalMs / 1000, 0),
        fixed(openLoop.askedPerSecond, 1),
        fixed(openLoop.donePerSecond, 1),
        fixed(latency?.p50Ms, 0),
        fixed(p99, 0),
        fixed(p99 === undefined || alone === undefined ? undefined : p99 / alone, 2),
        ends.failed + ends.refused + ends.expired + ends.unheard,
        fixed(closedLoop.donePerSecond, 1),
        fixed(busy, 2),
        fixed(otherCores, 2),
        rest.unanswered,
        rest.errorsLogged,
        rest.bets,
        rest.violations.length,
      ]
    }),
  )
}

type Cell = string | number

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---:')), ...rows.map(line)]
}

function fixed(value: number | undefined, digits: number): string {
  return value === undefined ? '–' : value.toFixed(digits)
}

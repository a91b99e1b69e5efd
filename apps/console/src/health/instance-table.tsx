import { Table } from '@mantine/core'
import type { Instance } from '../api/health.ts'
import { formatAge } from '../format/age.ts'
import { Empty } from '../parts/empty.tsx'
import { Tag } from '../parts/tag.tsx'
import { Outside } from '../names/outside.tsx'

export interface InstanceTableProps {
  readonly instances: readonly Instance[]
  /** Since the list was received, milliseconds. */
  readonly agoMs: number
}

/** Every service process: version, age, restarts, what it reaches, and the last complaints of its log. */
export function InstanceTable({ instances, agoMs }: InstanceTableProps) {
  if (instances.length === 0)
    return (
      <Empty title="No process has reported">
        Every service reports itself each second, once it reaches NATS.
      </Empty>
    )
  return (
    <div className="figures">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Process</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Version</Table.Th>
            <Table.Th ta="right">Up for</Table.Th>
            <Table.Th ta="right">Restarts</Table.Th>
            <Table.Th ta="right">Last report</Table.Th>
            <Table.Th ta="right">Clock</Table.Th>
            <Table.Th>Last errors of its log</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {instances.map((one) => (
            <InstanceRow key={`${one.service} ${one.instance}`} instance={one} agoMs={agoMs} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function InstanceRow({ instance, agoMs }: { readonly instance: Instance; readonly agoMs: number }) {
  const { errors, restarts, service, silentMs, uptimeMs, version } = instance
  const name = instance.instance
  return (
    <Table.Tr data-testid={`process-${name}`}>
      <Table.Td>
        <b>{service}</b>
        {name !== service && <div className="quiet instance-small">{name}</div>}
      </Table.Td>
      <Table.Td data-label="State">
        <InstanceState instance={instance} agoMs={agoMs} />
      </Table.Td>
      <Table.Td data-label="Version">{version}</Table.Td>
      <Table.Td data-label="Up for" ta="right">
        {formatAge(uptimeMs + agoMs)}
      </Table.Td>
      <Table.Td data-label="Restarts" ta="right">
        {restarts}
      </Table.Td>
      <Table.Td data-label="Last report" ta="right">
        {formatAge(silentMs + agoMs)} ago
      </Table.Td>
      <Table.Td data-label="Clock" ta="right">
        <ClockOffset offsetMs={instance.clockOffsetMs} />
      </Table.Td>
      <Table.Td data-words data-label="Last errors of its log">
        <Errors errors={errors} agoMs={silentMs + agoMs} />
      </Table.Td>
    </Table.Tr>
  )
}

/** As the services have it: beyond it nothing new is placed. */
const LARGEST_OFFSET_MS = 500

function ClockOffset({ offsetMs }: { readonly offsetMs: number | null }) {
  if (offsetMs === null) return <span className="quiet">not measured</span>
  const seconds = `${offsetMs < 0 ? '−' : '+'}${(Math.abs(offsetMs) / 1000).toFixed(1)} s`
  if (Math.abs(offsetMs) > LARGEST_OFFSET_MS) return <Tag tone="bad">{seconds}</Tag>
  return seconds
}

/** Three reports may be missing before it counts as silent. */
const SILENT_MS = 6000

function InstanceState({
  instance,
  agoMs,
}: {
  readonly instance: Instance
  readonly agoMs: number
}) {
  const { dependencies, isSilent, missing, phase, silentMs } = instance
  if (phase === 'stopped') return <Tag tone="outline">stopped</Tag>
  if (isSilent || silentMs + agoMs > SILENT_MS) return <Tag tone="bad">does not report</Tag>
  const down = dependencies.filter(({ state }) => state === 'down').map(({ name }) => name)
  if (down.length > 0) return <Tag tone="bad">no reply from {down.join(', ')}</Tag>
  if (phase !== 'ready') return <Tag tone="busy">{phase}</Tag>
  if (missing.length > 0) return <Tag tone="warn">not ready: {missing.join(', ')}</Tag>
  return <Tag tone="good">ready</Tag>
}

function Errors({
  errors,
  agoMs,
}: {
  readonly errors: Instance['errors']
  readonly agoMs: number
}) {
  if (errors.length === 0) return <span className="quiet">none since it started</span>
  return (
    <ul className="instance-errors">
      {errors.map((error) => (
        <li key={error.message} className={error.level === 'error' ? 'bad' : 'warn'}>
          <Outside>{error.message}</Outside>{' '}
          <span className="quiet">
            {formatAge(error.agoMs + agoMs)} ago{error.times > 1 && `, ${error.times} times`}
          </span>
        </li>
      ))}
    </ul>
  )
}

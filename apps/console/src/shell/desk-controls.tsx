import { Button, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react'
import type { Control } from '@surefoot/shared/messages'
import { useBlocked, useIsDeskKnown } from '../health/use-health.ts'
import { useDesk } from '../live/use-desk.ts'
import { ConfirmRun } from './confirm-run.tsx'
import { GoLive } from './go-live.tsx'
import { useChangeControl } from './use-change-control.ts'

const ACTS = [
  { trading: 'RUN', name: 'Run', Icon: IconPlayerPlayFilled },
  { trading: 'HALT_NEW', name: 'Pause', Icon: IconPlayerPauseFilled },
  { trading: 'HALT_ALL', name: 'Kill', Icon: IconPlayerStopFilled },
] as const

const FAILURES: Record<Control['trading'], string> = {
  RUN: 'The desk does not run',
  HALT_NEW: 'The pause was not confirmed',
  HALT_ALL: 'The kill was not confirmed',
}

/** How the desk trades: paper or live, by hand or by itself, and Run, Pause, Kill. Pause and Kill ask nothing and are never disabled. */
export function DeskControls() {
  const control = useDesk().desk?.control
  const isKnown = useIsDeskKnown()
  const blocked = useBlocked('control')
  const [isAsking, asking] = useDisclosure()
  const { change, asked, forget } = useChangeControl(({ trading }) =>
    trading ? FAILURES[trading] : 'The desk was not changed',
  )
  return (
    <div className="desk-controls">
      <SegmentedControl
        aria-label="Venue"
        size="xs"
        value={control?.venue ?? 'paper'}
        color={control?.venue === 'live' ? 'red' : 'ink'}
        disabled={!isKnown || blocked !== null}
        data={[
          { value: 'paper', label: 'Paper' },
          { value: 'live', label: 'Live' },
        ]}
        onChange={(venue) => (venue === 'live' ? asking.open() : change.mutate({ venue: 'paper' }))}
      />
      <SegmentedControl
        aria-label="Mode"
        size="xs"
        value={control?.mode ?? 'manual'}
        disabled={!isKnown || blocked !== null}
        data={[
          { value: 'manual', label: 'Manual' },
          { value: 'auto', label: 'Auto' },
        ]}
        onChange={(mode) => change.mutate({ mode })}
      />
      <div className="desk-acts" role="group" aria-label="Trading">
        {ACTS.map(({ trading, name, Icon }) => (
          <Button
            key={trading}
            size="sm"
            variant="default"
            className="desk-act"
            data-trading={trading}
            aria-pressed={isKnown && control?.trading === trading}
            disabled={trading === 'RUN' && blocked !== null}
            title={trading === 'RUN' && blocked !== null ? blocked : undefined}
            leftSection={<Icon size={15} aria-hidden="true" />}
            onClick={() => change.mutate({ trading })}
          >
            {name}
          </Button>
        ))}
      </div>
      <GoLive
        isOpen={isAsking}
        onClose={asking.close}
        onConfirm={() => change.mutate({ venue: 'live' })}
      />
      <ConfirmRun
        asked={asked}
        isPending={change.isPending}
        onClose={forget}
        onConfirm={change.mutate}
      />
    </div>
  )
}

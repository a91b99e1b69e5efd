import type { ReactNode } from 'react'
import type { Part } from '../api/health.ts'
import type { Desk } from '../api/desk.ts'
import { formatAge } from '../format/age.ts'
import { formatTime } from '../format/time.ts'
import { useHealth, useIsDeskKnown } from '../health/use-health.ts'
import { useConnection } from '../live/connection.ts'
import { useDesk } from '../live/use-desk.ts'
import { Outside } from '../names/outside.tsx'

/** What must not be missed, under the header of every screen. */
export function Banners() {
  const { desk } = useDesk()
  const isKnown = useIsDeskKnown()
  return (
    <>
      <ConnectionBanner />
      <HealthBanner />
      {desk && isKnown && <TradingBanner desk={desk} />}
    </>
  )
}

function ConnectionBanner() {
  const connection = useConnection()
  const { kind, silentMs } = useHealth()
  if (connection === 'closed')
    return (
      <Banner kind="bad">
        Not connected: the gateway does not know now whether this browser is logged in. Trying
        again. What you see is old.
      </Banner>
    )
  if (kind !== 'silent') return null
  return (
    <Banner kind="bad">
      The gateway does not reply: nothing on this page is known to be so now.
      <Clock> No update for {formatAge(silentMs ?? 0)}.</Clock> Trying again. See that the gateway
      runs.
    </Banner>
  )
}

/** Every part that is down, by name, with what to do. */
function HealthBanner() {
  const down = useHealth().parts.filter(({ state }) => state === 'down')
  if (down.length === 0) return null
  return (
    <Banner kind="bad">
      {down.map((part) => (
        <PartDown key={part.id} part={part} />
      ))}
    </Banner>
  )
}

function PartDown({ part: { advice, forMs, message } }: { readonly part: Part }) {
  return (
    <div>
      <Outside>{message}</Outside>
      <Clock> for {formatAge(forMs)}</Clock>. <span className="shell-banner-reason">{advice}</span>
    </div>
  )
}

/** A screen reader is not to read it out five times a second. */
function Clock({ children }: { readonly children: ReactNode }) {
  return <span aria-hidden="true">{children}</span>
}

function TradingBanner({ desk: { control, halt } }: { readonly desk: Desk }) {
  if (control.trading === 'RUN') return null
  return control.trading === 'HALT_ALL' ? (
    <Banner kind="bad">
      Killed: no click of any kind, hedges included. Press Run when the desk is in order again.
      <HaltReason halt={halt} />
    </Banner>
  ) : (
    <Banner kind="warn">
      Paused: what is open is finished and hedged, nothing new is opened. Press Run to trade.
      <HaltReason halt={halt} />
    </Banner>
  )
}

/** Who or what halted the desk, and when. */
function HaltReason({ halt }: { readonly halt: Desk['halt'] }) {
  if (halt === null) return null
  const { reason, actor, at } = halt
  return (
    <div className="shell-banner-reason">
      At {formatTime(at)}: <Outside>{reason ?? `asked for by ${actor}`}</Outside>
    </div>
  )
}

function Banner({
  kind,
  children,
}: {
  readonly kind: 'warn' | 'bad'
  readonly children: ReactNode
}) {
  return (
    <div className="shell-banner" data-kind={kind} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

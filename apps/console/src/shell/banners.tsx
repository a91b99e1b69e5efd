import type { ReactNode } from 'react'
import type { Desk } from '../api/desk.ts'
import { formatAge } from '../format/age.ts'
import { formatTime } from '../format/time.ts'
import { useDesk } from '../live/use-desk.ts'
import { useStanding } from '../live/use-standing.ts'

/** The words that must not be missed, under the header of every screen. */
export function Banners() {
  const { desk } = useDesk()
  return (
    <>
      <ConnectionBanner />
      {desk && <TradingBanner desk={desk} />}
    </>
  )
}

function ConnectionBanner() {
  const { kind, ageMs } = useStanding()
  if (kind === 'closed')
    return (
      <Banner kind="bad">
        The gateway has ended this session. Reload the page; if it asks for a link, open the one
        that the terminal prints.
      </Banner>
    )
  if (kind !== 'lost') return null
  return (
    <Banner kind="bad">
      Not connected: what you see is {ageMs === null ? 'nothing yet' : `${formatAge(ageMs)} old`}.
      Trying again. See that the gateway runs.
    </Banner>
  )
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
      At {formatTime(at)}: {reason ?? `asked for by ${actor}`}
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

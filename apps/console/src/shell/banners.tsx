import type { Control } from '@surefoot/shared/messages'
import type { ReactNode } from 'react'
import { formatAge } from '../format/age.ts'
import { useDesk } from '../live/use-desk.ts'
import { useStanding } from '../live/use-standing.ts'

/** The words that must not be missed, under the header of every screen. */
export function Banners() {
  const { desk } = useDesk()
  return (
    <>
      <ConnectionBanner />
      {desk && <TradingBanner control={desk.control} />}
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

function TradingBanner({ control: { trading } }: { readonly control: Control }) {
  if (trading === 'RUN') return null
  return trading === 'HALT_ALL' ? (
    <Banner kind="bad">
      Killed: no click of any kind, hedges included. Press Run when the desk is in order again.
    </Banner>
  ) : (
    <Banner kind="warn">
      Paused: what is open is finished and hedged, nothing new is opened. Press Run to trade.
    </Banner>
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

import type { InstanceName, ServiceName } from '@surefoot/local'
import type { Account } from '@surefoot/shared/messages'

export type ServerName = 'postgres' | 'nats' | 'redis'
export type House = 'north' | 'south'

/** What a bookmaker does to the next bet it is offered. */
export type BetKnob =
  | { readonly kind: 'refuse'; readonly code: 'SUSPENDED' | 'LIMIT' | 'PRICE_CHANGED' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'pend'; readonly ms: number }
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'worse-odds'; readonly percent: number }
  | { readonly kind: 'less-stake'; readonly percent: number }

export type Fault =
  | { readonly kind: 'kill'; readonly service: ServiceName; readonly instance: InstanceName }
  | {
      readonly kind: 'pause'
      readonly service: ServiceName
      readonly instance: InstanceName
      readonly ms: number
    }
  /** Every instance of every service, one after another: asked to end, and the next only when its successor is ready. */
  | { readonly kind: 'rolling-restart' }
  /** Answers are lost on the way for so long, then their connections break. */
  | { readonly kind: 'drop-replies'; readonly server: ServerName; readonly ms: number }
  | { readonly kind: 'cut'; readonly server: ServerName }
  | {
      readonly kind: 'hold-up'
      readonly server: ServerName
      readonly delayMs: number
      readonly ms: number
    }
  /** It neither answers nor closes anything for so long, and then goes on. */
  | { readonly kind: 'freeze'; readonly server: ServerName; readonly ms: number }
  | {
      readonly kind: 'restart'
      readonly server: ServerName
      readonly how: 'stop' | 'kill'
      readonly awayMs: number
    }
  | { readonly kind: 'flush-redis' }
  | { readonly kind: 'delete-streams' }
  /** Between the bet and its receipt: the bookmaker has booked it and holds the answer. */
  | { readonly kind: 'kill-browser'; readonly account: Account }
  | { readonly kind: 'bet'; readonly house: House; readonly knob: BetKnob }
  | { readonly kind: 'suspend'; readonly house: House; readonly ms: number }
  | { readonly kind: 'log-out'; readonly house: House }

/** Under which a fault is counted: each is one kind that a long run must hit. */
export function nameOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
    case 'pause':
      return `${fault.kind} ${fault.service}`
    case 'drop-replies':
    case 'cut':
    case 'hold-up':
    case 'freeze':
    case 'restart':
      return `${fault.kind} ${fault.server}`
    case 'kill-browser':
      return `${fault.kind} ${fault.account}`
    case 'bet':
      return `bet ${fault.knob.kind}`
    case 'flush-redis':
    case 'delete-streams':
    case 'suspend':
    case 'log-out':
    case 'rolling-restart':
      return fault.kind
  }
}

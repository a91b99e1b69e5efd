import { instancesOf, SERVICES, type InstanceName, type ServiceName } from '@surefoot/local'
import { nameOf, type BetKnob, type Fault, type ServerName } from './fault.ts'
import { createRandom, type Random } from './random.ts'

/** A kind of fault, and how often it is drawn of about 230. What takes the desk out of trading for long is rare. */
export interface Card {
  readonly draw: (random: Random) => Fault
  readonly weight: number
}

const HOUSES = ['north', 'south'] as const
const SERVERS: readonly ServerName[] = ['postgres', 'nats', 'redis']

const SERVICE_WEIGHTS: Record<ServiceName, { readonly kill: number; readonly pause: number }> = {
  audit: { kill: 4, pause: 3 },
  'browser-executor': { kill: 2, pause: 2 },
  scanner: { kill: 6, pause: 5 },
  execution: { kill: 6, pause: 4 },
  hedge: { kill: 7, pause: 6 },
  notify: { kill: 1, pause: 1 },
  worker: { kill: 3, pause: 3 },
  gateway: { kill: 4, pause: 3 },
}

const SERVER_WEIGHTS: Record<
  ServerName,
  Readonly<Record<'drop-replies' | 'cut' | 'hold-up' | 'freeze' | 'restart', number>>
> = {
  postgres: { 'drop-replies': 5, cut: 6, 'hold-up': 5, freeze: 2, restart: 3 },
  nats: { 'drop-replies': 4, cut: 6, 'hold-up': 4, freeze: 2, restart: 3 },
  redis: { 'drop-replies': 9, cut: 9, 'hold-up': 8, freeze: 3, restart: 4 },
}

const KNOBS: readonly { readonly draw: (random: Random) => BetKnob; readonly weight: number }[] = [
  {
    draw: (random) => ({
      kind: 'refuse',
      code: random.pick(['SUSPENDED', 'LIMIT', 'PRICE_CHANGED']),
    }),
    weight: 14,
  },
  { draw: (random) => ({ kind: 'delay', ms: random.integer(500, 7000) }), weight: 12 },
  { draw: (random) => ({ kind: 'pend', ms: random.integer(300, 4000) }), weight: 10 },
  { draw: () => ({ kind: 'lose-answer' }), weight: 8 },
  { draw: (random) => ({ kind: 'worse-odds', percent: random.integer(80, 99) }), weight: 10 },
  { draw: (random) => ({ kind: 'less-stake', percent: random.integer(20, 90) }), weight: 10 },
]

const CARDS: readonly Card[] = [
  ...SERVERS.flatMap(cardsOfServer),
  { draw: () => ({ kind: 'flush-redis' }), weight: 9 },
  { draw: () => ({ kind: 'delete-streams' }), weight: 9 },
  { draw: () => ({ kind: 'kill-browser', account: 'A' }), weight: 3 },
  { draw: () => ({ kind: 'kill-browser', account: 'B' }), weight: 3 },
  ...KNOBS.map(cardOfKnob),
  {
    draw: (random) => ({
      kind: 'suspend',
      house: random.pick(HOUSES),
      ms: random.integer(1000, 4000),
    }),
    weight: 8,
  },
  { draw: (random) => ({ kind: 'log-out', house: random.pick(HOUSES) }), weight: 2 },
]

/** The faults that befall a stack of so many instances of each service. */
export function cardsFor(replicas: number): Card[] {
  return [...SERVICES.flatMap((service) => cardsOfService(service, replicas)), ...CARDS]
}

/** Every kind of fault that is dealt, by the name it is counted under. */
export function kindsFor(replicas: number): string[] {
  return cardsFor(replicas).map(({ draw }) => nameOf(draw(createRandom(0))))
}

function cardsOfService(service: ServiceName, replicas: number): Card[] {
  const { kill, pause } = SERVICE_WEIGHTS[service]
  const draw = (random: Random): InstanceName => drawInstance(random, service, replicas)
  return [
    {
      draw: (random) => ({ kind: 'kill', service, instance: draw(random) }),
      weight: kill,
    },
    {
      draw: (random) => ({
        kind: 'pause',
        service,
        instance: draw(random),
        ms: drawPauseMs(random),
      }),
      weight: pause,
    },
  ]
}

/** Where there is one there is nothing to draw: the same seed tells the same as ever. */
function drawInstance(random: Random, service: ServiceName, replicas: number): InstanceName {
  const [first, ...further] = instancesOf(service, replicas)
  if (first === undefined) throw new Error(`There is no process of ${service}.`)
  return further.length === 0 ? first : random.pick([first, ...further])
}

/** Mostly short; past a worker's lease of 3 s and an executor's of 5 s; now and then past an execution's of 10 s. */
function drawPauseMs(random: Random): number {
  const length = random.integer(1, 10)
  if (length <= 7) return random.integer(1000, 2500)
  return length <= 9 ? random.integer(3500, 6500) : random.integer(7000, 11_000)
}

function cardsOfServer(server: ServerName): Card[] {
  const weights = SERVER_WEIGHTS[server]
  return [
    {
      draw: (random) => ({ kind: 'drop-replies', server, ms: random.integer(200, 1500) }),
      weight: weights['drop-replies'],
    },
    { draw: () => ({ kind: 'cut', server }), weight: weights.cut },
    {
      draw: (random) => ({
        kind: 'hold-up',
        server,
        delayMs: random.integer(20, 300),
        ms: random.integer(1000, 4000),
      }),
      weight: weights['hold-up'],
    },
    {
      // Now and then past the twelve seconds after which a query is given up.
      draw: (random) => ({ kind: 'freeze', server, ms: random.integer(2000, 14_000) }),
      weight: weights.freeze,
    },
    {
      draw: (random) => ({
        kind: 'restart',
        server,
        how: random.pick(['stop', 'kill']),
        awayMs: random.integer(100, 1500),
      }),
      weight: weights.restart,
    },
  ]
}

function cardOfKnob({ draw, weight }: (typeof KNOBS)[number]): Card {
  return {
    draw: (random) => ({ kind: 'bet', house: random.pick(HOUSES), knob: draw(random) }),
    weight,
  }
}

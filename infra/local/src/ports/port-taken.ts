import { findHolder, type Holder } from './find-holder.ts'
import { PORTS_OF_A_STACK } from './plan-ports.ts'

interface Taken {
  readonly port: number
  readonly use: string
  readonly holder: Holder
}

/** Another program listens where this stack would: the message says which and who. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  readonly code = 'PORT_TAKEN'

  constructor(taken: readonly Taken[], base: number | null) {
    const lines = taken.map(
      ({ port, use, holder }) => `Port ${port} (${use}) is in use by ${describe(holder)}.`,
    )
    const other = (base ?? 0) + PORTS_OF_A_STACK + 20
    super(
      `${lines.join('\n')}\nEnd that program, or choose other ports: npm start -- --port ${other}`,
    )
  }
}

function describe({ pid, command }: Holder): string {
  return pid === null ? command : `process ${pid}${command && ` (${command})`}`
}

export interface WantedPort {
  readonly port: number
  readonly use: string
}

export interface PortCheck {
  /** Where the stack's ports begin; null: they are any free ones. */
  readonly base: number | null
  /** Processes of this stack: what they hold is not taken. */
  readonly own?: readonly number[]
}

/** Throws PortTaken, with who holds it, when a port is another program's. */
export async function throwIfTaken(
  wanted: readonly WantedPort[],
  { base, own = [] }: PortCheck,
): Promise<void> {
  const taken: Taken[] = []
  for (const { port, use } of wanted) {
    const holder = await findHolder(port)
    if (holder && !(holder.pid !== null && own.includes(holder.pid)))
      taken.push({ port, use, holder })
  }
  if (taken.length > 0) throw new PortTaken(taken, base)
}

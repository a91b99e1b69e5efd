/** What a refusal means to an operator; its own message has the particulars. */
export interface RefusalMeaning {
  /** The services that refuse; `all`: every one. */
  readonly by: readonly ServiceName[] | 'all'
  readonly because: string
  readonly remedy: string
}

type ServiceName =
  | 'audit'
  | 'browser-executor'
  | 'execution'
  | 'gateway'
  | 'hedge'
  | 'notify'
  | 'scanner'
  | 'worker'

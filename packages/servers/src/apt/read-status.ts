/** How far apt is: `downloading` or `installing`, in percent. */
export interface AptStatus {
  readonly phase: 'downloading' | 'installing'
  readonly percent: number
}

/** Reads a line of APT::Status-Fd: `dlstatus:3:12.5:Retrieving file 3 of 80`, `pmstatus:libnss3:48.1:Unpacking libnss3`. */
export function readStatus(line: string): AptStatus | undefined {
  const [, kind, percent] =
    /^(dlstatus|pmstatus):[^:]*(?::amd64|:arm64)?:(\d+(?:\.\d+)?):/.exec(line) ?? []
  if (kind === undefined) return undefined
  return {
    phase: kind === 'dlstatus' ? 'downloading' : 'installing',
    percent: Math.round(Number(percent)),
  }
}

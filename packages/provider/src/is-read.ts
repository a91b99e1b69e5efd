const READS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/** Whether a request by this method only reads, as HTTP has it. */
export function isRead(method: string): boolean {
  return READS.has(method.toUpperCase())
}

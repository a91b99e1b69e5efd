/** Half of what a message may hold. */
export const PAGE_BYTES = 512 * 1024

/** As many of the rows, from the first on, as their JSON fits into the bytes; the first in any case. */
export function takeWithinBytes<T>(rows: readonly T[], maxBytes: number): T[] {
  let bytes = 0
  const end = rows.findIndex((row, index) => {
    bytes += Buffer.byteLength(JSON.stringify(row))
    return index > 0 && bytes > maxBytes
  })
  return end === -1 ? [...rows] : rows.slice(0, end)
}

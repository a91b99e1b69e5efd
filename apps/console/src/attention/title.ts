/** What the tab says while another is in front. `count` is null where it is not known. */
export function titleOf({ isConnected, count }: { isConnected: boolean; count: number | null }) {
  if (!isConnected) return '(!) Surefoot – not connected'
  if (count === null) return '(?) Surefoot'
  return count === 0 ? 'Surefoot' : `(${count}) Surefoot – needs you`
}

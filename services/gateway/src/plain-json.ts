/** Whether a parsed JSON value nests at most `levels` deep and holds no number that JSON cannot say (1e999 is read as infinite). */
export function isPlainJson(value: unknown, levels: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((part) => isPlainJson(part, levels - 1))
}

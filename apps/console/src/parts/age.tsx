import { formatAge, freshnessOf } from '../format/age.ts'

/** How old something is: green, then amber, then red. */
export function Age({ ms }: { readonly ms: number | null }) {
  if (ms === null) return <span className="quiet">–</span>
  return <span className={`age age-${freshnessOf(ms)}`}>{formatAge(ms)}</span>
}

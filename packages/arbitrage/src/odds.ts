import { Big } from 'big.js'

/** -1, 0 or 1 as `left` pays less than, the same as or more than `right`; both decimal. */
export function compareOdds(left: string, right: string): -1 | 0 | 1 {
  return Big(left).cmp(right)
}

/**
 * How alike two names are. `same`: nothing in either name speaks against it. `similar`: one says less than the other;
 * believed only where something else proves the match. `different`: everything else.
 */
export type Likeness = 'same' | 'similar' | 'different'

export function weaker(one: Likeness, other: Likeness): Likeness {
  if (one === 'different' || other === 'different') return 'different'
  return one === 'similar' || other === 'similar' ? 'similar' : 'same'
}

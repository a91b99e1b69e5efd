interface Row {
  readonly opportunityId: string
}

/** Best first, unless someone is about to click: then rows stay where they were, and new ones come after them. */
export function keepOrder<T extends Row>(
  rows: readonly T[],
  shown: readonly string[],
  isHeld: boolean,
): T[] {
  if (!isHeld) return [...rows]
  const placeOf = ({ opportunityId }: T): number => {
    const place = shown.indexOf(opportunityId)
    return place === -1 ? shown.length : place
  }
  return rows.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** A leg as an operator names it: what its id ends with, such as `A`, `H` or `H2`. */
export function placeOfLeg(legId: string): string {
  return legId.slice(legId.lastIndexOf('-') + 1)
}

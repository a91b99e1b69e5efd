import north from './north.json' with { type: 'json' }
import south from './south.json' with { type: 'json' }

/** The contract documents of the two sandbox bookmakers, for the origins that they listen on now. */
export function sandboxContracts(origins: { readonly north: string; readonly south: string }) {
  return {
    north: { ...north, origins: [origins.north] },
    south: { ...south, origins: [origins.south] },
  }
}

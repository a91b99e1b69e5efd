import north from './north.json' with { type: 'json' }
import south from './south.json' with { type: 'json' }

import { PLAY_NAME, PLAY_PASSWORD } from '../src/web/play-login.ts'

const loginHint = `Play money: name “${PLAY_NAME}”, password “${PLAY_PASSWORD}”.`

/** The contract documents of the two sandbox bookmakers, for the origins that they listen on now. */
export function sandboxContracts(origins: { readonly north: string; readonly south: string }) {
  return {
    north: { ...north, loginHint, origins: [origins.north] },
    south: { ...south, loginHint, origins: [origins.south] },
  }
}

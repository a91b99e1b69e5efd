import { openGatewayDoor, type GatewayDoor } from './gateway-door.ts'

export interface GatewayDoors extends AsyncDisposable {
  /** Where the extension of this desk's browsers finds its gateway. */
  readonly urlFor: (deskId: string) => Promise<string>
}

/** A door to each desk's own gateway: `{desk}` in the address stands for the desk. Each is opened when it is first used. */
export function createGatewayDoors(gatewayUrl: string): GatewayDoors {
  const doors = new Map<string, Promise<GatewayDoor>>()
  return {
    urlFor: async (deskId) => {
      const url = gatewayUrl.replaceAll('{desk}', deskId)
      const door = doors.get(url) ?? openGatewayDoor(url)
      doors.set(url, door)
      return (await door).url
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        [...doors.values()].map(async (door) => (await door)[Symbol.asyncDispose]()),
      )
    },
  }
}

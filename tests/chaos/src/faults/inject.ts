import type { Fault } from '../fault.ts'
import { deleteStreams, flushRedis } from '../nonce.ts'
import type { World } from '../world.ts'
import { disturbBet, logOut, suspendSelection } from './bookmaker-faults.ts'
import { killBrowser } from './kill-browser.ts'
import { dropReplies, freeze, holdUp, restartServer } from './server-faults.ts'
import { rollingRestart } from './rolling-restart.ts'
import { killService, pauseService } from './service-faults.ts'

/** Let a fault happen and end. False, or a throw, when it met nothing and so proves nothing. */
export async function inject(world: World, fault: Fault): Promise<boolean> {
  switch (fault.kind) {
    case 'kill':
      return killService(world, fault.instance)
    case 'pause':
      return pauseService(world, fault.instance, fault.ms)
    case 'rolling-restart':
      return world.rollInTurn(() => rollingRestart(world))
    case 'drop-replies':
      return dropReplies(world, fault.server, fault.ms)
    case 'cut':
      return world.ways[fault.server].proxy.cut() > 0
    case 'hold-up':
      return holdUp(world, fault)
    case 'freeze':
      return world.ways[fault.server].inTurn(() => freeze(world, fault))
    case 'restart':
      return world.ways[fault.server].inTurn(() => restartServer(world, fault))
    case 'flush-redis':
      await world.ways.redis.inTurn(() => flushRedis(world.ways, world.nonce))
      return true
    case 'delete-streams':
      return (await world.ways.nats.inTurn(() => deleteStreams(world.ways, world.nonce))) > 0
    case 'kill-browser':
      return killBrowser(world, fault.account)
    case 'bet':
      return disturbBet(world, fault)
    case 'suspend':
      return suspendSelection(world, fault)
    case 'log-out':
      return logOut(world, fault.house)
  }
}

export { childEnvironment } from './child-environment.ts'
export { createDatabase, type TestDatabase } from './create-database.ts'
export { eraseStreams } from './erase-streams.ts'
export { openFaultProxy, type FaultProxy } from './fault-proxy.ts'
export { openNatsCluster, type NatsCluster } from './nats-cluster.ts'
export { openName, type ServerName } from './open-name.ts'
export { openPostgresPair, type PostgresPair } from './postgres-pair.ts'
export { openRestartable, type RestartableServer } from './restartable-server.ts'
export { startNats, startRedis } from './start-server.ts'
export type { TestNatsOptions, TestServer } from './test-server.ts'
export { openSkewedClock, type SkewedClock } from './open-skewed-clock.ts'
export {
  startService,
  type ServiceName,
  type ServiceProcess,
  type StartOptions,
} from './start-service.ts'
export { readUsage, type Usage } from './processor-time.ts'
export { openTempDir, type TempDir } from './temp-dir.ts'
export { findChromium, findFreePort, openNats } from '@surefoot/servers'

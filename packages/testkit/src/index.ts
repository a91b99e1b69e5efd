export { createDatabase, type TestDatabase } from './create-database.ts'
export { startNats, startRedis, type TestServer } from './start-server.ts'
export { openTempDir, type TempDir } from './temp-dir.ts'
export { findChromium } from '@surefoot/servers'

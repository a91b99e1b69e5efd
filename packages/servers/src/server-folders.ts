import { rm } from 'node:fs/promises'
import { claimFolder, dataFolder } from './own-process.ts'
import { findPostgresUser, reachableFolder } from './postgres-user.ts'

/** The folder that really holds the Postgres of `dir`: as root it may be another one, which Postgres' user can reach. */
export async function findPostgresFolder(dir: string): Promise<string> {
  return reachableFolder(dir, await findPostgresUser())
}

/** Remove a server's data, and first end what an earlier, killed run left of it. Throws FolderInUse. */
export async function emptyServerFolder(folder: string): Promise<void> {
  await claimFolder(folder)
  await rm(dataFolder(folder), { recursive: true, force: true })
}

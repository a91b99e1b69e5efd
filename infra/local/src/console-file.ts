import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ConsoleFileOptions {
  readonly dir: string
  /** The file goes with it. */
  readonly stack: AsyncDisposableStack
}

export interface ConsoleFile {
  readonly gatewayUrls: readonly [string, ...string[]]
  readonly operatorToken: string
}

/** What `npm run link` finds the running gateway by. The token in it is for its owner's eyes alone. */
export async function writeConsoleFile(
  { dir, stack }: ConsoleFileOptions,
  { gatewayUrls: [gatewayUrl], operatorToken }: ConsoleFile,
): Promise<void> {
  const file = join(dir, 'run', 'console.json')
  await rm(file, { force: true })
  await writeFile(file, JSON.stringify({ gatewayUrl, operatorToken }), { mode: 0o600 })
  stack.defer(() => rm(file, { force: true }))
}

import { openTempDir } from '@surefoot/testkit'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openPageServer } from './page-server.ts'

const identity = z.record(z.string(), z.string())

export interface IdentityProbe extends AsyncDisposable {
  readonly extensionDir: string
  /** What extensions were given, as each told it. */
  readonly told: z.output<typeof identity>[]
}

const worker = (
  origin: string,
): string => `chrome.storage.session.onChanged.addListener(async () => {
  const items = await chrome.storage.session.get()
  await fetch('${origin}', { method: 'POST', body: JSON.stringify(items) })
})`

/** An extension that tells the test what it is given. */
export async function openIdentityProbe(): Promise<IdentityProbe> {
  const told: z.output<typeof identity>[] = []
  const dir = await openTempDir()
  const server = await openPageServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      told.push(identity.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
      response.end()
    })
  })
  const manifest = {
    manifest_version: 3,
    name: 'probe',
    version: '1',
    permissions: ['storage'],
    host_permissions: [`${server.origin}/*`],
    action: { default_popup: 'popup.html' },
    background: { service_worker: 'worker.js' },
  }
  await writeFile(join(dir.path, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(join(dir.path, 'popup.html'), '<title>Popup of the probe</title>')
  await writeFile(join(dir.path, 'worker.js'), worker(server.origin))
  return {
    extensionDir: dir.path,
    told,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await dir[Symbol.asyncDispose]()
    },
  }
}

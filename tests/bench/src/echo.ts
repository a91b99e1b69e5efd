import { once } from 'node:events'
import { fork } from 'node:child_process'

export interface Echo extends AsyncDisposable {
  readonly subject: string
}

const SUBJECT = 'bench.echo'

/** Another process that answers every message with itself, as far from us as our services are. */
export async function openEcho(natsUrl: string): Promise<Echo> {
  const main = new URL('./echo-main.ts', import.meta.url).pathname
  const child = fork(main, [natsUrl, SUBJECT], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const exited = once(child, 'exit')
  await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('The echo of the bench has ended; see above.'))),
  ])
  return {
    subject: SUBJECT,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

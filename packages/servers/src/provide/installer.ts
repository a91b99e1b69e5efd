import { findExecutable } from '../find-on-path.ts'

/** How this machine installs: apt as root; apt as another user, which unpacks; Homebrew; not at all. */
export type Installer =
  | { readonly kind: 'apt' }
  | { readonly kind: 'unpack' }
  | { readonly kind: 'brew'; readonly brew: string }
  | { readonly kind: 'none' }

export async function chooseInstaller(env: NodeJS.ProcessEnv): Promise<Installer> {
  if ((await findExecutable(['apt-get'], env)) !== undefined)
    return process.getuid?.() === 0 ? { kind: 'apt' } : { kind: 'unpack' }
  const brew = await findExecutable(['brew'], env, ['/opt/homebrew/bin'])
  return brew === undefined ? { kind: 'none' } : { kind: 'brew', brew }
}

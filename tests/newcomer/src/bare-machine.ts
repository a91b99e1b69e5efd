import {
  access,
  appendFile,
  chmod,
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Player, Suite } from './arguments.ts'
import { mustRun, run } from './run.ts'

/** The oldest Node that README promises. */
const NODE = '20'
const NPM = '10'
/** How packages are reached, and not which. */
const APT_SETTINGS = /^Acquire::(?:Check-|Retries|ForceIPv|https?::)/
const ARCHITECTURES: Readonly<Record<string, string>> = { amd64: 'x64', arm64: 'arm64' }

export interface BareMachine extends AsyncDisposable {
  /** Its root, seen from this machine. */
  readonly root: string
  readonly user: 'root' | 'newcomer'
  /** The checkout, as the machine sees it. */
  readonly checkout: string
}

export interface MachineOptions {
  readonly suite: Suite
  readonly player: Player
  /** Keeps the Debian of a suite, as an archive, for the next machine. */
  readonly cacheDir: string
  /** The files to play with. */
  readonly source: string
}

/** A Debian with Node and npm alone, and a copy of the checkout in its newcomer's home. */
export async function openBareMachine(options: MachineOptions): Promise<BareMachine> {
  const { suite, player, cacheDir, source } = options
  const debian = join(cacheDir, `${suite}.tar`)
  if (!(await exists(debian))) await makeDebian(debian, suite)
  const root = await mkdtemp(join(tmpdir(), 'surefoot-newcomer-'))
  await mustRun('tar', ['--extract', '--file', debian, '--numeric-owner', '--directory', root])
  // Others must be able to pass, for the newcomer is another user; the archive has its own mode for the folder.
  await chmod(root, 0o755)
  const user = player === 'root' ? 'root' : 'newcomer'
  const checkout = player === 'root' ? '/root/surefoot' : '/home/newcomer/sure foot'
  await copyCheckout(source, join(root, checkout))
  await useSettings(root, player === 'root' ? '/root' : '/home/newcomer')
  if (player === 'user')
    await mustRun('chown', ['--recursive', '1000:1000', join(root, 'home/newcomer')])
  return {
    root,
    user,
    checkout,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  }
}

/** Not below the checkout while it is a folder: its tools would read it. */
async function makeDebian(archive: string, suite: Suite): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-debian-'))
  try {
    const mirror = await findMirror()
    // Its mounts are its own, and end with it.
    const debootstrap = ['debootstrap', '--variant=minbase', suite, folder, mirror]
    await mustRun('unshare', ['--mount', '--propagation', 'private', ...debootstrap])
    const security = await findMirror('Debian-Security').catch(() => undefined)
    const sources = [
      `deb ${mirror} ${suite} main`,
      `deb ${mirror} ${suite}-updates main`,
      ...(security === undefined ? [] : [`deb ${security} ${suite}-security main`]),
    ]
    await writeFile(join(folder, 'etc/apt/sources.list'), `${sources.join('\n')}\n`)
    await installNode(folder)
    await appendFile(join(folder, 'etc/passwd'), 'newcomer:x:1000:1000::/home/newcomer:/bin/sh\n')
    await appendFile(join(folder, 'etc/group'), 'newcomer:x:1000:\n')
    await mkdir(dirname(archive), { recursive: true })
    await mustRun('tar', ['--create', '--file', `${archive}.part`, '--directory', folder, '.'])
    await rename(`${archive}.part`, archive)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where this machine gets its packages of that label. */
async function findMirror(label = 'Debian'): Promise<string> {
  const wanted = ['--format', '$(REPO_URI)', 'Created-By: Packages', `Label: ${label}`]
  const [mirror = ''] = (await mustRun('apt-get', ['indextargets', ...wanted])).split('\n')
  if (mirror !== '') return mirror
  throw new Error(`apt knows no packages of ${label}: run apt-get update, then this again.`)
}

async function installNode(root: string): Promise<void> {
  const architecture = await mustRun('dpkg', ['--print-architecture'])
  const npmName = ARCHITECTURES[architecture]
  if (npmName === undefined) throw new Error(`npm has no Node for ${architecture}.`)
  const local = join(root, 'usr/local')
  const npm = join(local, 'lib/node_modules/npm')
  await unpackFromNpm(`node-linux-${npmName}@${NODE}`, local)
  await unpackFromNpm(`npm@${NPM}`, npm)
  for (const program of ['npm', 'npx'])
    await mustRun('ln', [
      '-s',
      `../lib/node_modules/npm/bin/${program}-cli.js`,
      join(local, 'bin', program),
    ])
  await mustRun('chmod', ['-R', 'a+rX', local])
  await mustRun('chmod', [
    'a+x',
    join(local, 'bin/node'),
    join(npm, 'bin/npm-cli.js'),
    join(npm, 'bin/npx-cli.js'),
  ])
}

async function unpackFromNpm(wanted: string, folder: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'surefoot-npm-'))
  try {
    const packed = (await mustRun('npm', ['pack', '--silent', wanted], { cwd: work })).split('\n')
    await mkdir(folder, { recursive: true })
    const options = ['--strip-components=1', '--no-same-owner', '--directory', folder]
    await mustRun('tar', ['--extract', '--file', join(work, packed.at(-1) ?? ''), ...options])
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** What a clone would hold, with the changes of this checkout. */
async function copyCheckout(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  const files = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const copy = `git ${files.join(' ')} | tar --create --null --files-from=- --ignore-failed-read | tar --extract --directory "$0"`
  await mustRun('bash', ['-o', 'pipefail', '-c', copy, target], { cwd: source })
}

/** This machine's way to the network: names, certificates, the settings of npm and of apt's downloads. */
async function useSettings(root: string, home: string): Promise<void> {
  for (const file of ['/etc/resolv.conf', '/etc/hosts']) await copyFile(file, join(root, file))
  const { stdout } = await run('apt-config', ['dump', 'Acquire'])
  const settings = stdout.split('\n').filter((line) => APT_SETTINGS.test(line))
  await writeFile(join(root, 'etc/apt/apt.conf.d/newcomer'), `${settings.join('\n')}\n`)
  const certificates = process.env['NODE_EXTRA_CA_CERTS']
  if (certificates) await copyFile(certificates, join(root, 'etc/newcomer.crt'))
  const npmSettings = await mustRun('npm', ['config', 'get', 'userconfig'])
  await mkdir(join(root, home), { recursive: true })
  if (await exists(npmSettings)) await cp(npmSettings, join(root, home, '.npmrc'))
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface DebianPackage {
  readonly name: string
  readonly depends?: readonly string[]
  /** Text of each file, by its path in the system; all are executable. */
  readonly files: Readonly<Record<string, string>>
}

/** A system of its own below `dir`, that apt and dpkg of this machine are made to work on by APT_CONFIG. */
export interface PackageSystem {
  readonly env: NodeJS.ProcessEnv
  readonly root: string
  /** Each file that apt locks, by what it protects. */
  readonly locks: Readonly<Record<'dpkg' | 'lists' | 'archives', string>>
  /** What apt did, one block a transaction. */
  readonly history: () => Promise<string[]>
}

/** Makes real packages and a source of them in a folder, and a bare system that has that source alone. */
export async function openPackageSystem(
  dir: string,
  packages: readonly DebianPackage[],
): Promise<PackageSystem> {
  const source = join(dir, 'source')
  await mkdir(source, { recursive: true })
  const entries: string[] = []
  for (const each of packages) entries.push(await makePackage(source, each))
  await writeFile(join(source, 'Packages'), entries.join('\n'))
  const root = join(dir, 'root')
  const dpkg = join(root, 'var/lib/dpkg')
  for (const folder of ['updates', 'info', 'triggers'])
    await mkdir(join(dpkg, folder), { recursive: true })
  await writeFile(join(dpkg, 'status'), '')
  await writeFile(join(dpkg, 'available'), '')
  for (const folder of ['lists/partial', 'cache/archives/partial', 'log', 'parts'])
    await mkdir(join(dir, folder), { recursive: true })
  await writeFile(
    join(dir, 'sources.list'),
    `deb [trusted=yes] file:${source.replaceAll(' ', '%20')} ./\n`,
  )
  const config = join(dir, 'apt.conf')
  await writeFile(config, configuration(dir, root))
  return {
    root,
    env: { PATH: `${join(root, 'usr/bin')}:${process.env['PATH']}`, APT_CONFIG: config },
    locks: {
      dpkg: join(dpkg, 'lock-frontend'),
      lists: join(dir, 'lists/lock'),
      archives: join(dir, 'cache/archives/lock'),
    },
    history: async () => {
      const text = await readFile(join(dir, 'log/history.log'), 'utf8').catch(() => '')
      return text.trim().split('\n\n').filter(Boolean)
    },
  }
}

function configuration(dir: string, root: string): string {
  const settings = {
    'Dir::State': dir,
    'Dir::State::lists': join(dir, 'lists'),
    'Dir::State::status': join(root, 'var/lib/dpkg/status'),
    'Dir::Cache': join(dir, 'cache'),
    'Dir::Log': join(dir, 'log'),
    'Dir::Etc::sourcelist': join(dir, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::Etc::parts': join(dir, 'parts'),
    'APT::Sandbox::User': 'root',
  }
  const options = [`--root=${root}`, '--force-not-root', '--force-bad-path']
  return [
    ...Object.entries(settings).map(([key, value]) => `${key} "${value}";`),
    `DPkg::Options { ${options.map((each) => `"${each}";`).join(' ')} };`,
    '#clear DPkg::Post-Invoke; #clear DPkg::Pre-Install-Pkgs; #clear APT::Update::Post-Invoke-Success;',
    '',
  ].join('\n')
}

async function makePackage(
  source: string,
  { name, depends = [], files }: DebianPackage,
): Promise<string> {
  const tree = join(source, `${name}.tree`)
  const control = [
    `Package: ${name}`,
    'Version: 1.0',
    'Architecture: all',
    'Maintainer: Surefoot <tests@localhost>',
    ...(depends.length === 0 ? [] : [`Depends: ${depends.join(', ')}`]),
    `Description: ${name} of a test`,
    '',
  ].join('\n')
  await mkdir(join(tree, 'DEBIAN'), { recursive: true })
  await writeFile(join(tree, 'DEBIAN/control'), control)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true })
    await writeFile(join(tree, path), text)
    await chmod(join(tree, path), 0o755)
  }
  const file = `${name}_1.0_all.deb`
  await run('dpkg-deb', ['--build', '--root-owner-group', tree, join(source, file)])
  const bytes = await readFile(join(source, file))
  const { size } = await stat(join(source, file))
  const digest = createHash('sha256').update(bytes).digest('hex')
  return `${control}Filename: ./${file}\nSize: ${size}\nSHA256: ${digest}\n`
}

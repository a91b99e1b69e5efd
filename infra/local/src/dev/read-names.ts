import { PROCESSES, type Process } from '../processes.ts'

export type NamesReading =
  | { readonly ok: true; readonly names: readonly Process['name'][] }
  | { readonly ok: false; readonly message: string }

/** The names of the processes that are meant, each by its own name or by its service's: `browser-executor` is two of them. */
export function readNames(names: readonly string[]): NamesReading {
  const asked = names.flatMap((text) => text.split(',').map((name) => name.trim()))
  const isNamed = (name: string, { service, name: own }: Process): boolean =>
    name === own || name === service
  const unknown = asked.filter((name) => !PROCESSES.some((process) => isNamed(name, process)))
  if (unknown.length > 0) {
    const known = [...new Set(PROCESSES.flatMap(({ service, name }) => [service, name]))]
    const what = unknown.map((name) => `"${name}"`).join(', ')
    return {
      ok: false,
      message: `--without takes names of services, and ${what} is none. They are: ${known.join(', ')}`,
    }
  }
  const named = PROCESSES.filter((process) => asked.some((name) => isNamed(name, process)))
  return { ok: true, names: named.map(({ name }) => name) }
}

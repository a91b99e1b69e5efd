/** Written without marks: no mark, no space and no `#`, which begins a comment. */
const PLAIN = /^[\w@%+=:,./~?&-]*$/

/** The text of a file for `node --env-file`. Throws for a value that no such file can hold. */
export function writeEnvFile(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quote(name, value)}\n`)
    .join('')
}

function quote(name: string, value: string): string {
  if (PLAIN.test(value)) return value
  // Between double marks Node reads `\n` as a line break, and between the others everything as it is.
  const mark = ["'", '`', '"'].find(
    (one) => !value.includes(one) && !(one === '"' && value.includes(String.raw`\n`)),
  )
  if (mark === undefined)
    throw new Error(`${name} has every kind of quotation mark, and cannot be written to a file.`)
  return `${mark}${value}${mark}`
}

export interface Choice {
  /** The environment that the stack would give the process. */
  readonly environment: NodeJS.ProcessEnv
  /** That of the launcher, which is also that of another terminal. */
  readonly given: NodeJS.ProcessEnv
  /** What the service reads. */
  readonly keys: ReadonlySet<string>
}

/** What a process needs of the environment that the stack would give it: what it reads, and what the stack decided. */
export function chooseVariables({ environment, given, keys }: Choice): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && (keys.has(name) || value !== given[name]) ? [[name, value]] : [],
    ),
  )
}

/** Names that a terminal sets otherwise than the file: Node leaves what is set already as it is. */
export function findOverruled(
  variables: Readonly<Record<string, string>>,
  given: NodeJS.ProcessEnv,
): string[] {
  return Object.keys(variables).filter(
    (name) => given[name] !== undefined && given[name] !== variables[name],
  )
}

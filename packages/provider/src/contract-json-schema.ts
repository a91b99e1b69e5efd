import { z } from 'zod'
import { providerContract } from './contract/contract.ts'

/**
 * The contract's schema as JSON Schema (draft 2020-12), for editors and other programs: its shape, not what its parts ask
 * of each other. Published as docs/reference/provider-contract.schema.json.
 */
export function contractJsonSchema(): unknown {
  return z.toJSONSchema(providerContract, { io: 'input', reused: 'ref' })
}

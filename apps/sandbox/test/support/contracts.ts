import { compileContract, readContract, type CompiledContract } from '@surefoot/provider'
import { sandboxContracts } from '../../contracts/index.ts'
import type { Sandbox } from '../../src/index.ts'

export function compile(document: unknown): CompiledContract {
  const read = readContract(document)
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return compileContract(read.contract)
}

export function compileBoth({ north, south }: Sandbox) {
  const documents = sandboxContracts({ north: north.origin, south: south.origin })
  return { north: compile(documents.north), south: compile(documents.south) }
}

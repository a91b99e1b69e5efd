import type { z } from 'zod'
import { checkContract } from './check/check-contract.ts'
import { providerContract } from './contract/contract.ts'
import type { ProviderContract } from './contract/contract.ts'
import { showIssue } from './show-issue.ts'

export type ContractReading =
  | { readonly ok: true; readonly contract: ProviderContract }
  | { readonly ok: false; readonly faults: string[] }

const MOST_FAULTS = 100

/** A place in the document as an operator would point at it: `stream.map[2].fields.odds`. */
function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (shown, part) =>
      typeof part === 'number'
        ? `${shown}[${part}]`
        : `${shown}${shown === '' ? '' : '.'}${String(part)}`,
    '',
  )
}

/** Of a value with several forms, the faults of the form that it has; the value itself where it has none of them. */
function unfold(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find((issues) => issues.every(({ path }) => path.length > 0))
  if (meant === undefined || meant.length === 0) return [issue]
  return meant.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }))
}

/**
 * Reads a document as a contract. Every fault is named with its place, in words for the operator: of its shape first,
 * and of how its parts fit together once the shape is right.
 */
export function readContract(document: unknown): ContractReading {
  const parsed = providerContract.safeParse(document, { error: showIssue })
  if (!parsed.success) {
    const faults = parsed.error.issues
      .flatMap(unfold)
      .map((issue) => `${showPath(issue.path) || 'the contract'}: ${issue.message}`)
    return { ok: false, faults: faults.slice(0, MOST_FAULTS) }
  }
  const faults = checkContract(parsed.data).slice(0, MOST_FAULTS)
  return faults.length === 0 ? { ok: true, contract: parsed.data } : { ok: false, faults }
}

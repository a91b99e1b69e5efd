import type { z } from 'zod'

function showValue(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}

/** What a value of several forms may be, where it has none of them. */
function showForms(forms: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const words = forms.flatMap(([first]) => (first === undefined ? [] : [first.message]))
  return words.length === 0
    ? undefined
    : `must be ${[...new Set(words)].map((word) => word.replace(/^must be /, '')).join(' or ')}`
}

function showUnion(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string | undefined {
  const options = 'options' in issue ? issue.options : undefined
  return Array.isArray(options)
    ? `must be ${options.map(showValue).join(' or ')}`
    : showForms(issue.errors)
}

/** Said where a part of the schema has no words of its own. */
export function showIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which a contract does not know`
  }
  if (issue.input === undefined) return 'is missing'
  if (issue.code === 'invalid_value') {
    return `must be ${issue.values.map(showValue).join(' or ')}`
  }
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`
  if (issue.code === 'invalid_format')
    return `is not in the right form: ${issue.pattern ?? issue.format}`
  if (issue.code === 'too_big') return `is too large: at most ${issue.maximum}`
  if (issue.code === 'too_small' && issue.inclusive === false)
    return `must be more than ${issue.minimum}`
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`
  if (issue.code === 'invalid_union') return showUnion(issue)
  return undefined
}

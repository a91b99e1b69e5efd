const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Markup that is safe to send: every text in it is escaped. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Html | readonly Html[] | null

/** Builds markup from a template; texts are escaped, markup is not, null is nothing. */
export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Html {
  const text = literals.map((literal, index) => literal + write(values[index] ?? null)).join('')
  return new Html(text)
}

function write(value: Value): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'string')
    return value.replaceAll(/[&<>"']/g, (each) => ESCAPES[each] ?? each)
  if (typeof value === 'number') return String(value)
  return value.map(({ text }) => text).join('')
}

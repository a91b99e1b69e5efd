/** The first lines of a page: its title, and where it comes from. */
export function printHead(title: string, source: string): string {
  return `# ${title}\n\n<!-- Printed from ${source} by \`npm run reference\`: change it there. -->\n`
}

/** A table; a cell may hold Markdown, and its bars are escaped. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |\n`
  return `${line(head)}|${'---|'.repeat(head.length)}\n${rows.map(line).join('')}`
}

export function code(text: string): string {
  return `\`${text}\``
}

/** Names with commas between; `–` for none. */
export function list(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.join(', ')
}

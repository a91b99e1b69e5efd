/** `{name}`, `{{name}}`, `${name}`, `<name>`, `%s`, and `:name` as a part of a path. */
const PLACEHOLDER =
  /\$?\{\{?\s*[A-Za-z_][\w.]*\s*\}?\}|<[A-Za-z_][\w-]*>|%[sd](?![0-9A-Fa-f])|(?<=\/):[A-Za-z_]\w*/

/** What looks as if something would be put in its place. A contract has no templates: its texts are taken as they are. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0]
}

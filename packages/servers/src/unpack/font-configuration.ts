/** Families that pages ask for, and the ones of the unpacked fonts that have the same measures. */
const FAMILIES: readonly (readonly [string, readonly string[]])[] = [
  ['sans-serif', ['Liberation Sans', 'DejaVu Sans']],
  ['serif', ['Liberation Serif', 'DejaVu Serif']],
  ['monospace', ['Liberation Mono', 'DejaVu Sans Mono']],
  ['Arial', ['Liberation Sans']],
  ['Helvetica', ['Liberation Sans']],
  ['Times New Roman', ['Liberation Serif']],
  ['Courier New', ['Liberation Mono']],
]

/**
 * The text of a fontconfig file: the system's configuration and fonts if it has them, and those of `folder`, relative to
 * the file. Without such a file Chromium ends as it starts.
 */
export function writeFontConfiguration(folder: string): string {
  const aliases = FAMILIES.map(
    ([family, preferred]) =>
      `  <alias><family>${family}</family><prefer>${preferred
        .map((each) => `<family>${each}</family>`)
        .join('')}</prefer></alias>`,
  )
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `  <dir prefix="relative">${folder}</dir>`,
    '  <cachedir prefix="xdg">fontconfig</cachedir>',
    ...aliases,
    '</fontconfig>',
    '',
  ].join('\n')
}

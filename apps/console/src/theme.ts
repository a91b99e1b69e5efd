import { createTheme, Modal, Table, type MantineColorsTuple } from '@mantine/core'

/** Plain greys with a little blue: colour is kept for what it says. */
const ink: MantineColorsTuple = [
  '#f4f6f8',
  '#e6e9ee',
  '#cbd2db',
  '#a3aebc',
  '#7b8898',
  '#5b6878',
  '#434f5e',
  '#2d3744',
  '#1c232d',
  '#11161d',
]
const dark: MantineColorsTuple = [
  '#d5dbe3',
  '#b3bcc8',
  '#8d98a7',
  '#687484',
  '#434e5c',
  '#2e3743',
  '#222a34',
  '#171d25',
  '#10151b',
  '#0b0f14',
]

/** White text has a contrast of 4.5 at least on the shades that buttons use (light 8, dark 5) and on their hover. */
const red: MantineColorsTuple = [
  '#fdeaea',
  '#f9d0d0',
  '#f2a5a5',
  '#ea7676',
  '#d94848',
  '#c92a2a',
  '#c02626',
  '#b32020',
  '#a81e1e',
  '#8f1717',
]

export const theme = createTheme({
  colors: { ink, dark, red },
  primaryColor: 'ink',
  // White text is readable on both.
  primaryShade: { light: 8, dark: 5 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.35rem' }, h2: { fontSize: '1.05rem' } },
  },
  components: {
    Modal: Modal.extend({ styles: { title: { fontWeight: 650 } } }),
    Table: Table.extend({ defaultProps: { borderColor: 'var(--edge)' } }),
  },
})

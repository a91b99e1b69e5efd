import { Stack, Text } from '@mantine/core'

/** An empty table: what is missing, and what would fill it. */
export function Empty({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <Stack align="center" gap={4} py="xl" px="md" ta="center">
      <Text fw={600}>{title}</Text>
      <Text size="sm" className="quiet" maw={460}>
        {children}
      </Text>
    </Stack>
  )
}

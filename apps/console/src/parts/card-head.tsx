import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A card's title, and what stands at its right. */
export function CardHead({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ReactNode
}) {
  return (
    <Group justify="space-between" mb="sm" wrap="nowrap">
      <Title order={2}>{title}</Title>
      {children}
    </Group>
  )
}

import { VisuallyHidden } from '@mantine/core'
import { Empty } from '../parts/empty.tsx'

export function NotFound() {
  return (
    <div className="card">
      <VisuallyHidden component="h1">Nothing is here</VisuallyHidden>
      <Empty title="Nothing is here">Choose a screen above.</Empty>
    </div>
  )
}

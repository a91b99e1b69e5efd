import { Empty } from '../parts/empty.tsx'

export function NotFound() {
  return (
    <div className="card">
      <Empty title="Nothing is here">Choose a screen above.</Empty>
    </div>
  )
}

/** Something that will happen at an instant of virtual time. */
export interface Happening {
  readonly atMs: number
  /** Of two at the same instant the one planned first comes first. */
  readonly sequence: number
}

/** What will happen, soonest first. */
export interface EventHeap<T extends Happening> {
  readonly push: (event: T) => void
  readonly pop: () => T | undefined
  readonly peek: () => T | undefined
}

export function createEventHeap<T extends Happening>(): EventHeap<T> {
  const heap: T[] = []
  return {
    push: (event) => {
      heap.push(event)
      rise(heap, heap.length - 1)
    },
    pop: () => {
      const [first] = heap
      const last = heap.pop()
      if (last !== undefined && last !== first) {
        heap[0] = last
        sink(heap)
      }
      return first
    },
    peek: () => heap[0],
  }
}

function isBefore(one: Happening, other: Happening): boolean {
  return one.atMs === other.atMs ? one.sequence < other.sequence : one.atMs < other.atMs
}

function rise(heap: Happening[], from: number): void {
  for (let index = from; index > 0;) {
    const above = (index - 1) >> 1
    const [event, parent] = [heap[index], heap[above]]
    if (event === undefined || parent === undefined || !isBefore(event, parent)) return
    heap[index] = parent
    heap[above] = event
    index = above
  }
}

function sink(heap: Happening[]): void {
  for (let index = 0; ;) {
    const left = 2 * index + 1
    const [one, other] = [heap[left], heap[left + 1]]
    if (one === undefined) return
    const isOther = other !== undefined && isBefore(other, one)
    const [child, below] = isOther ? [other, left + 1] : [one, left]
    const event = heap[index]
    if (event === undefined || !isBefore(child, event)) return
    heap[index] = child
    heap[below] = event
    index = below
  }
}

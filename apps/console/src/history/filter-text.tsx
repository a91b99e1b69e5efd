import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'

/** While somebody types, nothing is asked. */
const PAUSE_MS = 300

export interface FilterTextProps {
  readonly value: string
  readonly onChange: (text: string) => void
}

/** The words that are searched for; they apply when the typing pauses. */
export function FilterText({ value, onChange }: FilterTextProps) {
  const [typed, setTyped] = useState(value)
  const [applied, setApplied] = useState(value)
  if (value !== applied) {
    setApplied(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return
    const timer = window.setTimeout(() => onChange(typed), PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <TextInput
      type="search"
      label="Find"
      placeholder="Team, match, error, id…"
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      w={176}
    />
  )
}

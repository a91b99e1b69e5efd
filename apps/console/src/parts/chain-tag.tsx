import { Tag } from './tag.tsx'

/** Whether anybody has tampered with the record. */
export function ChainTag({ isIntact }: { readonly isIntact: boolean }) {
  return (
    <Tag tone={isIntact ? 'good' : 'bad'}>
      {isIntact ? 'Audit chain intact' : 'Audit chain broken: stop and look'}
    </Tag>
  )
}

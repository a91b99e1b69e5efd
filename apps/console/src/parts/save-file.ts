export interface SavedFile {
  readonly name: string
  readonly type: string
  readonly text: string
}

/** Give the operator a text as a download. */
export function saveFile({ name, type, text }: SavedFile): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

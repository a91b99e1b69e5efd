export interface SavedFile {
  readonly name: string
  readonly file: Blob
}

/** Give the operator a file as a download. */
export function saveFile({ name, file }: SavedFile): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

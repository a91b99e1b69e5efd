/** What apt would fetch. */
export interface DownloadPlan {
  readonly packages: readonly string[]
  readonly bytes: number
}

/** One line: `'URI' file size hash`. A file is `name_version_architecture.deb`. */
const LINE = /^'[^']+' (\S+)_\S+\.deb (\d+)/

/** Reads the output of `apt-get install --print-uris`. */
export function readPlan(text: string): DownloadPlan {
  const lines = text.split('\n').flatMap((line) => {
    const [, file, size] = LINE.exec(line) ?? []
    return file === undefined ? [] : [{ name: file.split('_')[0] ?? file, bytes: Number(size) }]
  })
  return {
    packages: lines.map(({ name }) => name),
    bytes: lines.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

/** `143 MB`, in the units that apt uses. */
export function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`
}

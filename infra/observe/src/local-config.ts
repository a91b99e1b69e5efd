import { readFile, writeFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { ALERTS, PROMETHEUS } from './paths.ts'

const config = z.looseObject({ global: z.looseObject({}) })

export interface LocalConfig {
  /** Where it is written. */
  readonly file: string
  /** The file in which a stack on this machine names its instances. */
  readonly targetsFile: string
  /** How often is scraped and evaluated, such as `1s`. */
  readonly every: string
}

/** Write prometheus.yml for a stack on this machine: the same rules, its own targets and pace. */
export async function writeLocalConfig({ file, targetsFile, every }: LocalConfig): Promise<void> {
  const { global } = config.parse(parse(await readFile(PROMETHEUS, 'utf8')))
  const local = {
    global: { ...global, scrape_interval: every, evaluation_interval: every },
    rule_files: [ALERTS],
    scrape_configs: [{ job_name: 'surefoot', file_sd_configs: [{ files: [targetsFile] }] }],
  }
  // JSON is YAML.
  await writeFile(file, JSON.stringify(local, null, 2))
}

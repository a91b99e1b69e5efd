import { SPAN_ATTRIBUTES } from '@surefoot/shared/runtime'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { OBSERVE } from '../src/paths.ts'

const components = z.record(z.string(), z.unknown())
const collector = z.strictObject({
  receivers: components,
  processors: components,
  connectors: components,
  exporters: components,
  extensions: components,
  service: z.strictObject({
    extensions: z.array(z.string()),
    telemetry: components,
    pipelines: z.record(
      z.string().regex(/^(traces|metrics)(\/\w+)?$/),
      z.strictObject({
        receivers: z.array(z.string()).min(1),
        processors: z.array(z.string()).min(1),
        exporters: z.array(z.string()).min(1),
      }),
    ),
  }),
})
const tailSampling = z.looseObject({
  policies: z.array(z.looseObject({ name: z.string(), type: z.string() })),
})

const document: unknown = parse(readFileSync(join(OBSERVE, 'collector.yaml'), 'utf8'))
const { service, ...defined } = collector.parse(document)
const pipelines = Object.values(service.pipelines)

test('what a pipeline of the collector names is defined, and what is defined is used', () => {
  const { connectors, exporters, extensions, processors, receivers } = defined
  const usedBy = (part: 'receivers' | 'processors' | 'exporters'): string[] =>
    [...new Set(pipelines.flatMap((pipeline) => pipeline[part]))].toSorted()
  const named = (...all: object[]): string[] => all.flatMap(Object.keys).toSorted()
  expect(usedBy('receivers')).toEqual(named(receivers, connectors))
  expect(usedBy('exporters')).toEqual(named(exporters, connectors))
  expect(usedBy('processors')).toEqual(named(processors))
  expect(service.extensions).toEqual(named(extensions))
})

test('every pipeline looks after its memory first and sends in batches last', () => {
  for (const { processors } of pipelines)
    expect([processors[0], processors.at(-1)]).toEqual(['memory_limiter', 'batch'])
})

test('the collector keeps every trace that names an execution as the services do', () => {
  const { policies } = tailSampling.parse(defined.processors['tail_sampling'])
  expect(policies).toContainEqual({
    name: 'executions',
    type: 'string_attribute',
    string_attribute: {
      key: SPAN_ATTRIBUTES.executionId,
      values: ['.+'],
      enabled_regex_matching: true,
    },
  })
})

import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import type { Instrumentation } from '@opentelemetry/instrumentation'
import { defaultResource, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { NodeSDK } from '@opentelemetry/sdk-node'
import { AlwaysOffSampler, NoopSpanProcessor, type Sampler } from '@opentelemetry/sdk-trace'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import manifest from '../../package.json' with { type: 'json' }
import type { Logger } from './logger.ts'
import { logComplaints } from './telemetry-complaints.ts'

export interface Telemetry extends AsyncDisposable {
  /** Answers a scrape with every metric of this process. */
  readonly onScrape: (request: IncomingMessage, response: ServerResponse) => void
}

/** Which spans go to the collector, and who else makes some. */
export interface Exporting {
  readonly sampler: Sampler
  readonly logger: Logger
  readonly instrumentations: readonly Instrumentation[]
}

/** How long a collector may take. OpenTelemetry's own ten seconds are as long as a service may take to end. */
const EXPORT_MS = 2000
/** How long the last spans may hold up the end of a process whose collector is away. */
const LAST_SPANS_MS = 2000

/**
 * Start OpenTelemetry: trace context always, spans to the collector only if they are to be exported, metrics on request.
 * The endpoint and all else is read by the SDK from its own environment names (OTEL_…).
 */
export function startTelemetry(serviceName: string, exporting: Exporting | null): Telemetry {
  const metrics = new PrometheusExporter({ preventServerStart: true })
  if (exporting) logComplaints(exporting.logger)
  const sdk = new NodeSDK({
    serviceName,
    resource: defaultResource().merge(
      resourceFromAttributes({
        'service.version': manifest.version,
        'service.instance.id': randomUUID(),
      }),
    ),
    // Not the process's and the host's: paths and names of a machine are nobody's business.
    resourceDetectors: [envDetector],
    metricReaders: [metrics],
    logRecordProcessors: [],
    ...(exporting ? exportTraces(exporting) : PASS_TRACES_ON),
  })
  sdk.start()
  return {
    onScrape: (request, response) => metrics.getMetricsRequestHandler(request, response),
    [Symbol.asyncDispose]: () => endsSoon(sdk.shutdown()),
  }
}

function exportTraces({ sampler, instrumentations }: Exporting) {
  // The SDK makes its exporter by the protocol that is asked for, and takes this from the environment alone.
  process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] ||= String(EXPORT_MS)
  return { sampler, instrumentations: [...instrumentations] }
}

/** Ids alone, for logs and messages; without any processor the SDK would make none. */
const PASS_TRACES_ON = {
  sampler: new AlwaysOffSampler(),
  spanProcessors: [new NoopSpanProcessor()],
}

async function endsSoon(step: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, LAST_SPANS_MS)
  // What is lost was complained of already.
  await Promise.race([step.catch(() => undefined), late.promise])
  clearTimeout(timer)
}

import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { NodeSDK } from '@opentelemetry/sdk-node'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface Telemetry extends AsyncDisposable {
  /** Answers a scrape with every metric of this process. */
  readonly onScrape: (request: IncomingMessage, response: ServerResponse) => void
}

/** Without any processor the SDK makes no spans, and then neither logs nor messages carry a trace. */
const FORGETFUL = {
  onStart: () => undefined,
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
}

/**
 * Start OpenTelemetry: trace context always, spans to the collector if an endpoint is given, metrics on request. The
 * endpoint and all else is read by the SDK from its own environment names (OTEL_…).
 */
export function startTelemetry(serviceName: string, isExporting: boolean): Telemetry {
  const metrics = new PrometheusExporter({ preventServerStart: true, prefix: 'surefoot' })
  const sdk = new NodeSDK({
    serviceName,
    metricReaders: [metrics],
    ...(isExporting ? {} : { spanProcessors: [FORGETFUL] }),
    logRecordProcessors: [],
  })
  sdk.start()
  return {
    onScrape: (request, response) => metrics.getMetricsRequestHandler(request, response),
    [Symbol.asyncDispose]: () => sdk.shutdown(),
  }
}

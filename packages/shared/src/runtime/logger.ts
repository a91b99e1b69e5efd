import { isSpanContextValid, trace } from '@opentelemetry/api'
import { pino, type Logger as PinoLogger } from 'pino'

export type Logger = PinoLogger

/** JSON lines on standard output, each with the ids of its trace. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: [
      'token',
      '*.token',
      'password',
      '*.password',
      'headers.cookie',
      'headers.authorization',
    ],
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext()
      return span && isSpanContextValid(span)
        ? { trace_id: span.traceId, span_id: span.spanId }
        : {}
    },
  })
}

import { isSpanContextValid, trace } from '@opentelemetry/api'
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino'

export type Logger = PinoLogger

/** JSON lines, each with the ids of its trace; on standard output if not told otherwise. */
export function createLogger(
  service: string,
  level: string,
  destination: DestinationStream = pino.destination(1),
): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
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
  }
  return pino(options, destination)
}

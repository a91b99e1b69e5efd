import { isSpanContextValid, trace } from '@opentelemetry/api'
import { pino, type DestinationStream, type LogFn, type Logger as PinoLogger } from 'pino'

export type Logger = PinoLogger

export interface LoggerOptions {
  /** Standard output, if left out. */
  readonly destination?: DestinationStream
  /** Gets the text of each warning and error. */
  readonly onComplaint?: (level: 'warn' | 'error', message: string) => void
}

const WARN = 40
const ERROR = 50

/** JSON lines, each with the ids of its trace. */
export function createLogger(
  service: string,
  level: string,
  { destination = pino.destination(1), onComplaint }: LoggerOptions = {},
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
    hooks: {
      logMethod(this: Logger, parts: Parameters<LogFn>, write: LogFn, levelNumber: number): void {
        if (levelNumber >= WARN)
          onComplaint?.(levelNumber >= ERROR ? 'error' : 'warn', describeParts(parts))
        write.apply(this, parts)
      },
    },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext()
      return span && isSpanContextValid(span)
        ? { trace_id: span.traceId, span_id: span.spanId }
        : {}
    },
  }
  return pino(options, { write: (line) => destination.write(escapeLine(line)) })
}

/** What JSON leaves as it is and a terminal obeys, or turns the line by. */
const OBEYED = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** The line as JSON of the same value, safe to read at a terminal. */
function escapeLine(line: string): string {
  return line.replaceAll(OBEYED, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The text of a log line, with the message of its error. Its other values stay in the log: they may be secrets. */
function describeParts(parts: readonly unknown[]): string {
  const text = parts.find((part) => typeof part === 'string')
  const [first] = parts
  const error = isObject(first) && 'err' in first ? first.err : first
  const reason = error instanceof Error ? error.message : undefined
  return [text, reason].filter((part) => part !== undefined).join(': ')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

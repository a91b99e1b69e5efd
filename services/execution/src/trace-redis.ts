import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis'
import * as ioredis from 'ioredis'

/**
 * Trace what is asked of Redis within an execution. The instrumentation waits for a `require` that never comes, because
 * ioredis is imported: it is given the module here, and the service starts without a preload.
 */
export function traceRedis(): IORedisInstrumentation {
  const instrumentation = new IORedisInstrumentation()
  for (const { patch } of instrumentation.init()) patch?.(ioredis)
  return instrumentation
}

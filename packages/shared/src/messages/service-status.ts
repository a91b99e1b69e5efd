import { z } from 'zod'
import { deskId } from './common.ts'
import { defineEvent } from './define.ts'

/**
 * `up`: it replies. `slow`: it replies, but late. `down`: it was asked and does not reply. `unknown`: there is no
 * evidence, or none that is recent enough.
 */
export const dependencyState = z.enum(['up', 'slow', 'down', 'unknown'])
export type DependencyState = z.infer<typeof dependencyState>

/** A server or service as the process that asks it sees it. Durations, not instants: clocks differ. */
export const dependencyReport = z.object({
  name: z.string().max(40),
  state: dependencyState,
  /** How long it has been in this state, milliseconds; null where that is not known. */
  forMs: z.number().int().nonnegative().nullable(),
  /** How long its last reply took, milliseconds. */
  answerMs: z.number().int().nonnegative().nullable(),
  /** How long ago it replied last, milliseconds. */
  repliedAgoMs: z.number().int().nonnegative().nullable(),
  /** Why it is down. */
  error: z.string().max(300).nullable(),
})
export type DependencyReport = z.infer<typeof dependencyReport>

/** A machine's wall clock less the ledger's, as a process measured it: above 0 it is ahead. Known within `errorMs`. */
export const clockReport = z.object({
  offsetMs: z.number().int(),
  errorMs: z.number().int().nonnegative(),
})
export type ClockReport = z.infer<typeof clockReport>

/** A warning or an error of a process's own log. */
export const loggedError = z.object({
  level: z.enum(['warn', 'error']),
  message: z.string().max(300),
  /** Since it was logged last, milliseconds. */
  agoMs: z.number().int().nonnegative(),
  /** How often it was logged. */
  times: z.number().int().positive(),
})
export type LoggedError = z.infer<typeof loggedError>

/** The desk in the subject of a service that works for all desks. */
export const EVERY_DESK = '-'

/** What each service instance publishes every second, and at the beginning and the end of its life. */
export const serviceStatus = defineEvent(
  'service.status',
  'desk',
  z.object({
    /** The one desk it works for, or EVERY_DESK. */
    deskId,
    service: z.string().max(40),
    /** Keeps its name when it is started again. */
    instance: z.string().max(80),
    /** Another for each process. */
    bootId: z.uuid(),
    version: z.string().max(40),
    phase: z.enum(['starting', 'ready', 'stopping', 'stopped']),
    uptimeMs: z.number().int().nonnegative(),
    /** Its readiness conditions that do not hold. */
    missing: z.array(z.string().max(60)).max(20),
    dependencies: z.array(dependencyReport).max(20),
    /** Left out while no reply of the ledger has stated its clock. */
    clock: clockReport.optional(),
    /** The latest first. */
    errors: z.array(loggedError).max(5),
  }),
)
export type ServiceStatus = z.infer<typeof serviceStatus.body>

import { join } from 'node:path'

export const OBSERVE = join(import.meta.dirname, '..')
export const ALERTS = join(OBSERVE, 'alerts.yml')
export const ALERT_TESTS = join(OBSERVE, 'alerts.test.yml')
export const PROMETHEUS = join(OBSERVE, 'prometheus.yml')
export const DASHBOARDS = join(OBSERVE, 'grafana/dashboards')
export const RUNBOOK = join(OBSERVE, '../../docs/runbook.md')

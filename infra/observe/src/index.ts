export { readAlerts } from './alerts.ts'
export { readDashboards } from './dashboards.ts'
export { metricNames } from './metrics-in.ts'
export { writeLocalConfig } from './local-config.ts'

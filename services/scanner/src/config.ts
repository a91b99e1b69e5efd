export { appraisalEnvironment as config } from '@surefoot/appraisal'

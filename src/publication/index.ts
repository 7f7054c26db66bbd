export { endpoints, filterParameters } from './open-data/open-api.rules.ts'
export { openDataApi } from './open-data/open-data.api.ts'

/** Which texts are there? One line an area; its messages are in sv/<area>.json and en/<area>.json. */
type Messages = {
  platform: typeof import('./sv/platform.json')
  charts: typeof import('./sv/charts.json')
  ui: typeof import('./sv/ui.json')
  register: typeof import('./sv/register.json')
  evidence: typeof import('./sv/evidence.json')
  statistics: typeof import('./sv/statistics.json')
  site: typeof import('./sv/site.json')
  claims: typeof import('./sv/claims.json')
  report: typeof import('./sv/report.json')
  accounts: typeof import('./sv/accounts.json')
  seals: typeof import('./sv/seals.json')
  proposals: typeof import('./sv/proposals.json')
  coding: typeof import('./sv/coding.json')
  minutes: typeof import('./sv/minutes.json')
  imports: typeof import('./sv/imports.json')
  editions: typeof import('./sv/editions.json')
  api: typeof import('./sv/api.json')
}

export type Area = keyof Messages
/**
 * `area.key`, from the Swedish files; the English ones are held to the same keys by checks/messages.test.ts.
 * A key that is written with its area in front (`charts.year` in charts.json) is taken as it is.
 */
export type TextKey = { [A in Area]: FullKey<A, keyof Messages[A] & string> }[Area]
type FullKey<A extends string, K extends string> = K extends `${A}.${string}` ? K : `${A}.${K}`

export function textKey(area: string, key: string): string {
  return key.startsWith(`${area}.`) ? key : `${area}.${key}`
}

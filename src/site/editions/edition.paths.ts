// Addresses of editions. Their files have addresses without a language, and for good.
export const editionsPath = '/editions'
export const editionCheckPath = '/editions/check'
export const editionListPath = '/editions.json'
export const otherViewsPath = '/editions/others'

export function editionPath<Id extends string>(id: Id) {
  return `${editionsPath}/${id}` as const
}

export function editionFilePath(id: string, path: string): string {
  return `${editionsPath}/${id}/${path}`
}

export function editionZipPath(id: string): string {
  return `${editionsPath}/${id}.zip`
}

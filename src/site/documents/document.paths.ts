// Addresses of pages about documents, without the language that stands before them.
export const documentsPath = '/documents'
export const documentListPath = '/documents/handed-in'
export const linkRotPath = '/link-rot'

export const documentRoute = `${documentsPath}/:id` as const

export function documentPath(document: number, page?: number): string {
  return `${documentsPath}/${document}${page === undefined || page === 1 ? '' : `?page=${page}`}`
}

/** The page with the passage in sight. */
export function passagePath({ id: passage, document, page }: { id: number; document: number; page: number }): string {
  return `${documentPath(document, page)}#passage-${passage}`
}

export function documentFilePath<Id extends string | number>(document: Id) {
  return `${documentsPath}/${document}/file` as const
}

export function pagePicturePath(document: number, page: number): string {
  return `${documentsPath}/${document}/pages/${page}.png`
}

/** Where it is read as the minutes of a council. */
export function documentMinutesPath<Id extends string | number>(document: Id) {
  return `${documentsPath}/${document}/minutes` as const
}

export const documentFileRoute = `${documentRoute}/file` as const
export const pagePictureRoute = `${documentRoute}/pages/:file` as const

export type DocumentAct = 'acceptance' | 'refusal' | 'withdrawal' | 'visibility' | 'passages' | 'passages/removal'

export function documentActPath(document: number, act: DocumentAct): string {
  return `${documentsPath}/${document}/${act}`
}

export function documentActRoute<Act extends DocumentAct>(act: Act) {
  return `${documentRoute}/${act}` as const
}

/** Where a document of a source is handed in. */
export function handInPath<Id extends string>(source: Id) {
  return `/sources/${source}/documents` as const
}

/** Where a copy of what its address leads to is asked for. */
export function copyPath<Id extends string>(source: Id) {
  return `/sources/${source}/copies` as const
}

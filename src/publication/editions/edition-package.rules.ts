// The register as a Frictionless data package (version 2): one CSV file a table, with all versions of each fact.
import { stringify } from 'csv-stringify/sync'
import type { ArchiveResource, ArchiveRows } from '#register/index.ts'
import { editionTitle, readLicences, type Edition } from './edition.rules.ts'

const profiles = 'https://datapackage.org/profiles/2.0'

/** `bytes` and `hash` belong to the file that the resource is in. */
export type PackagedFile = { resource: ArchiveResource; bytes: number; hash: string }

export function describeEditionPackage(edition: Edition, files: readonly PackagedFile[]) {
  return {
    $schema: `${profiles}/datapackage.json`,
    name: `samband-${edition.id}`,
    id: edition.url,
    title: `${editionTitle.en}, edition ${edition.id}`,
    description: `The public register at revision ${edition.revision}. A fact stands where recorded_to is empty; the other rows are what was held before. Rows of datasets.csv carry the licences.`,
    homepage: edition.site,
    version: edition.id,
    created: edition.recordedAt,
    licenses: licencesOf(edition),
    contributors: [{ title: 'Samband', roles: ['creator'] }],
    keywords: ['international cooperation', 'twin towns', 'municipalities'],
    resources: files.map(({ resource, bytes, hash }) => ({
      name: resource.resource.replaceAll('_', '-'),
      type: 'table',
      title: resource.resource,
      description: resource.description,
      path: packagedPath(resource),
      scheme: 'file',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      bytes,
      hash: `sha256:${hash}`,
      dialect: { $schema: `${profiles}/tabledialect.json`, delimiter: ',', lineTerminator: '\n', header: true },
      schema: {
        $schema: `${profiles}/tableschema.json`,
        fields: resource.fields,
        primaryKey: resource.versions ? [...resource.key, 'recorded_from'] : [...resource.key],
        missingValues: [''],
      },
    })),
  }
}

function licencesOf({ datasets }: Edition) {
  const all = datasets.flatMap(({ licence }) => readLicences(licence).map((one) => [one.name, one] as const))
  return [...new Map(all).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Where a document of the edition lies in the bag, below `data/`. What a browser would run or a program open is text here. */
export function documentFile(sha256: string, ending: string): string {
  return `documents/${sha256}.${ending}${['html', 'eml'].includes(ending) ? '.txt' : ''}`
}

/** The hash in the name of such a file. */
export function documentIn(path: string): string | undefined {
  return /^data\/documents\/([0-9a-f]{64})\.[a-z.]+$/.exec(path)?.[1]
}

export function packagedPath({ resource }: { resource: string }): string {
  return `${resource}.csv`
}

/** Cells are written as they are: these files are for programs, and what is read back must be what was written. */
export function writePackagedRows({ fields }: ArchiveResource, { rows }: ArchiveRows): string {
  const names = fields.map(({ name }) => name)
  return stringify([names, ...rows.map((row) => names.map((name) => row[name] ?? null))])
}

// In which forms is a table given away?

/** Each way to take a table: ending of the address, media type, and what people call it. */
export const tableFormats = {
  csv: { mediaType: 'text/csv; charset=utf-8', label: 'CSV' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', label: 'Excel' },
  json: { mediaType: 'application/json', label: 'JSON' },
  ndjson: { mediaType: 'application/x-ndjson', label: 'NDJSON' },
  jsonld: { mediaType: 'application/ld+json', label: 'JSON-LD' },
  sqlite: { mediaType: 'application/vnd.sqlite3', label: 'SQLite' },
  parquet: { mediaType: 'application/vnd.apache.parquet', label: 'Parquet' },
} as const
export type TableFormat = keyof typeof tableFormats
export const tableFormatNames = Object.keys(tableFormats) as TableFormat[]

/** Forms of which a file holds one table: all of them are given away together in a zip. */
export const zippedFormats = ['csv', 'ndjson', 'json', 'jsonld', 'parquet'] as const
export type ZippedFormat = (typeof zippedFormats)[number]

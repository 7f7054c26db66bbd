// Linked data as a tree of what is said, which JSON-LD and Turtle are written from.

export type GraphValue =
  | { iri: string }
  | { text: string; language: 'sv' | 'en' }
  /** `type` is a name with prefix, as in `xsd:date`; without it, a plain text. */
  | { text: string; type?: string }
  | { number: number }
  | { truth: boolean }
  | GraphNode

/** Without `iri`, something that has no name of its own. Names with a prefix of `prefixes` are written short. */
export type GraphNode = { iri?: string; types: readonly string[]; says: readonly (readonly [string, GraphValue])[] }

export const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  edtf: 'http://id.loc.gov/datatypes/',
} as const

/** The whole name of what is written with a prefix; what has none is whole already. */
export function wholeName(name: string): string {
  const [prefix = '', local] = name.split(/:(?!\/\/)(.*)/s)
  return local !== undefined && Object.hasOwn(prefixes, prefix)
    ? prefixes[prefix as keyof typeof prefixes] + local
    : name
}

/** A JSON-LD object without its context. */
export function jsonLdOf({ iri, types, says }: GraphNode): object {
  const properties = new Map<string, unknown[]>()
  for (const [name, value] of says) properties.set(name, [...(properties.get(name) ?? []), jsonLdValue(value)])
  return {
    ...(iri !== undefined && { '@id': iri }),
    ...(types.length > 0 && { '@type': types.length === 1 ? types[0] : types }),
    ...Object.fromEntries([...properties].map(([name, values]) => [name, values.length === 1 ? values[0] : values])),
  }
}

function jsonLdValue(value: GraphValue): unknown {
  if ('says' in value) return jsonLdOf(value)
  if ('iri' in value) return { '@id': value.iri }
  if ('number' in value)
    return Number.isInteger(value.number) ? value.number : { '@value': String(value.number), '@type': 'xsd:decimal' }
  if ('truth' in value) return value.truth
  if ('language' in value) return { '@value': value.text, '@language': value.language }
  return value.type ? { '@value': value.text, '@type': value.type } : value.text
}

/** A whole JSON-LD document. */
export function jsonLdDocument(nodes: readonly GraphNode[], also: Record<string, string> = {}): object {
  return { '@context': { ...prefixes, ...also }, '@graph': nodes.map(jsonLdOf) }
}

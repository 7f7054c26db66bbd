// May a PDF say that it is both PDF/UA-1 and PDF/A-2a? The compiler checks against one at a time and writes that one down.
// What it exports for PDF/A-2a has the same tags; lacking are the identification and the window's title.

const identification = '<pdfuaid:part>1</pdfuaid:part>'
/** PDF/A-2 wants every field beyond its own list described (ISO 19005-2, 6.6.2.3). */
const description =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of ISO 14289 that the document follows</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>'

/**
 * Adds the identification of PDF/UA-1 to a PDF/A-2a file whose content has passed the compiler's check for PDF/UA-1.
 * The metadata and the catalog are the last objects of the file: what stands before them keeps its place.
 */
export function declareAccessible(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1')
  const xref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1])
  const root = Number(/\/Root (\d+) 0 R/.exec(text.slice(xref))?.[1])
  const catalogAt = text.lastIndexOf(`\n${root} 0 obj`, xref) + 1
  const metadata = Number(/\/Metadata (\d+) 0 R/.exec(text.slice(catalogAt, xref))?.[1])
  const metadataAt = text.lastIndexOf(`\n${metadata} 0 obj`, xref) + 1
  const between = text.slice(metadataAt, catalogAt)
  if (!catalogAt || !metadataAt || metadataAt > catalogAt || between.match(/endobj/g)?.length !== 1) {
    throw new Error('The PDF does not end with its metadata and its catalog: the compiler has changed what it writes.')
  }
  const head = pdf.subarray(0, metadataAt)
  const newMetadata = Buffer.from(addIdentification(between), 'latin1')
  const newCatalog = text
    .slice(catalogAt, xref)
    .replace('/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true')
  const offsets = new Map([
    [metadata, head.length],
    [root, head.length + newMetadata.length],
  ])
  const newXref = head.length + newMetadata.length + newCatalog.length
  const tail = moveEntries(text.slice(xref), offsets).replace(/startxref\s+\d+/, `startxref\n${newXref}`)
  return Buffer.concat([head, newMetadata, Buffer.from(newCatalog + tail, 'latin1')])
}

function addIdentification(object: string): string {
  const [, begin = '', xmp = '', end = ''] = /^(.*?stream\r?\n)(.*)(\r?\nendstream.*)$/s.exec(object) ?? []
  const described = xmp
    .replace(
      '<rdf:Description rdf:about=""',
      '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"',
    )
    .replace('</rdf:Bag></pdfaExtension:schemas>', `${description}</rdf:Bag></pdfaExtension:schemas>`)
    .replace('<pdfaid:part>', `${identification}<pdfaid:part>`)
  if (!described.includes(identification) || !described.includes(description)) {
    throw new Error('The PDF has no metadata of the kind that PDF/A-2a asks for.')
  }
  return begin.replace(/\/Length \d+/, `/Length ${described.length}`) + described + end
}

/** The table of places has lines of twenty bytes; the one of object n is the nth. */
function moveEntries(tail: string, offsets: ReadonlyMap<number, number>): string {
  const first = /^xref\s+0 \d+\s*\n/.exec(tail)?.[0].length
  if (first === undefined) throw new Error('The PDF has no plain table of places.')
  let moved = tail
  for (const [object, offset] of offsets) {
    const at = first + object * 20
    moved = moved.slice(0, at) + String(offset).padStart(10, '0') + moved.slice(at + 10)
  }
  return moved
}

// Linked data as Turtle.
import type { BlankNode, Literal, NamedNode } from 'n3'
import { prefixes, wholeName, type GraphNode, type GraphValue } from './graph.rules.ts'

/** A Turtle document that says what these nodes say. */
export async function writeTurtle(nodes: readonly GraphNode[]): Promise<string> {
  const { DataFactory, Writer } = await import('n3')
  const namedNode = (iri: string) => DataFactory.namedNode(iri)
  const literal = (text: string, of?: string | NamedNode) => DataFactory.literal(text, of)
  const quad = (subject: NamedNode | BlankNode, predicate: NamedNode, object: NamedNode | BlankNode | Literal) =>
    DataFactory.quad(subject, predicate, object)
  // The library counts through all documents of a process: the same would be written otherwise each time.
  let blanks = 0
  const blankNode = () => DataFactory.blankNode(`b${(blanks += 1)}`)
  const writer = new Writer({ prefixes })
  const named = (name: string) => namedNode(wholeName(name))

  function add(node: GraphNode, subject = node.iri === undefined ? blankNode() : namedNode(node.iri)) {
    for (const type of node.types)
      writer.addQuad(quad(subject, namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), named(type)))
    // What a value says itself comes after all that is said of the subject, so that this stands together.
    const objects = node.says.map(([name, value]) => ({ name, object: objectOf(value) }))
    for (const { name, object } of objects) writer.addQuad(quad(subject, named(name), object.term))
    for (const { object } of objects) object.rest?.()
  }

  function objectOf(value: GraphValue): { term: NamedNode | BlankNode | Literal; rest?: () => void } {
    if ('says' in value) {
      const term = value.iri === undefined ? blankNode() : namedNode(value.iri)
      return { term, rest: () => add(value, term) }
    }
    if ('iri' in value) return { term: namedNode(value.iri) }
    if ('number' in value) {
      const type = Number.isInteger(value.number) ? 'xsd:integer' : 'xsd:decimal'
      return { term: literal(String(value.number), named(type)) }
    }
    if ('truth' in value) return { term: literal(String(value.truth), named('xsd:boolean')) }
    if ('language' in value) return { term: literal(value.text, value.language) }
    return { term: value.type ? literal(value.text, named(value.type)) : literal(value.text) }
  }

  for (const node of nodes) add(node)
  return new Promise((resolve, reject) => writer.end((error, text) => (error ? reject(error) : resolve(text))))
}

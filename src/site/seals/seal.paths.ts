// Addresses of evidence under seal, without the language that stands before them.
export const sealsPath = '/seals'
export const newSealPath = '/seals/new'

// The types carry the whole path, so that routes made by the same functions know their parameters.
export function sealPath<Id extends string>(id: Id) {
  return `${sealsPath}/${id}` as const
}

export function sealActPath<Id extends string, Act extends 'code' | 'opening' | 'review' | 'decisions'>(
  id: Id,
  act: Act,
) {
  return `${sealPath(id)}/${act}` as const
}

export function decisionPath<
  Id extends string,
  Decision extends string,
  Verdict extends 'confirmation' | 'refusal' | 'withdrawal' | 'revocation',
>(id: Id, decision: Decision, verdict: Verdict) {
  return `${sealActPath(id, 'decisions')}/${decision}/${verdict}` as const
}

// Is what lies here a whole and unchanged bag (BagIt, RFC 8493), and who has signed it? Runs in Node and in a browser alike:
// what is asked of the files comes from outside.

/** The files of a bag, as whoever checks can reach them. Paths are relative, with slashes. */
export type BagFiles = {
  paths: readonly string[]
  /** Bytes. */
  size: (path: string) => Promise<number>
  read: (path: string) => Promise<Uint8Array<ArrayBuffer>>
  /** SHA-256 of the content in hexadecimal, read piece by piece where that is possible. */
  digest: (path: string) => Promise<string>
}

export type BagFaultCode =
  | 'no-declaration'
  | 'other-version'
  | 'no-manifest'
  | 'garbled'
  | 'unsafe-path'
  | 'listed-twice'
  | 'missing'
  | 'changed'
  | 'not-listed'
  | 'other-size'
  | 'bad-signature'
  | 'other-key'
  | 'not-signed'

/** `path` is the file that it is about. */
export type BagFault = { code: BagFaultCode; path: string; line?: number }

/** `unchecked`: this browser cannot check signatures of this kind. */
export type BagSignature = { state: 'valid' | 'invalid' | 'none' | 'unchecked'; publicKey?: string }

export type BagCheck = { files: number; bytes: number; faults: BagFault[]; signature: BagSignature; info: BagInfo }

/** What bag-info.txt says, in its order; a label may stand several times. */
export type BagInfo = readonly (readonly [label: string, value: string])[]

export const bagFiles = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  signature: 'signature.json',
} as const

export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** Where a path stands in a manifest, the ends of lines and the sign that writes them are written by number. */
export function writeManifestPath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D')
}

function readManifestPath(written: string): string {
  return written.replaceAll(/%0A/gi, '\n').replaceAll(/%0D/gi, '\r').replaceAll('%25', '%')
}

/** One line a file, in the order of their paths by code unit. */
export function writeManifest(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return lines.map(([path, digest]) => `${digest}  ${writeManifestPath(path)}\n`).join('')
}

export function writeBagInfo(info: BagInfo): string {
  return info.map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ')}\n`).join('')
}

export function readBagInfo(text: string): BagInfo {
  // A line that begins with a blank continues the one before it.
  const lines = text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return lines.flatMap((line) => {
    const [, label, value] = /^([^:]+?)\s*:\s*(.*)$/.exec(line) ?? []
    return label === undefined ? [] : [[label, value ?? ''] as const]
  })
}

/** Nothing outside of the folder may be named: no way up, no root, no drive, no backslash that a system takes for a slash. */
export function isSafePath(path: string): boolean {
  return (
    path !== '' &&
    !/^[a-z]:|^\/|\\|\0/i.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  )
}

type Manifest = { digests: Map<string, string>; faults: BagFault[] }

/** Reads `digest  path` lines. `allows` says which paths belong into this manifest. */
export function readManifest(name: string, text: string, allows: (path: string) => boolean): Manifest {
  const digests = new Map<string, string>()
  const faults: BagFault[] = []
  for (const [at, row] of text.split(/\r?\n/).entries()) {
    if (row === '') continue
    const line = at + 1
    const [, digest = '', written = ''] = /^([0-9a-f]{64})\s+\*?(.+)$/i.exec(row) ?? []
    const path = readManifestPath(written.replace(/^\.\//, ''))
    if (digest === '') faults.push({ code: 'garbled', path: name, line })
    else if (!isSafePath(path) || !allows(path)) faults.push({ code: 'unsafe-path', path: name, line })
    else if (digests.has(path)) faults.push({ code: 'listed-twice', path, line })
    else digests.set(path, digest.toLowerCase())
  }
  return { digests, faults }
}

const isPayload = (path: string) => path.startsWith('data/')

/**
 * Every fault of the bag: its structure, files that are missing, changed or not listed, the sum of its sizes, and its
 * signature. `trusted` is the public key that must have signed it; without one the signature proves only that nobody has
 * changed the bag who does not hold the key that it names.
 */
export async function checkBag(files: BagFiles, { trusted }: { trusted?: string } = {}): Promise<BagCheck> {
  const present = new Set(files.paths)
  const faults: BagFault[] = []
  const textOf = async (path: string) => (present.has(path) ? decode(await files.read(path)) : undefined)

  const declaration = await textOf(bagFiles.declaration)
  if (declaration === undefined) faults.push({ code: 'no-declaration', path: bagFiles.declaration })
  else if (!/^BagIt-Version: (?:1\.0|0\.97)\r?\nTag-File-Character-Encoding: UTF-8\s*$/.test(declaration))
    faults.push({ code: 'other-version', path: bagFiles.declaration })

  const payload = await listed(bagFiles.manifest, isPayload)
  const tags = await listed(bagFiles.tagManifest, (path) => !isPayload(path) && path !== bagFiles.tagManifest)
  async function listed(name: string, allows: (path: string) => boolean) {
    const text = await textOf(name)
    if (text === undefined) faults.push({ code: 'no-manifest', path: name })
    const manifest = readManifest(name, text ?? '', allows)
    faults.push(...manifest.faults)
    return manifest.digests
  }

  for (const [path, digest] of [...tags, ...payload]) {
    if (!present.has(path)) faults.push({ code: 'missing', path })
    else if ((await files.digest(path)) !== digest) faults.push({ code: 'changed', path })
  }
  const loose = new Set<string>([bagFiles.tagManifest, bagFiles.signature])
  for (const path of files.paths.toSorted()) {
    const isListed = isPayload(path) ? payload.has(path) : tags.has(path) || loose.has(path)
    if (!isListed) faults.push({ code: 'not-listed', path })
  }
  for (const path of [bagFiles.declaration, bagFiles.info, bagFiles.manifest])
    if (present.has(path) && !tags.has(path)) faults.push({ code: 'not-listed', path })

  const info = readBagInfo((await textOf(bagFiles.info)) ?? '')
  const sizes = await Promise.all(files.paths.filter(isPayload).map((path) => files.size(path)))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  const stated = info.find(([label]) => label.toLowerCase() === 'payload-oxum')?.[1]
  if (stated !== undefined && stated !== `${bytes}.${sizes.length}`)
    faults.push({ code: 'other-size', path: bagFiles.info })

  const signature = await checkSignature(files, present)
  if (signature.state === 'invalid') faults.push({ code: 'bad-signature', path: bagFiles.signature })
  if (trusted !== undefined && signature.state === 'none') faults.push({ code: 'not-signed', path: bagFiles.signature })
  else if (trusted !== undefined && signature.publicKey !== trusted)
    faults.push({ code: 'other-key', path: bagFiles.signature })
  return { files: sizes.length, bytes, faults: distinct(faults), signature, info }
}

function distinct(faults: readonly BagFault[]): BagFault[] {
  return [...new Map(faults.map((fault) => [`${fault.code} ${fault.path} ${fault.line ?? ''}`, fault])).values()]
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** What signature.json holds: an Ed25519 signature of the bytes of the manifest of tag files, which fixes all others. */
export type SignatureFile = { algorithm: 'Ed25519'; signed: string; publicKey: string; signature: string }

export function writeSignatureFile(publicKey: string, signature: string): string {
  const file: SignatureFile = { algorithm: 'Ed25519', signed: bagFiles.tagManifest, publicKey, signature }
  return `${JSON.stringify(file, null, 2)}\n`
}

function readSignatureFile(text: string): SignatureFile | undefined {
  try {
    const { algorithm, signed, publicKey, signature } = JSON.parse(text) ?? {}
    const isWritten = [publicKey, signature].every((one) => typeof one === 'string' && /^[\w-]+$/.test(one))
    return algorithm === 'Ed25519' && signed === bagFiles.tagManifest && isWritten
      ? { algorithm, signed, publicKey, signature }
      : undefined
  } catch {
    return undefined
  }
}

async function checkSignature(files: BagFiles, present: ReadonlySet<string>): Promise<BagSignature> {
  if (!present.has(bagFiles.signature)) return { state: 'none' }
  const file = readSignatureFile(decode(await files.read(bagFiles.signature)))
  if (!file || !present.has(bagFiles.tagManifest)) return { state: 'invalid' }
  const { publicKey } = file
  const [key, signature] = [fromBase64Url(publicKey), fromBase64Url(file.signature)]
  if (key.byteLength !== 32 || signature.byteLength !== 64) return { state: 'invalid', publicKey }
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify'])
    const isValid = await crypto.subtle.verify('Ed25519', imported, signature, await files.read(bagFiles.tagManifest))
    return { state: isValid ? 'valid' : 'invalid', publicKey }
  } catch (error) {
    // Older browsers know no Ed25519: that is no fault of the bag.
    const isUnknown = error instanceof DOMException && error.name === 'NotSupportedError'
    return { state: isUnknown ? 'unchecked' : 'invalid', publicKey }
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

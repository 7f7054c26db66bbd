// The file store on a server that speaks S3, for several processes on several machines.
import { hashOf, verified, type FileStore } from './file-store.ts'

export type S3Location = {
  /** Server, bucket and, if wished, a folder in it: `https://s3.example/bucket/folder`; without a slash at the end. */
  url: string
  accessKey: string
  secretKey: string
  region: string
}

const longestMs = 60_000

/** An object appears in S3 once it is whole, so that nothing half-written is ever there. */
export function openS3Store({ url, accessKey, secretKey, region }: S3Location): FileStore {
  const ask = async (method: 'GET' | 'PUT', sha256: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> => {
    const { AwsClient } = await import('aws4fetch')
    const client = new AwsClient({
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      region,
      service: 's3',
      retries: 3,
    })
    return client.fetch(`${url}/${sha256}`, {
      method,
      body,
      // The server refuses what has been changed on its way.
      headers: body && { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' },
      signal: AbortSignal.timeout(longestMs),
    })
  }
  return {
    put: async (bytes) => {
      const sha256 = hashOf(bytes)
      const answer = await ask('PUT', sha256, Uint8Array.from(bytes))
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`The file store did not take a file: it answered ${answer.status}`)
      return sha256
    },
    get: async (sha256) => {
      const answer = await ask('GET', sha256)
      if (answer.ok) return verified(sha256, await answer.bytes())
      await answer.body?.cancel()
      if (answer.status === 404) return undefined
      throw new Error(`The file store did not give a file: it answered ${answer.status}`)
    },
  }
}

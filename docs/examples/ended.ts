// Which cooperations have ended, and how many are in force? With the generated client, which knows every field.
//   npm install openapi-fetch && node ended.ts https://samband.example
import { openSamband } from './samband-client.ts'

const samband = openSamband(process.argv[2] ?? 'http://localhost:3000')

for (let after: string | undefined; ; ) {
  const { data, error } = await samband.GET('/cooperations', { params: { query: { status: 'ended', limit: 5, after } } })
  // A problem (RFC 9457) says in a sentence what is wrong.
  if (error) throw new Error(error.detail)
  for (const { id } of data.items) console.log(id)
  if (!data.next) break
  after = data.items.at(-1)?.id
}

const { data, error } = await samband.GET('/statistics', { params: { query: { measure: 'in-force' } } })
if (error) throw new Error(error.detail)
const { figure, years } = data
console.log(`In force at the end of ${years.to}: ${figure?.best} (${figure?.min}-${figure?.max})`)

// What must hold of a register at any moment, whatever has happened to the process that wrote it.
import { sql } from 'kysely'
import type { Database, Reader } from '#platform/db/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { deriveAll } from '#register/cooperations/derivation.commands.ts'

/** Each finds rows that are half of something; none of them may find any. */
const halves: Record<string, string> = {
  'revisions with a gap': `
    select revision from (select revision, row_number() over (order by revision) as place from register.changeset) c
    where revision <> place`,
  'an accepted proposal without its changeset': `
    select p.id from register.proposal p left join register.changeset c on c.revision = p.revision and c.kind = 'edit'
    where p.kind = 'change' and (p.state = 'accepted') <> (c.revision is not null)`,
  'a changeset of an edit without its proposal': `
    select c.revision from register.changeset c where c.kind = 'edit'
      and not exists (select from register.proposal p where p.revision = c.revision and p.state = 'accepted')`,
  'a changeset with other changes than its proposal': `
    select c.revision from register.changeset c join register.proposal p using (revision)
    where c.kind = 'edit' and concat_ws(' ', c.added, c.changed, c.withdrawn) <> (
      select concat_ws(' ', count(*) filter (where act = 'add'), count(*) filter (where act = 'change'),
        count(*) filter (where act = 'withdraw'))
      from register.proposal_change h where h.proposal = p.id)`,
  'an accepted change whose fact is not there': `
    select p.id from register.proposal p join register.proposal_change h on h.proposal = p.id
    where p.state = 'accepted' and h.resource = 'events' and h.act = 'add'
      and not exists (select from register.event e where e.id = h.fact_id and e.recorded_from = p.revision)`,
  'a fact of a revision that there is not': `
    select id from register.event where greatest(recorded_from, recorded_to) > (select max(revision) from register.changeset)
    union all select fact_id from evidence.citation
    where greatest(recorded_from, recorded_to) > (select max(revision) from register.changeset)`,
  'a proposal without what it changes, or without its first step': `
    select p.id from register.proposal p
    where (p.kind = 'change' and not exists (select from register.proposal_change h where h.proposal = p.id))
      or not exists (select from register.proposal_step s where s.proposal = p.id and s.position = 0)
      or (p.state = 'accepted') <> exists (select from register.proposal_step s where s.proposal = p.id and s.act = 'accepted')`,
  'a document without text or without its first step': `
    select d.id from evidence.document d
    where not exists (select from evidence.file_page f where f.file = d.file)
      or not exists (select from evidence.document_step s where s.document = d.id and s.position = 0)`,
  'a seal without the decision that it needs': `
    select s.id from evidence.seal s
    where (select count(*) from evidence.seal_decision d where d.seal = s.id and d.act = 'seal'
      and (d.state = 'confirmed') = (s.state = 'sealed')) <> 1`,
  'a seal without the code that it bears out': `
    select id from evidence.seal where not exists (select from evidence.seal_support where seal = id)`,
  'a published codebook without its revision, or without its codes in the register': `
    select v.number::text from register.codebook_version v
      left join register.changeset c on c.revision = v.revision and c.kind = 'codebook'
    where (v.person is not null and v.state = 'published') <> (c.revision is not null)
    union all
    select e.code from register.codebook_entry e
      join register.code o on o.scheme = e.scheme and o.code = e.code
    where e.version = (select max(number) from register.codebook_version where state = 'published')
      and e.example_en is distinct from o.example_en`,
}

/** Names of what is half-made, with the rows; empty where all is whole. */
export async function halvesIn(database: Database, files: FileStore): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const [name, query] of Object.entries(halves)) {
    const { rows } = await sql.raw(query).execute(database.reader)
    if (rows.length > 0) found[name] = rows
  }
  const documents = await database.reader.selectFrom('evidence.document').select(['id', 'file']).execute()
  for (const { id, file } of documents) if (!(await files.get(file))) (found['a document without its file'] ??= []).push(id)
  const differing = await derivedOtherwise(database)
  if (differing.length > 0) found['tables that are derived otherwise'] = differing
  return found
} // prettier-ignore

const derived = ['census_entry', 'dossier', 'actor_text', 'cooperation_text']

/** Derived tables that would come out otherwise if they were made anew. */
async function derivedOtherwise(database: Database): Promise<string[]> {
  const undone = new Error('undone')
  let differing: string[] = []
  const read = (reader: Reader) =>
    Promise.all(
      derived.map(async (table) => {
        const { rows } = await sql<{ row: string }>`
          select t::text as row from ${sql.table(`register.${table}`)} t order by 1`.execute(reader)
        return rows.map(({ row }) => row).join('\n')
      }),
    )
  try {
    await database.write(async (tx) => {
      const before = await read(tx)
      await deriveAll(tx)
      const after = await read(tx)
      differing = derived.filter((_, index) => before[index] !== after[index])
      throw undone
    })
  } catch (error) {
    if (error !== undone) throw error
  }
  return differing
}

// People with accounts, made as they are made in the program: by the first link, by invitation, by a link in a mail.
import { offerFirstAdministrator, type Role } from '#accounts/index.ts'
import { openTestApp, type TestApp, type TestAppOptions } from './app.ts'
import { littleland } from './littleland.ts'
import { linkIn, openMailServer, type MailServer } from './mail-server.ts'
import { fieldsOf, openVisitor, type Visitor } from './visitor.ts'

export type World = {
  app: TestApp
  mail: MailServer
  /** Somebody nobody knows. */
  visitor: () => Visitor
  /** The address and the visitor of the first administrator, signed in. */
  administrator: Visitor
  /** Invites somebody into the organisation at the path, or the administrator's, and gives the signed-in visitor. */
  join: (email: string, role: Role, name?: string, path?: string) => Promise<Visitor>
  /** Path of the page of the administrator's organisation. */
  organisation: string
  close: () => Promise<void>
}

export const administratorEmail = 'ada@littleland.example'

/** Littleland, or other packages, with its mail server and its first administrator, Ada of the Ministry of Ponds. */
export async function openWorld(
  options: Omit<TestAppOptions, 'mail'> = {},
  packages: typeof littleland = littleland,
): Promise<World> {
  const mail = await openMailServer()
  const app = await openTestApp(packages, new Date('2026-03-01'), {
    ...options,
    mail: { by: 'smtp', url: mail.url, from: 'Samband <register@littleland.example>' },
  })
  const administrator = openVisitor(app)
  const token = await offerFirstAdministrator(app.accounts)
  await administrator.post('/en/first-administrator', {
    token: token ?? '',
    name: 'Ada',
    email: administratorEmail,
    organisation: 'Ministry of Ponds',
  })
  const list = await administrator.get('/en/administration/organisations')
  const organisation = list.document.querySelector('main table a')?.getAttribute('href') ?? ''
  return {
    app,
    mail,
    administrator,
    organisation,
    visitor: () => openVisitor(app),
    join: async (email, role, name = email.split('@')[0] ?? '', path = organisation) => {
      await administrator.post(`${path}/invitations`, { email, role, language: 'en' })
      const visitor = openVisitor(app)
      const page = await visitor.get(linkIn(await mail.nextTo(email)))
      await visitor.post('/en/invitation', { ...fieldsOf(page, '/en/invitation'), name })
      return visitor
    },
    close: async () => {
      await app.close()
      await mail.close()
    },
  }
}

/** Cleo, a contributor of the clerks of Småby: an organisation that is an actor of the register. */
export async function joinClerk(world: World): Promise<Visitor> {
  const added = await world.administrator.post('/en/administration/organisations', {
    name: 'Småby clerks',
    actor: 'xl-smaby',
  })
  return world.join('cleo@smaby.example', 'contributor', 'Cleo', added.location)
}
